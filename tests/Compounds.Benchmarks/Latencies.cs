using System.Diagnostics;
using System.Globalization;

namespace Compounds.Benchmarks;

/// <summary>Times of single operations over several identical runs, and the percentiles of each operation's best time.</summary>
/// <remarks>The best of the runs leaves out what other processes on the machine took; the work of an operation is in all of them.</remarks>
internal sealed class Latencies(int capacity)
{
    private readonly long[] _best = Enumerable.Repeat(long.MaxValue, capacity).ToArray();
    private readonly long[] _all = new long[capacity];
    private int _next;

    /// <summary>Starts the next run from its first operation.</summary>
    public void Restart() => _next = 0;

    public void Measure(Action operation)
    {
        var start = Stopwatch.GetTimestamp();
        operation();
        var ticks = Stopwatch.GetTimestamp() - start;
        _all[_next] = ticks;
        _best[_next] = Math.Min(_best[_next], ticks);
        _next++;
    }

    /// <summary>The operations at the chosen places of a run.</summary>
    public Latencies Of(Predicate<int> isChosen)
    {
        var chosen = Enumerable.Range(0, capacity).Where(i => isChosen(i)).ToArray();
        var latencies = new Latencies(chosen.Length);
        for (var i = 0; i < chosen.Length; i++)
            (latencies._best[i], latencies._all[i]) = (_best[chosen[i]], _all[chosen[i]]);
        return latencies;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {At(_best, 0.5):F1}, p99 {At(_best, 0.99):F1}, max {At(_best, 1):F1} us; last run alone: p50 {At(_all, 0.5):F1}, p99 {At(_all, 0.99):F1} us");

    private static double At(long[] ticks, double level)
    {
        var sorted = ticks.AsSpan().ToArray();
        Array.Sort(sorted);
        return sorted[(int)((sorted.Length - 1) * level)] * 1e6 / Stopwatch.Frequency;
    }
}
