using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Simulation.Choice;

/// <summary>Vectors that each lie in one cache line. In an ordinary array every one of them straddles two.</summary>
internal static class AlignedVectors
{
    private const int LineBytes = 64;

    /// <summary>Allocates zeroed vectors; they are collected like any array.</summary>
    public static unsafe Memory<byte> Allocate(int count)
    {
        var bytes = GC.AllocateArray<byte>((count + 1) * LineBytes, pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(bytes));
        var skip = (int)((LineBytes - (address % LineBytes)) % LineBytes);
        return bytes.AsMemory(skip, count * LineBytes);
    }

    /// <summary>Sees the memory as vectors.</summary>
    public static Span<Vector512<ulong>> AsVectors(this Memory<byte> memory) => MemoryMarshal.Cast<byte, Vector512<ulong>>(memory.Span);
}
