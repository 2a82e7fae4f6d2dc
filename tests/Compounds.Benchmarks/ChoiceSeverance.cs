using System.Collections.Immutable;
using System.Diagnostics;
using Compounds.Simulation.Choice;

namespace Compounds.Benchmarks;

/// <summary>Every subset of m actions on a network of 200 conduits and 800 consumers.</summary>
internal static class ChoiceSeverance
{
    private const int Conduits = 200;
    private const int Consumers = 800;

    public static void Run(TextWriter output)
    {
        foreach (var actions in (int[])[20, 24])
        {
            var graph = Network(actions);
            long severed = 0;
            var times = Enumerable.Range(0, actions > 20 ? 3 : 7).Select(_ =>
            {
                var watch = Stopwatch.StartNew();
                SeveranceSweep.Run(graph, block => severed += (long)(block[Consumers - 1][0] & 1));
                return watch.Elapsed.TotalMilliseconds;
            }).Order().ToArray();
            output.WriteLine(FormattableString.Invariant(
                $"severance  {graph.SubsetCount,12:N0} subsets x {Conduits + Consumers:N0} places  best {times[0],8:F1} ms  median {times[times.Length / 2],8:F1} ms  {graph.SubsetCount * (Conduits + Consumers) / times[0] / 1e6,6:F0} G places/s"));
        }

        var small = Network(20);
        var start = Stopwatch.StartNew();
        var counts = SeveranceReport.Count(small);
        output.WriteLine(FormattableString.Invariant($"  with counts a consumer              {start.Elapsed.TotalMilliseconds,8:F1} ms  ({counts.Count(static count => count > 0)} of {Consumers} can be severed)"));
        start.Restart();
        var report = SeveranceReport.Of(small);
        output.WriteLine(FormattableString.Invariant($"  with minimal severing sets          {start.Elapsed.TotalMilliseconds,8:F1} ms  ({report.Sum(static consumer => consumer.MinimalSets.Length):N0} sets)"));
    }

    private static SeveranceGraph Network(int actions)
    {
        var dice = new ChoiceDice(20250205);
        ImmutableArray<string> names = [.. Enumerable.Range(0, actions).Select(static action => $"a{action:D2}")];
        var nodes = new List<SeveranceNode>();
        for (var at = 0; at < Conduits + Consumers; at++)
        {
            var reach = Math.Min(at, Conduits);
            SeverancePath Path() => new($"n{dice.Next(reach)}", []);
            ImmutableArray<SeveranceNeed> needs = at < 10 ? [] : dice.Next(3) == 0
                ? [new("Power", [Path(), Path()]), new("Telecom", [Path()])]
                : [new("Power", [Path(), Path()])];
            nodes.Add(new($"n{at}", needs, at < actions * 2 && at >= actions ? [names[at - actions]] : []));
        }

        ImmutableArray<string> consumers = [.. nodes.Skip(Conduits).Select(static node => node.Id)];
        return SeveranceGraph.TryCreate(names, [.. nodes], consumers, out var graph, out var fault) ? graph : throw new InvalidOperationException(fault.Sentence);
    }
}
