namespace Compounds.Exchange.Intake;

/// <summary>One reason why a line is refused, or accepted with a remark.</summary>
/// <param name="Code">The stable code in receipts.</param>
/// <param name="IsWarning">Whether the line is accepted all the same.</param>
/// <param name="Meaning">What it says about the line.</param>
/// <param name="Example">What brings it about.</param>
/// <param name="Remedy">What to do.</param>
public sealed record RefusalCode(string Code, bool IsWarning, string Meaning, string Example, string Remedy);
