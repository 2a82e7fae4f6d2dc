using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Simulation.Choice;

/// <summary>The network as straight-line code over strides of <see cref="Width"/> blocks of 512 subsets.</summary>
/// <remarks>
/// A need is an OR of parents, a place the AND of its needs and not its cuts. Two blocks at a time hide the misses of the
/// branches that read the code; four are no faster.
/// </remarks>
internal sealed class SeveranceProgram
{
    /// <summary>The number of blocks evaluated together. The state of 1,000 places is then 128 KB, well within the second cache.</summary>
    public const int Width = 2;

    private readonly int[] _code;
    private readonly int[] _start;
    private readonly int _ringStart;
    private readonly int _ringEnd;

    public SeveranceProgram(int[][] places, int ringStart, int ringEnd, int[] watched)
    {
        (_ringStart, _ringEnd, Watched) = (ringStart, ringEnd, watched);
        _code = [.. places.SelectMany(static place => place)];
        _start = new int[places.Length + 1];
        for (var at = 0; at < places.Length; at++)
            _start[at + 1] = _start[at] + places[at].Length;
    }

    /// <summary>Gets the number of places, cuttable edges included.</summary>
    public int PlaceCount => _start.Length - 1;

    /// <summary>Gets the offset of each consumer's vector within the first block of a stride.</summary>
    public int[] Watched { get; }

    /// <summary>Evaluates one stride.</summary>
    /// <param name="cut">For each action and block the subsets that choose it; <see cref="Width"/> vectors an action.</param>
    /// <param name="up">Receives for each place and block the subsets that leave it up; <see cref="Width"/> vectors a place.</param>
    public void Run(ReadOnlySpan<Vector512<ulong>> cut, Span<Vector512<ulong>> up)
    {
        Run(cut, up, 0, _ringStart);
        if (_ringStart < _ringEnd)
            Settle(cut, up);

        Run(cut, up, _ringEnd, PlaceCount);
    }

    // Starts from "all up" and only ever takes places down, so it ends, in the largest set that keeps itself up.
    private void Settle(ReadOnlySpan<Vector512<ulong>> cut, Span<Vector512<ulong>> up)
    {
        up[(_ringStart * Width)..(_ringEnd * Width)].Fill(Vector512<ulong>.AllBitsSet);
        while (Run(cut, up, _ringStart, _ringEnd))
        {
        }
    }

    // The offsets are compiled from a validated graph, so they are not checked again in this innermost loop.
    private bool Run(ReadOnlySpan<Vector512<ulong>> cut, Span<Vector512<ulong>> up, int from, int to)
    {
        ref var code = ref MemoryMarshal.GetArrayDataReference(_code);
        ref var cuts = ref MemoryMarshal.GetReference(cut);
        ref var ups = ref MemoryMarshal.GetReference(up);
        var changed = Vector512<ulong>.Zero;
        unchecked
        {
            var at = _start[from];
            for (var place = from; place < to; place++)
            {
                var (live0, live1) = (Vector512<ulong>.AllBitsSet, Vector512<ulong>.AllBitsSet);
                for (var left = Unsafe.Add(ref code, at++); left > 0; left--)
                {
                    ref var by = ref Unsafe.Add(ref cuts, Unsafe.Add(ref code, at++));
                    live0 = Vector512.AndNot(live0, by);
                    live1 = Vector512.AndNot(live1, Unsafe.Add(ref by, 1));
                }

                for (var needs = Unsafe.Add(ref code, at++); needs > 0; needs--)
                {
                    var (met0, met1) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero);
                    for (var left = Unsafe.Add(ref code, at++); left > 0; left--)
                    {
                        ref var parent = ref Unsafe.Add(ref ups, Unsafe.Add(ref code, at++));
                        met0 |= parent;
                        met1 |= Unsafe.Add(ref parent, 1);
                    }

                    live0 &= met0;
                    live1 &= met1;
                }

                ref var target = ref Unsafe.Add(ref ups, place * Width);
                changed |= (live0 ^ target) | (live1 ^ Unsafe.Add(ref target, 1));
                target = live0;
                Unsafe.Add(ref target, 1) = live1;
            }
        }

        return changed != Vector512<ulong>.Zero;
    }
}
