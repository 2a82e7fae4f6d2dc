namespace Compounds.Server.Problems;

/// <summary>A reason why a request is refused.</summary>
/// <param name="Code">The code, at the end of the problem's type.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ApiRefusal(string Code, int Status, string Meaning, string Remedy);
