using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>What one claim says about every point of a grid: the logarithm of its likelihood, but for a constant, which cancels.</summary>
/// <remarks>
/// A figure is right with its credence c, else wrong by a factor of two on average:
/// <c>ln(c·N(θ) + (1−c)·Laplace(θ)) = −|θ−μ|/b + ln(1 + A·exp(|θ−μ|/b − (θ−μ)²/2σ²))</c> but for a constant. Far from μ only the first
/// term is left, which costs a multiplication. Each value depends on its point and the claim only.
/// </remarks>
internal readonly struct EvidenceRow
{
    // e^−40 is below half a unit in the last place of 1.
    private const double Vanishing = 40;

    // Below half a unit, with room for rounding.
    private const double Half = 0.49;
    private readonly AmountGrid _grid;
    private readonly AmountShape _shape;
    private readonly double _wrong;
    private readonly double _amplitude;

    public EvidenceRow(AmountGrid grid, AmountShape shape, double credence, FusionConstants constants)
    {
        (_grid, _shape) = (grid, shape);
        _wrong = constants.WrongFactor.Value + shape.Sigma;
        _amplitude = shape.IsTwoSided
            ? credence / (1 - credence) * 2 * _wrong / (shape.Sigma * Math.Sqrt(2 * Math.PI))
            : 2 * credence / (1 - credence);
    }

    /// <summary>Whether so many units of the row round to nothing at every point.</summary>
    public bool IsNothing(double scale)
    {
        var farthest = Math.Abs(_shape.Centre - _grid.Middle) + ((_grid.Reach + AmountGrid.Block) * _grid.Step);
        return scale * ((_shape.IsTwoSided ? farthest / _wrong : 0) + Math.Log(1 + (_amplitude * Math.E)) + 1) < Half;
    }

    /// <summary>Takes one multiple of the row out of the units of a field and puts another in.</summary>
    public void Replace(long[] units, double before, double after)
    {
        var change = new Change(units, before, after);
        if (_shape.IsTwoSided)
            ReplaceFigure(change);
        else
            ReplaceBound(change);
    }

    private void ReplaceFigure(Change change)
    {
        var (variance, tail) = (_shape.Sigma * _shape.Sigma, 1 / _wrong);
        var ratio = variance * tail;
        var (first, end) = Blocks(ratio + Math.Sqrt((ratio * ratio) + (2 * variance * (Vanishing + Math.Max(0, Math.Log(_amplitude))))));
        var (centre, slope, rate) = (Vector512.Create(_shape.Centre), Vector512.Create(-tail), Vector512.Create(-1 / (2 * variance)));
        for (nuint block = 0; block < (nuint)_grid.Blocks; block++)
        {
            var distance = Vector512.Abs(_grid.At(block) - centre);
            var row = distance * slope;
            if (block >= first && block < end)
                row += VectorFunctions.LogOnePlus(
                    Vector512.Create(_amplitude) * VectorFunctions.Exp(Vector512.FusedMultiplyAdd(distance * rate, distance, -row)));
            change.Apply(block, row);
        }
    }

    private void ReplaceBound(Change change)
    {
        var rate = Vector512.Create((_shape.Kind == AmountKind.AtLeast ? 1 : -1) / _shape.Sigma);
        var (first, end) = Blocks(Vanishing * _shape.Sigma);
        var one = Vector512<double>.One;
        var held = VectorFunctions.LogOnePlus(Vector512.Create(_amplitude));
        for (nuint block = 0; block < (nuint)_grid.Blocks; block++)
        {
            var y = (_grid.At(block) - Vector512.Create(_shape.Centre)) * rate;
            if (block >= first && block < end)
            {
                var u = VectorFunctions.Exp(-Vector512.Abs(y));
                var share = Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512<double>.Zero), u, one) / (one + u);
                change.Apply(block, VectorFunctions.LogOnePlus(Vector512.Create(_amplitude) * share));
            }
            else if (y[0] > 0)
            {
                change.Apply(block, held);
            }
        }
    }

    // The blocks with a point so near to the centre, from the first to before the last.
    private (nuint First, nuint End) Blocks(double reach)
    {
        var middle = ((_shape.Centre - _grid.Middle) / _grid.Step) + _grid.Reach;
        var (low, high) = (middle - (reach / _grid.Step), middle + (reach / _grid.Step));
        return (
            (nuint)Math.Clamp(Math.Floor(low / AmountGrid.Block), 0, _grid.Blocks),
            (nuint)Math.Clamp(Math.Floor(high / AmountGrid.Block) + 1, 0, _grid.Blocks));
    }

    /// <summary>Replaces one multiple of a row by another in the units of a field.</summary>
    private readonly ref struct Change(long[] units, double before, double after)
    {
        private readonly ref long _units = ref MemoryMarshal.GetArrayDataReference(units);
        private readonly Vector512<double> _before = Vector512.Create(before);
        private readonly Vector512<double> _after = Vector512.Create(after);

        public void Apply(nuint block, Vector512<double> row)
        {
            // Adding the rounder leaves the nearest whole number in the low bits; the difference of two such is exact.
            var rounder = Vector512.Create(VectorFunctions.Rounder);
            var change = Vector512.FusedMultiplyAdd(_after, row, rounder).AsInt64()
                - Vector512.FusedMultiplyAdd(_before, row, rounder).AsInt64();
            var at = block * AmountGrid.Block;
            (Vector512.LoadUnsafe(ref _units, at) + change).StoreUnsafe(ref _units, at);
        }
    }
}
