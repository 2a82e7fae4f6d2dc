using System.Collections.Immutable;
using Compounds.Simulation;

namespace Compounds.Grains.Scenarios;

/// <summary>An outcome on its way between silos. The type itself has members that only its own assembly may set.</summary>
[GenerateSerializer, Immutable, Alias("simulation/outcome")]
public readonly record struct OutcomeParts(
    [Id(0)] string ScenarioHash, [Id(1)] string NetworkHash, [Id(2)] int Samples, [Id(3)] bool IsSettled, [Id(4)] FixpointClass Fixpoint,
    [Id(5)] ImmutableArray<LineOutcome> Lines, [Id(6)] ImmutableArray<SiteOutcome> Sites, [Id(7)] SiteOutcome AllSites, [Id(8)] Spread BaselineWorkerHours,
    [Id(9)] (double Low, double High) MedianInterval, [Id(10)] double[] SampleTotals, [Id(11)] string ResultHash);

/// <summary>Takes outcomes apart and puts them together.</summary>
[RegisterConverter]
public sealed class OutcomeConverter : IConverter<Outcome, OutcomeParts>
{
    /// <inheritdoc/>
    public Outcome ConvertFromSurrogate(in OutcomeParts surrogate) => new()
    {
        ScenarioHash = surrogate.ScenarioHash, NetworkHash = surrogate.NetworkHash, Samples = surrogate.Samples, IsSettled = surrogate.IsSettled,
        Fixpoint = surrogate.Fixpoint, Lines = surrogate.Lines, Sites = surrogate.Sites, AllSites = surrogate.AllSites,
        BaselineWorkerHours = surrogate.BaselineWorkerHours, MedianInterval = surrogate.MedianInterval, SampleTotals = surrogate.SampleTotals, ResultHash = surrogate.ResultHash,
    };

    /// <inheritdoc/>
    public OutcomeParts ConvertToSurrogate(in Outcome value) => new(
        value.ScenarioHash, value.NetworkHash, value.Samples, value.IsSettled, value.Fixpoint, value.Lines, value.Sites, value.AllSites,
        value.BaselineWorkerHours, value.MedianInterval, value.SampleTotals, value.ResultHash);
}
