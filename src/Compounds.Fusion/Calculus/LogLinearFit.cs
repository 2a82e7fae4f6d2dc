namespace Compounds.Fusion;

/// <summary>Fits one Poisson log-linear model by Newton's method.</summary>
internal sealed class LogLinearFit
{
    private const int MostSteps = 100;
    private const double Converged = 1e-10;
    private readonly int[][] _terms;
    private readonly double[] _counts;
    private readonly double[] _coefficients;

    private LogLinearFit(int lists, IReadOnlyList<long> counts, IReadOnlyList<ListPair> pairs)
    {
        // A term is a set of lists, as bits; it holds for people on all of them. The empty set is the intercept.
        int[] sets =
            [0, .. Enumerable.Range(0, lists).Select(i => 1 << i), .. pairs.Select(pair => (1 << pair.First) | (1 << pair.Second))];
        _counts = [.. counts.Skip(1).Select(count => (double)count)];
        _terms = [.. Enumerable.Range(1, _counts.Length).Select(cell =>
            Enumerable.Range(0, sets.Length).Where(term => (cell & sets[term]) == sets[term]).ToArray())];
        _coefficients = new double[sets.Length];
        _coefficients[0] = Math.Log(Math.Max(_counts.Average(), 0.5));
    }

    public static LogLinearModel Of(int lists, IReadOnlyList<long> counts, IReadOnlyList<ListPair> pairs)
    {
        var fit = new LogLinearFit(lists, counts, pairs);
        var parameters = fit._coefficients.Length;
        var freedom = fit._counts.Length - parameters;
        if (!fit.IsDetermined() || !fit.Solve(out var interceptVariance))
            return new(pairs, null, double.NaN, freedom, double.NaN);

        var unlisted = Math.Exp(fit._coefficients[0]);
        var estimate = PopulationEstimate.Of(fit._counts.Sum(), unlisted, unlisted + (unlisted * unlisted * interceptVariance));
        var deviance = fit.Deviance();
        return new(pairs, estimate, deviance, freedom, deviance + (2 * parameters));
    }

    // A term that nobody fulfils has its best coefficient at minus infinity.
    private bool IsDetermined() => Enumerable.Range(0, _coefficients.Length)
        .All(term => _counts.Where((_, cell) => _terms[cell].Contains(term)).Sum() > 0);

    private bool Solve(out double interceptVariance)
    {
        interceptVariance = double.NaN;
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, information) = Derivatives();
            if (!SymmetricSystem.TrySolve(information, gradient, out var change))
                return false;

            // Long steps overshoot the exponential; a bounded step still converges.
            var longest = change.Max(Math.Abs);
            var scale = Math.Min(1, 2 / longest);
            for (var i = 0; i < change.Length; i++)
                _coefficients[i] += scale * change[i];
            if (longest >= Converged)
                continue;

            var unit = new double[change.Length];
            unit[0] = 1;
            if (!SymmetricSystem.TrySolve(Derivatives().Information, unit, out var column))
                return false;
            interceptVariance = column[0];
            return true;
        }

        return false;
    }

    private (double[] Gradient, double[][] Information) Derivatives()
    {
        var gradient = new double[_coefficients.Length];
        var information = _coefficients.Select(_ => new double[_coefficients.Length]).ToArray();
        for (var cell = 0; cell < _counts.Length; cell++)
        {
            var mean = Mean(cell);
            foreach (var i in _terms[cell])
            {
                gradient[i] += _counts[cell] - mean;
                foreach (var j in _terms[cell])
                    information[i][j] += mean;
            }
        }

        return (gradient, information);
    }

    private double Mean(int cell)
    {
        var sum = 0.0;
        foreach (var term in _terms[cell])
            sum += _coefficients[term];
        return Math.Exp(sum);
    }

    private double Deviance()
    {
        var sum = 0.0;
        for (var cell = 0; cell < _counts.Length; cell++)
        {
            var mean = Mean(cell);
            sum += (_counts[cell] > 0 ? _counts[cell] * Math.Log(_counts[cell] / mean) : 0) - (_counts[cell] - mean);
        }

        return 2 * sum;
    }
}
