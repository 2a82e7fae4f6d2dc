namespace Compounds.Fusion;

/// <summary>Powers of the three discounts, by rank from 0.</summary>
internal sealed class RankDiscounts
{
    private readonly double[] _origin;
    private readonly double[] _cluster;
    private readonly double[] _across;

    public RankDiscounts(FusionConstants constants)
    {
        _origin = Powers(constants.OriginDiscount.Value, constants.Ranks.Value);
        _cluster = Powers(constants.ClusterDiscount.Value, constants.Ranks.Value);
        _across = Powers(constants.AcrossDiscount.Value, constants.Ranks.Value);
    }

    public ReadOnlySpan<double> Origin => _origin;

    public ReadOnlySpan<double> Cluster => _cluster;

    public ReadOnlySpan<double> Across => _across;

    private static double[] Powers(double discount, int ranks)
    {
        if (!(discount is >= 0 and < 1) || ranks < 1)
            throw new ArgumentException("A discount is at least 0 and below 1, and at least one rank counts.");

        var powers = new double[ranks];
        for (var rank = 0; rank < ranks; rank++)
            powers[rank] = Math.Pow(discount, rank);
        return powers;
    }
}
