using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Compounds.Simulation.Choice;

/// <summary>Counts, and the minimal severing sets, of every consumer.</summary>
public static class SeveranceReport
{
    // Bitmaps over all subsets are kept for as many consumers at a time as fit here.
    private const long BitmapBytes = 64L << 20;

    /// <summary>Counts for each consumer the subsets of actions that sever it.</summary>
    public static ImmutableArray<long> Count(SeveranceGraph graph)
    {
        var counts = new long[graph.Consumers.Length];
        SeveranceSweep.Run(graph, block =>
        {
            for (var consumer = 0; consumer < counts.Length; consumer++)
            {
                if (block[consumer] is var severed && severed != Vector512<ulong>.Zero)
                    counts[consumer] += PopCount(severed);
            }
        });
        return [.. counts];
    }

    /// <summary>Reports each consumer's count and minimal severing sets.</summary>
    /// <remarks>Costs one sweep for each 64 MiB of bitmaps (2^actions / 8 bytes a consumer) and actions x 2^actions bit operations a consumer.</remarks>
    public static ImmutableArray<ConsumerSeverance> Of(SeveranceGraph graph)
    {
        var words = (int)Math.Max(8, graph.SubsetCount / 64);
        var chunk = (int)Math.Max(1, BitmapBytes / (words * 8L));
        var report = ImmutableArray.CreateBuilder<ConsumerSeverance>(graph.Consumers.Length);
        for (var first = 0; first < graph.Consumers.Length; first += chunk)
        {
            var last = Math.Min(first + chunk, graph.Consumers.Length);
            var bitmaps = Bitmaps(graph, first, last, words);
            for (var consumer = first; consumer < last; consumer++)
                report.Add(Of(graph, consumer, bitmaps[consumer - first]));
        }

        return report.MoveToImmutable();
    }

    private static int PopCount(Vector512<ulong> subsets)
    {
        var count = 0;
        for (var element = 0; element < Vector512<ulong>.Count; element++)
            count += BitOperations.PopCount(subsets[element]);

        return count;
    }

    private static ulong[][] Bitmaps(SeveranceGraph graph, int first, int last, int words)
    {
        var bitmaps = new ulong[last - first][];
        for (var at = 0; at < bitmaps.Length; at++)
            bitmaps[at] = new ulong[words];

        SeveranceSweep.Run(graph, block =>
        {
            for (var consumer = first; consumer < last; consumer++)
                block[consumer].CopyTo(bitmaps[consumer - first], (int)(block.FirstSubset / 64));
        });
        return bitmaps;
    }

    private static ConsumerSeverance Of(SeveranceGraph graph, int consumer, ulong[] severing)
    {
        var count = 0L;
        var minimal = new List<ImmutableArray<string>>();
        for (var word = 0; word < severing.Length; word++)
        {
            count += BitOperations.PopCount(severing[word]);
            for (var left = Minimal(severing, word, graph.Actions.Length); left != 0; left &= left - 1)
                minimal.Add(ActionsOf(graph, (word * 64L) + BitOperations.TrailingZeroCount(left)));
        }

        return new(graph.Consumers[consumer], count, [.. minimal.Order(SetOrder.Instance)]);
    }

    // A severing set is minimal when it severs no more after any one of its actions is taken back; severance never ends by cutting more.
    private static ulong Minimal(ulong[] severing, int word, int actions)
    {
        var here = severing[word];
        if (here == 0)
            return 0;

        var smaller = 0UL;
        for (var action = 0; action < Math.Min(actions, 6); action++)
            smaller |= (here << (1 << action)) & SeveranceSweep.Pattern(action)[0];

        for (var action = 6; action < actions; action++)
        {
            var step = 1 << (action - 6);
            if ((word & step) != 0)
                smaller |= severing[word - step];
        }

        return here & ~smaller;
    }

    private static ImmutableArray<string> ActionsOf(SeveranceGraph graph, long subset) =>
        [.. Enumerable.Range(0, graph.Actions.Length).Where(action => ((subset >> action) & 1) == 1).Select(action => graph.Actions[action]).Order(StringComparer.Ordinal)];
}
