using System.Collections.Immutable;

namespace Compounds.Simulation.Policy;

/// <summary>An observation beside the stored samples that foretold it.</summary>
/// <param name="Observation">What was observed.</param>
/// <param name="Samples">What the samples said, in their stored order, at least one.</param>
public sealed record ObservedForecast(Observation Observation, ImmutableArray<double> Samples)
{
    /// <summary>Finds the samples of an observation in an outcome.</summary>
    /// <param name="outcome">The outcome whose samples were frozen.</param>
    /// <param name="observation">The observation.</param>
    public static ObservedForecast Of(Outcome outcome, Observation observation) => new(observation, [.. outcome.TotalsOf(observation.Line)]);
}
