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
    private readonly EvidenceField _field;
    private readonly AmountShape _shape;
    private readonly double _scale;
    private readonly double _wrong;
    private readonly double _amplitude;
    private readonly Vector512<long> _sign;

    public EvidenceRow(EvidenceField field, AmountShape shape, double credence, double scale, int sign, FusionConstants constants)
    {
        (_field, _shape, _scale) = (field, shape, scale);
        _sign = Vector512.Create(sign < 0 ? -1L : 0L);
        _wrong = constants.WrongFactor.Value + shape.Sigma;
        _amplitude = shape.IsTwoSided
            ? credence / (1 - credence) * 2 * _wrong / (shape.Sigma * Math.Sqrt(2 * Math.PI))
            : 2 * credence / (1 - credence);
    }

    // Whether the row is nothing but zeros.
    private bool IsNothing
    {
        get
        {
            var farthest = Math.Abs(_shape.Centre - _field.Grid.Middle) + (_field.Grid.Reach * _field.Grid.Step);
            return _scale * (((_shape.IsTwoSided ? farthest / _wrong : 0) + Math.Log(1 + (_amplitude * Math.E)) + 1)) < Half;
        }
    }

    public void ApplyFigure()
    {
        if (IsNothing)
            return;

        var (rate, tail) = (-1 / (2 * _shape.Sigma * _shape.Sigma), 1 / _wrong);
        var ratio = _shape.Sigma * _shape.Sigma * tail;
        var reach = ratio + Math.Sqrt((ratio * ratio) + (2 * _shape.Sigma * _shape.Sigma * (Vanishing + Math.Max(0, Math.Log(_amplitude)))));
        var (first, end) = Blocks(reach);
        var (scale, scaledTail) = (Vector512.Create(_scale), Vector512.Create(-tail * _scale));
        for (nuint block = 0; block < (nuint)_field.Grid.Blocks; block++)
        {
            var distance = Vector512.Abs(_field.Grid.At(block) - Vector512.Create(_shape.Centre));
            var units = distance * scaledTail;
            if (block >= first && block < end)
            {
                var exponent = Vector512.FusedMultiplyAdd(distance * Vector512.Create(rate), distance, distance * Vector512.Create(tail));
                var bump = VectorFunctions.LogOnePlus(Vector512.Create(_amplitude) * VectorFunctions.Exp(exponent));
                units = Vector512.FusedMultiplyAdd(bump, scale, units);
            }

            _field.Add(block, units, _sign);
        }
    }

    public void ApplyBound()
    {
        if (IsNothing)
            return;

        var rate = (_shape.Kind == AmountKind.AtLeast ? 1 : -1) / _shape.Sigma;
        var (first, end) = Blocks(Vanishing * _shape.Sigma);
        var (scale, one) = (Vector512.Create(_scale), Vector512<double>.One);
        var held = VectorFunctions.LogOnePlus(Vector512.Create(_amplitude)) * scale;
        for (nuint block = 0; block < (nuint)_field.Grid.Blocks; block++)
        {
            var y = (_field.Grid.At(block) - Vector512.Create(_shape.Centre)) * Vector512.Create(rate);
            if (block < first || block >= end)
            {
                if (y[0] > 0)
                    _field.Add(block, held, _sign);
                continue;
            }

            var u = VectorFunctions.Exp(-Vector512.Abs(y));
            var share = Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512<double>.Zero), u, one) / (one + u);
            _field.Add(block, VectorFunctions.LogOnePlus(Vector512.Create(_amplitude) * share) * scale, _sign);
        }
    }

    // The blocks with a point so near to the centre, from the first to before the last.
    private (nuint First, nuint End) Blocks(double reach)
    {
        var grid = _field.Grid;
        var (low, high) = (((_shape.Centre - reach - grid.Middle) / grid.Step) + grid.Reach, ((_shape.Centre + reach - grid.Middle) / grid.Step) + grid.Reach);
        return (
            (nuint)Math.Clamp(Math.Floor(low / AmountGrid.Block), 0, grid.Blocks),
            (nuint)Math.Clamp(Math.Floor(high / AmountGrid.Block) + 1, 0, grid.Blocks));
    }
}
