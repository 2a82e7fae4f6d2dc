namespace Compounds.Solver;

/// <summary>How much a sweep may cost. With the same limits the same model has the same front, on any machine.</summary>
/// <param name="Questions">The most levels of harm that are asked about; 2 to 1,000, by default 41.</param>
/// <param name="Effort">The most work on one question, in the solver's deterministic seconds: roughly seconds, but counted
/// in operations and therefore the same everywhere. Positive, by default 10.</param>
/// <param name="Seed">The seed of the solver's choices.</param>
public sealed record SweepLimits(int Questions = 41, double Effort = 10, int Seed = 1);
