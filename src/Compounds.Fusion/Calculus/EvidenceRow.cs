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

    public EvidenceRow(AmountGrid grid, HeldAmount amount, FusionConstants constants)
    {
        (_grid, _shape) = (grid, amount.Shape);
        var odds = amount.Held.Credence / (1 - amount.Held.Credence);
        _wrong = constants.WrongFactor.Value + _shape.Sigma;
        _amplitude = _shape.IsTwoSided ? odds * 2 * _wrong / (_shape.Sigma * Math.Sqrt(2 * Math.PI)) : 2 * odds;
    }

    /// <summary>Whether so many units of the row round to nothing at every point.</summary>
    public bool IsNothing(double scale)
    {
        if (scale >= Half)
            return false;

        var farthest = Math.Abs(_shape.Centre - _grid.Middle) + ((_grid.Reach + AmountGrid.Block) * _grid.Step);
        return scale * ((_shape.IsTwoSided ? farthest / _wrong : 0) + Math.Log(1 + (_amplitude * Math.E)) + 1) < Half;
    }

    /// <summary>Works out the row, block by block.</summary>
    public void Fill(Span<Vector512<double>> row)
    {
        if (_shape.IsTwoSided)
            FillFigure(row);
        else
            FillBound(row);
    }

    private void FillFigure(Span<Vector512<double>> row)
    {
        var (variance, tail) = (_shape.Sigma * _shape.Sigma, 1 / _wrong);
        var ratio = variance * tail;
        var (first, end) = Blocks(ratio + Math.Sqrt((ratio * ratio) + (2 * variance * (Vanishing + Math.Max(0, Math.Log(_amplitude))))));
        var (centre, slope, rate) = (Vector512.Create(_shape.Centre), Vector512.Create(-tail), Vector512.Create(-1 / (2 * variance)));
        for (var block = 0; block < row.Length; block++)
        {
            var distance = Vector512.Abs(_grid.At((nuint)block) - centre);
            var value = distance * slope;
            if (block >= first && block < end)
                value += VectorFunctions.LogOnePlus(
                    Vector512.Create(_amplitude) * VectorFunctions.Exp(Vector512.FusedMultiplyAdd(distance * rate, distance, -value)));
            row[block] = value;
        }
    }

    private void FillBound(Span<Vector512<double>> row)
    {
        var rate = Vector512.Create((_shape.Kind == AmountKind.AtLeast ? 1 : -1) / _shape.Sigma);
        var (first, end) = Blocks(Vanishing * _shape.Sigma);
        var one = Vector512<double>.One;
        var held = VectorFunctions.LogOnePlus(Vector512.Create(_amplitude));
        for (var block = 0; block < row.Length; block++)
        {
            var y = (_grid.At((nuint)block) - Vector512.Create(_shape.Centre)) * rate;
            if (block >= first && block < end)
            {
                var u = VectorFunctions.Exp(-Vector512.Abs(y));
                var share = Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512<double>.Zero), u, one) / (one + u);
                row[block] = VectorFunctions.LogOnePlus(Vector512.Create(_amplitude) * share);
            }
            else
            {
                row[block] = y[0] > 0 ? held : Vector512<double>.Zero;
            }
        }
    }

    // The blocks with a point so near to the centre, from the first to before the last.
    private (int First, int End) Blocks(double reach)
    {
        var middle = ((_shape.Centre - _grid.Middle) / _grid.Step) + _grid.Reach;
        var (low, high) = (middle - (reach / _grid.Step), middle + (reach / _grid.Step));
        return (
            (int)Math.Clamp(Math.Floor(low / AmountGrid.Block), 0, _grid.Blocks),
            (int)Math.Clamp(Math.Floor(high / AmountGrid.Block) + 1, 0, _grid.Blocks));
    }
}
