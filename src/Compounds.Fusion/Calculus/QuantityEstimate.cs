namespace Compounds.Fusion;

/// <summary>
/// The distribution of an amount at a time: as the evidence has it, and as it is now, when a state may have changed since.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed class QuantityEstimate
{
    private const double Middle = 0.5;
    private readonly AmountGrid _grid;
    private readonly double[] _fresh;
    private readonly double[] _aged;
    private readonly FusionRule _rule;

    internal QuantityEstimate(AmountGrid grid, double[] fresh, double[] aged, FusionRule rule) =>
        (_grid, _fresh, _aged, _rule) = (grid, fresh, aged, rule);

    /// <summary>A published quantile, in the unit of the attribute; age never narrows the range.</summary>
    /// <param name="level">Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public double At(double level)
    {
        if (!(level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level is above 0 and below 1.");

        var quantile = Quantile(_aged, level);
        if (_aged != _fresh && level != Middle)
        {
            var fresh = Quantile(_fresh, level);
            quantile = level < Middle ? Math.Min(quantile, fresh) : Math.Max(quantile, fresh);
        }

        return Publish(quantile);
    }

    /// <summary>The range and the median.</summary>
    public Quantiles Summary() => new(At(0.1), At(Middle), At(0.9));

    /// <summary>The quantiles (j + ½)/n of the distribution as it is now, ascending.</summary>
    internal double[] Levels(int count)
    {
        var total = Sum(_aged);
        var levels = new double[count];
        var (point, below) = (0, 0.0);
        var (cumulative, before) = (_aged[0] / 2 / total, 0.0);
        for (var j = 0; j < count; j++)
        {
            var level = (j + 0.5) / count;
            while (point < _aged.Length && cumulative < level)
            {
                below += _aged[point];
                point++;
                before = cumulative;
                if (point < _aged.Length)
                    cumulative = (below + (_aged[point] / 2)) / total;
            }

            levels[j] = Publish(point == 0 ? _grid.At(0) : point == _aged.Length ? _grid.At(_aged.Length - 1)
                : _grid.At(point - 1) + ((level - before) / (cumulative - before) * (_grid.At(point) - _grid.At(point - 1))));
        }

        return levels;
    }

    private static double Sum(double[] density)
    {
        var sum = 0.0;
        foreach (var share in density)
            sum += share;
        return sum;
    }

    // Midpoint cumulative, linear in ln x.
    private double Quantile(double[] density, double level)
    {
        var target = level * Sum(density);
        var (below, before) = (0.0, double.NaN);
        for (var point = 0; point < density.Length; point++)
        {
            var cumulative = below + (density[point] / 2);
            if (cumulative >= target)
            {
                return double.IsNaN(before) || cumulative == before
                    ? _grid.At(point)
                    : _grid.At(point - 1) + ((target - before) / (cumulative - before) * (_grid.At(point) - _grid.At(point - 1)));
            }

            before = cumulative;
            below += density[point];
        }

        return _grid.At(density.Length - 1);
    }

    private double Publish(double logarithm)
    {
        var amount = Math.Exp(logarithm);
        return amount < _rule.Least * _rule.Constants.ZeroBelow.Value ? 0 : Math.Min(amount, _rule.Most);
    }
}
