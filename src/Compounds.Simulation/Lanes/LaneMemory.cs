using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compounds.Simulation;

/// <summary>Rows of numbers that do not move, each on its own cache lines.</summary>
internal sealed unsafe class LaneMemory
{
    private const int LineBytes = 64;
    private readonly List<Array> _alive = [];

    /// <summary>Takes rows of floats, all 0. They live as long as this object.</summary>
    public float* Floats(int count) => (float*)Take<float>(count);

    /// <summary>Takes rows of doubles, all 0. They live as long as this object.</summary>
    public double* Doubles(int count) => (double*)Take<double>(count);

    private void* Take<TNumber>(int count)
        where TNumber : unmanaged
    {
        var array = GC.AllocateArray<TNumber>(count + (LineBytes / sizeof(TNumber)), pinned: true);
        _alive.Add(array);
        var start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        return (void*)((start + (LineBytes - 1)) & ~(nuint)(LineBytes - 1));
    }
}
