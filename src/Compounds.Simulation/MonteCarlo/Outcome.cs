using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation;

/// <summary>What a scenario came to: effect and harm side by side, each with its range.</summary>
[Immutable]
public sealed record Outcome
{
    /// <summary>Gets the address of network and scenario together.</summary>
    public required string ScenarioHash { get; init; }

    /// <summary>Gets the address of the network.</summary>
    public required string NetworkHash { get; init; }

    /// <summary>Gets the number of samples.</summary>
    public required int Samples { get; init; }

    /// <summary>Gets a value indicating whether P50 and P90 of lost worker-hours settled within the tolerance.</summary>
    public required bool IsSettled { get; init; }

    /// <summary>Gets whether the surviving set of each hour was the only possible one.</summary>
    public required FixpointClass Fixpoint { get; init; }

    /// <summary>Gets the lines, captive exposure first.</summary>
    public required ImmutableArray<LineOutcome> Lines { get; init; }

    /// <summary>Gets the sites, sorted by name.</summary>
    public required ImmutableArray<SiteOutcome> Sites { get; init; }

    /// <summary>Gets all sites together.</summary>
    public required SiteOutcome AllSites { get; init; }

    /// <summary>Gets the worker-hours there would have been without loss.</summary>
    public required Spread BaselineWorkerHours { get; init; }

    /// <summary>Gets the interval that holds the true median of lost worker-hours with 95 % confidence: the noise of sampling.</summary>
    public required (double Low, double High) MedianInterval { get; init; }

    /// <summary>Gets the totals, first by <see cref="LedgerLine"/>, then by sample; scenarios of one seed are compared sample by sample.</summary>
    public required double[] SampleTotals { get; init; }

    /// <summary>Gets the SHA-256 of every number above, lower-case hexadecimal.</summary>
    public required string ResultHash { get; init; }

    /// <summary>The line of an outcome.</summary>
    /// <param name="line">Which line.</param>
    /// <returns>Its figures.</returns>
    public LineOutcome Line(LedgerLine line) => Lines.First(l => l.Line == line);

    /// <summary>The totals of a line by sample.</summary>
    /// <param name="line">Which line.</param>
    /// <returns>The totals.</returns>
    public ReadOnlySpan<double> TotalsOf(LedgerLine line) => SampleTotals.AsSpan((int)line * Samples, Samples);

    /// <summary>What a scenario adds to another, line by line: differences are taken sample by sample, then summarised.</summary>
    /// <param name="other">An outcome of the same seed.</param>
    /// <returns>The spread of this less the other, in the order of <see cref="LedgerLine"/>, over the samples both have.</returns>
    public ImmutableArray<Spread> Less(Outcome other)
    {
        var spreads = ImmutableArray.CreateBuilder<Spread>();
        var common = Math.Min(Samples, other.Samples);
        foreach (var line in Enum.GetValues<LedgerLine>())
        {
            var differences = new double[common];
            for (var i = 0; i < common; i++)
                differences[i] = TotalsOf(line)[i] - other.TotalsOf(line)[i];
            spreads.Add(Quantiles.SpreadOf(differences));
        }

        return spreads.DrainToImmutable();
    }
}
