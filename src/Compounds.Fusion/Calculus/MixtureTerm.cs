using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>
/// What one claim says about every point of the grid: <c>ln(c·f(θ) + (1−c)/Rg) − ln((1−c)/Rg) = ln(1 + A·shape(θ))</c>.
/// </summary>
/// <remarks>
/// The constant that is left out cancels in the posterior; without it the term is never negative, and nothing at all
/// far from what the claim says, so only a part of the grid is touched.
/// </remarks>
internal readonly struct MixtureTerm
{
    // A product below this rounds to zero units with room to spare, so leaving its point out cannot show.
    private const double Vanishing = 0.49;
    private readonly AmountKind _kind;
    private readonly double _centre;
    private readonly double _rate;
    private readonly double _amplitude;

    /// <summary>The term of an amount reported with a grade.</summary>
    public MixtureTerm(QuantityRule rule, Amount amount, Grade grade)
    {
        var credence = rule.Weighing.Grades.Credence(grade);
        _kind = amount.Kind;
        _centre = amount.Centre;
        if (IsBound)
        {
            _rate = (_kind == AmountKind.AtLeast ? 1 : -1) / rule.Weighing.Constants.BoundSigma.Value;
            _amplitude = 2 * credence / (1 - credence);
        }
        else
        {
            var sigma = rule.SigmaOf(amount);
            _rate = -1 / (2 * sigma * sigma);
            _amplitude = credence / (1 - credence) * rule.LogRange / (sigma * Math.Sqrt(2 * Math.PI));
        }
    }

    private bool IsBound => _kind is AmountKind.AtLeast or AmountKind.AtMost;

    /// <summary>Replaces <c>round(before·term)</c> by <c>round(after·term)</c> at every point, exactly.</summary>
    public void Replace(Span<long> units, QuantityRule rule, double before, double after)
    {
        var greatest = Math.Max(before, after) * _amplitude;
        if (greatest < Vanishing)
            return;

        var (first, end) = Window(rule, Math.Log(greatest / Vanishing));
        var change = new UnitChange(units, before, after);
        if (IsBound)
            new BoundCurve(rule, _centre, _rate, _amplitude).Replace(change, first, end);
        else
            new BellCurve(rule, _centre, _rate, _amplitude).Replace(change, first, end);
    }

    // Blocks of the grid, from first to before end.
    private (int First, int End) Window(QuantityRule rule, double depth)
    {
        var reach = IsBound ? depth / Math.Abs(_rate) : Math.Sqrt(depth / -_rate);
        var low = _kind == AmountKind.AtMost ? double.NegativeInfinity : (_centre - reach - rule.LogLow) / rule.Step;
        var high = _kind == AmountKind.AtLeast ? double.PositiveInfinity : (_centre + reach - rule.LogLow) / rule.Step;
        return (
            (int)Math.Clamp(Math.Floor(low / QuantityRule.Block), 0, QuantityRule.Blocks),
            (int)Math.Clamp(Math.Floor(high / QuantityRule.Block) + 1, 0, QuantityRule.Blocks));
    }
}
