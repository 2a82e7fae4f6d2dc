namespace Compounds.Fusion;

/// <summary>Finds the two figures that contradict each other most.</summary>
/// <remarks>
/// Two figures conflict when they are 3 deviations apart; then their 80 % ranges, 1.28 deviations either side, are
/// disjoint as well. Among the figures seen so far only those matter that no other undercuts in both amount and deviation
/// (or tops, seen from above): a handful, so the search is linear in the number of figures.
/// </remarks>
internal sealed class ConflictSearch(double leastDeviations)
{
    private readonly List<Figure> _lows = [];
    private readonly List<Figure> _highs = [];
    private (Figure Low, Figure High, double Deviations)? _worst;

    public QuantityConflict? Worst => _worst is var (low, high, deviations) ? new(low.ClaimId, high.ClaimId, deviations) : null;

    /// <summary>Compares the figures of one cluster with those of the clusters before.</summary>
    public void Add(ReadOnlySpan<Figure> cluster)
    {
        foreach (var figure in cluster)
        {
            foreach (var low in _lows)
                Compare(low, figure);
            foreach (var high in _highs)
                Compare(figure, high);
        }

        foreach (var figure in cluster)
        {
            Keep(_lows, figure, static (other, figure) => other.Centre <= figure.Centre);
            Keep(_highs, figure, static (other, figure) => other.Centre >= figure.Centre);
        }
    }

    private void Compare(Figure low, Figure high)
    {
        var deviations = (high.Centre - low.Centre) / Math.Sqrt((low.Sigma * low.Sigma) + (high.Sigma * high.Sigma));
        if (deviations > leastDeviations && !(deviations <= _worst?.Deviations))
            _worst = (low, high, deviations);
    }

    private static void Keep(List<Figure> kept, Figure figure, Func<Figure, Figure, bool> isFurther)
    {
        if (kept.Exists(other => isFurther(other, figure) && other.Sigma <= figure.Sigma))
            return;

        kept.RemoveAll(other => isFurther(figure, other) && figure.Sigma <= other.Sigma);
        kept.Add(figure);
    }

    /// <summary>A figure or range: its middle and standard deviation in ln x.</summary>
    internal readonly record struct Figure(string ClaimId, double Centre, double Sigma);
}
