using System.Runtime.Intrinsics;

namespace Compounds.Simulation.Choice;

/// <summary>Tries every subset of the actions of a graph, 512 at a time.</summary>
/// <remarks>
/// The nine lowest actions are fixed patterns over the 512 lanes of a block; the others are the bits of the block's
/// number, all ones or all zeros within it. Exact by construction. 1,000 places and 2^20 subsets: see the benchmark `choice`.
/// </remarks>
public static class SeveranceSweep
{
    /// <summary>The number of subsets in a block.</summary>
    public const int BlockSize = 512;

    private const int LaneActions = 9;

    /// <summary>Gets the number of blocks that hold all subsets; at least one.</summary>
    public static int BlockCount(SeveranceGraph graph) => 1 << Math.Max(0, graph.Actions.Length - LaneActions);

    /// <summary>Visits all blocks in ascending order.</summary>
    public static void Run(SeveranceGraph graph, SeveranceBlockVisitor visit) => Run(graph, 0, BlockCount(graph), visit);

    /// <summary>Visits some blocks in ascending order, so that a caller can share them out.</summary>
    /// <param name="graph">The compiled network.</param>
    /// <param name="firstBlock">From 0.</param>
    /// <param name="blockCount">How many; the last must exist.</param>
    /// <param name="visit">Called once a block.</param>
    /// <exception cref="ArgumentOutOfRangeException">The blocks are not all within <see cref="BlockCount"/>.</exception>
    public static void Run(SeveranceGraph graph, int firstBlock, int blockCount, SeveranceBlockVisitor visit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstBlock);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockCount, BlockCount(graph) - firstBlock);

        var up = AlignedVectors.Allocate(graph.Program.PlaceCount * SeveranceProgram.Width).AsVectors();
        var cut = AlignedVectors.Allocate(graph.Actions.Length * SeveranceProgram.Width).AsVectors();
        var lanes = Lanes(graph.Actions.Length);
        for (var stride = 0; stride < blockCount; stride += SeveranceProgram.Width)
        {
            for (var at = 0; at < cut.Length; at++)
                cut[at] = Chosen(at / SeveranceProgram.Width, firstBlock + stride + (at % SeveranceProgram.Width));

            graph.Program.Run(cut, up);
            for (var part = 0; part < Math.Min(SeveranceProgram.Width, blockCount - stride); part++)
                visit(new((long)(firstBlock + stride + part) * BlockSize, up[part..], graph.Program.Watched, lanes));
        }
    }

    private static Vector512<ulong> Chosen(int action, int block) =>
        action < LaneActions ? Pattern(action)
        : ((block >> (action - LaneActions)) & 1) == 1 ? Vector512<ulong>.AllBitsSet
        : Vector512<ulong>.Zero;

    // The lanes whose number has the bit of the action set.
    internal static Vector512<ulong> Pattern(int action) => action switch
    {
        0 => Vector512.Create(0xAAAA_AAAA_AAAA_AAAAUL),
        1 => Vector512.Create(0xCCCC_CCCC_CCCC_CCCCUL),
        2 => Vector512.Create(0xF0F0_F0F0_F0F0_F0F0UL),
        3 => Vector512.Create(0xFF00_FF00_FF00_FF00UL),
        4 => Vector512.Create(0xFFFF_0000_FFFF_0000UL),
        5 => Vector512.Create(0xFFFF_FFFF_0000_0000UL),
        6 => Vector512.Create(0, ulong.MaxValue, 0, ulong.MaxValue, 0, ulong.MaxValue, 0, ulong.MaxValue),
        7 => Vector512.Create(0, 0, ulong.MaxValue, ulong.MaxValue, 0, 0, ulong.MaxValue, ulong.MaxValue),
        _ => Vector512.Create(0, 0, 0, 0, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue),
    };

    // With fewer than nine actions the block repeats itself from lane 2^actions on.
    private static Vector512<ulong> Lanes(int actions)
    {
        var lanes = Vector512<ulong>.AllBitsSet;
        for (var action = actions; action < LaneActions; action++)
            lanes = Vector512.AndNot(lanes, Pattern(action));

        return lanes;
    }
}
