using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>Replaces one multiple of a term by another in the units of the field, each rounded by itself.</summary>
internal readonly ref struct UnitChange(Span<long> units, double before, double after)
{
    private readonly ref long _units = ref MemoryMarshal.GetReference(units);
    private readonly Vector512<double> _before = Vector512.Create(before);
    private readonly Vector512<double> _after = Vector512.Create(after);

    /// <summary>Changes the eight points of a block by the term there.</summary>
    public void Apply(int block, Vector512<double> term)
    {
        // Adding the rounder leaves the nearest whole number in the low bits; the difference of two such is exact.
        var rounder = Vector512.Create(VectorFunctions.Rounder);
        var change = Vector512.FusedMultiplyAdd(_after, term, rounder).AsInt64() - Vector512.FusedMultiplyAdd(_before, term, rounder).AsInt64();
        var at = (nuint)(block * QuantityRule.Block);
        (Vector512.LoadUnsafe(ref _units, at) + change).StoreUnsafe(ref _units, at);
    }
}
