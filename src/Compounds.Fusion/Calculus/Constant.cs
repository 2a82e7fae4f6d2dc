namespace Compounds.Fusion;

/// <summary>One constant of the calculus, with who answers for it and why it is what it is.</summary>
/// <param name="Value">The value; its unit is said where the constant is used.</param>
/// <param name="Owner">Who may change it.</param>
/// <param name="Reason">Why it has this value.</param>
public sealed record Constant<T>(T Value, string Owner, string Reason);
