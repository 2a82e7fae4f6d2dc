namespace Compounds.Fusion;

/// <summary>Finds the two figures that contradict each other most.</summary>
/// <remarks>
/// Two figures conflict when they are 3 deviations apart; then their 80 % ranges, 1.28 deviations either side, are
/// disjoint as well. Among the figures seen so far only those matter that no other undercuts in both amount and deviation
/// (or tops, seen from above): a handful, so the search is linear in the number of figures.
/// </remarks>
internal sealed class ConflictSearch(double leastDeviations)
{
    private readonly List<Figure> _cluster = [];
    private readonly List<Figure> _lows = [];
    private readonly List<Figure> _highs = [];
    private Figure _low;
    private Figure _high;
    private double _deviations = leastDeviations;

    public QuantityConflict? Worst => _low.ClaimId is null ? null : new(_low.ClaimId, _high.ClaimId, _deviations);

    /// <summary>Takes in a figure of the present cluster: its middle and standard deviation in ln x.</summary>
    public void Add(string claimId, double centre, double sigma)
    {
        var figure = new Figure(claimId, centre, sigma);
        foreach (var low in _lows)
            Compare(low, figure);
        foreach (var high in _highs)
            Compare(figure, high);
        _cluster.Add(figure);
    }

    /// <summary>Ends the cluster; figures of one cluster are not compared with each other.</summary>
    public void EndCluster()
    {
        foreach (var figure in _cluster)
        {
            Keep(_lows, figure, +1);
            Keep(_highs, figure, -1);
        }

        _cluster.Clear();
    }

    private void Compare(in Figure low, in Figure high)
    {
        var apart = high.Centre - low.Centre;
        if (apart <= 0 || apart * apart <= _deviations * _deviations * (low.Variance + high.Variance))
            return;

        var deviations = apart / Math.Sqrt(low.Variance + high.Variance);
        if (deviations > _deviations)
            (_low, _high, _deviations) = (low, high, deviations);
    }

    // With the sign +1 a figure is further out the lower it is, with −1 the higher.
    private static void Keep(List<Figure> kept, in Figure figure, int sign)
    {
        for (var i = kept.Count - 1; i >= 0; i--)
        {
            var (closer, wider) = (sign * (kept[i].Centre - figure.Centre), kept[i].Variance - figure.Variance);
            if (closer <= 0 && wider <= 0)
                return;
            if (closer >= 0 && wider >= 0)
                kept.RemoveAt(i);
        }

        kept.Add(figure);
    }

    private readonly record struct Figure(string ClaimId, double Centre, double Sigma)
    {
        public double Variance => Sigma * Sigma;
    }
}
