namespace Compounds.Simulation;

/// <summary>Why a network is refused.</summary>
/// <param name="Path">Where, as a JSON pointer into the document.</param>
/// <param name="Code">What, as a stable name.</param>
/// <param name="Message">A sentence that says what would be right.</param>
public sealed record NetworkProblem(string Path, string Code, string Message);
