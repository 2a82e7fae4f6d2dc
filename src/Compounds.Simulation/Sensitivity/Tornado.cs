using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Compounds.Simulation;

/// <summary>
/// Which unknowns move a line most, one at a time and with common random numbers: the same samples are simulated with the
/// unknown at its P10 and at its P90. A first pass with everything else at its median picks the candidates.
/// </summary>
public static class Tornado
{
    private const double Low = 0.1, Middle = 0.5, High = 0.9;

    /// <summary>Finds the unknowns that matter.</summary>
    /// <param name="network">The network.</param>
    /// <param name="scenario">The scenario; it must fit the network.</param>
    /// <param name="grouping">Which unknowns are moved together.</param>
    /// <param name="line">The line watched.</param>
    /// <param name="bars">How many unknowns are looked at closely, at least 1.</param>
    /// <param name="samples">Samples for each of them, at least 1.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The unknowns, longest bar first.</returns>
    /// <exception cref="ArgumentException">The scenario does not fit the network.</exception>
    public static ImmutableArray<Influence> Of(
        Network network,
        Scenario scenario,
        Grouping grouping = Grouping.Apart,
        LedgerLine line = LedgerLine.LostWorkerHours,
        int bars = 12,
        int samples = 64,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        if (scenario.Check(network) is [var problem, ..])
            throw new ArgumentException($"{problem.Path}: {problem.Message}", nameof(scenario));
        var groups = Names(network, scenario)
            .GroupBy(n => grouping == Grouping.Apart ? n : "*" + n[n.LastIndexOf('.')..], StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, Hashes: g.Select(Draw.Hash).ToHashSet()))
            .ToArray();
        var lanes = new PinnedRuns(network, scenario, line, cancellation);
        var rough = lanes.Run([.. groups.SelectMany(g => new[] { Pinned(g.Hashes, Low, _ => Middle), Pinned(g.Hashes, High, _ => Middle) })]);
        var close = Enumerable.Range(0, groups.Length)
            .OrderByDescending(i => Math.Abs(rough[(2 * i) + 1] - rough[2 * i])).ThenBy(i => i).Take(bars)
            .Select(i => new Influence(groups[i].Name, Mean(groups[i].Hashes, Low), Mean(groups[i].Hashes, High)));
        return [.. close.OrderByDescending(i => i.Swing).ThenBy(i => i.Parameter, StringComparer.Ordinal)];

        double Mean(HashSet<ulong> pinned, double place) => lanes.Run(
            [.. Enumerable.Range(0, samples).Select(s => Pinned(pinned, place, hash => Draw.Uniform(scenario.Seed, s, hash)))]).Average();
    }

    private static IEnumerable<string> Names(Network network, Scenario scenario) =>
        network.UncertainNames
            .Concat(scenario.Measures.Where(m => !m.Depth.IsFixed).Select(m => m.DrawName))
            .Concat((scenario.Displacement?.Draws() ?? []).Where(d => !d.Quantity.IsFixed).Select(d => d.Name))
            .Distinct(StringComparer.Ordinal);

    private static Func<ulong, double> Pinned(HashSet<ulong> pinned, double place, Func<ulong, double> others) =>
        hash => pinned.Contains(hash) ? place : others(hash);

    /// <summary>Runs worlds given by the places of their unknowns, sixteen side by side.</summary>
    private sealed class PinnedRuns(Network network, Scenario scenario, LedgerLine line, CancellationToken cancellation)
    {
        private readonly LaneEngine<WideLanes, Vector512<float>, Vector512<float>> _engine = new(new LanePlan(network, scenario, WideLanes.Count));
        private readonly Realisation[] _worlds = [.. Enumerable.Range(0, WideLanes.Count).Select(_ => new Realisation(network, scenario))];
        private readonly BlockBuffer _buffer = new(network, scenario, WideLanes.Count);

        public double[] Run(Func<ulong, double>[] places)
        {
            var totals = new double[places.Length];
            for (var first = 0; first < places.Length; first += WideLanes.Count)
            {
                var count = Math.Min(WideLanes.Count, places.Length - first);
                for (var lane = 0; lane < count; lane++)
                    _worlds[lane].Fill(places[first + lane]);
                _engine.Simulate(_worlds.AsSpan(0, count), _buffer, 0, cancellation);
                _buffer.Totals.AsSpan((int)line * WideLanes.Count, count).CopyTo(totals.AsSpan(first));
            }

            return totals;
        }
    }
}
