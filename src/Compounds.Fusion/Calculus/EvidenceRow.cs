using System.Runtime.CompilerServices;
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
    private readonly double _slope;
    private readonly double _held;

    public EvidenceRow(AmountGrid grid, HeldAmount amount, FusionConstants constants)
    {
        (_grid, _shape) = (grid, amount.Shape);
        var odds = amount.Held.Credence / (1 - amount.Held.Credence);
        _wrong = constants.WrongFactor.Value + _shape.Sigma;
        _amplitude = _shape.IsTwoSided ? odds * 2 * _wrong / (_shape.Sigma * Math.Sqrt(2 * Math.PI)) : 2 * odds;
        _slope = -(1 / _wrong);
        _held = _shape.IsTwoSided ? 0 : VectorFunctions.LogOnePlus(Vector512.Create(_amplitude))[0];
    }

    /// <summary>Whether so many units of the row round to nothing at every point.</summary>
    public bool IsNothing(double scale)
    {
        if (scale >= Half)
            return false;

        var farthest = Math.Abs(_shape.Centre - _grid.Middle) + ((_grid.Reach + AmountGrid.Block) * _grid.Step);
        return scale * ((_shape.IsTwoSided ? farthest / _wrong : 0) + Math.Log(1 + (_amplitude * Math.E)) + 1) < Half;
    }

    /// <summary>The blocks near to the centre, from the first to before the last: elsewhere the row is as <see cref="Far"/>.</summary>
    public (int First, int End) Near()
    {
        var (variance, ratio) = (_shape.Sigma * _shape.Sigma, _shape.Sigma * _shape.Sigma / _wrong);
        var reach = _shape.IsTwoSided
            ? ratio + Math.Sqrt((ratio * ratio) + (2 * variance * (Vanishing + Math.Max(0, Math.Log(_amplitude)))))
            : Vanishing * _shape.Sigma;
        var middle = ((_shape.Centre - _grid.Middle) / _grid.Step) + _grid.Reach;
        var (low, high) = (middle - (reach / _grid.Step), middle + (reach / _grid.Step));
        return (
            (int)Math.Clamp(Math.Floor(low / AmountGrid.Block), 0, _grid.Blocks),
            (int)Math.Clamp(Math.Floor(high / AmountGrid.Block) + 1, 0, _grid.Blocks));
    }

    /// <summary>The row at points that are not near to the centre.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Far(Vector512<double> points)
    {
        var distance = points - Vector512.Create(_shape.Centre);
        return _shape.IsTwoSided ? Vector512.Abs(distance) * Vector512.Create(_slope)
            : Vector512.Create(distance[0] > 0 == (_shape.Kind == AmountKind.AtLeast) ? _held : 0);
    }

    /// <summary>Works out the row at points.</summary>
    public void Fill(ReadOnlySpan<Vector512<double>> points, Span<Vector512<double>> row)
    {
        for (var block = 0; block < row.Length; block++)
        {
            var distance = points[block] - Vector512.Create(_shape.Centre);
            row[block] = _shape.IsTwoSided ? Figure(Vector512.Abs(distance)) : Bound(distance);
        }
    }

    private Vector512<double> Figure(Vector512<double> distance)
    {
        var rate = Vector512.Create(-1 / (2 * _shape.Sigma * _shape.Sigma));
        var tail = distance * Vector512.Create(_slope);
        return tail + VectorFunctions.LogOnePlus(
            Vector512.Create(_amplitude) * VectorFunctions.Exp(Vector512.FusedMultiplyAdd(distance * rate, distance, -tail)));
    }

    private Vector512<double> Bound(Vector512<double> distance)
    {
        var y = distance * Vector512.Create((_shape.Kind == AmountKind.AtLeast ? 1 : -1) / _shape.Sigma);
        var (one, u) = (Vector512<double>.One, VectorFunctions.Exp(-Vector512.Abs(y)));
        var share = Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512<double>.Zero), u, one) / (one + u);
        return VectorFunctions.LogOnePlus(Vector512.Create(_amplitude) * share);
    }
}
