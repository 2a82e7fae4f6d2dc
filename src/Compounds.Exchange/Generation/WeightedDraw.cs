namespace Compounds.Exchange.Generation;

/// <summary>Draws an index with a probability in proportion to its weight.</summary>
internal sealed class WeightedDraw
{
    private readonly double[] _upTo;

    /// <summary>Takes weights of which none is negative and at least one is positive.</summary>
    public WeightedDraw(IEnumerable<double> weights)
    {
        var sum = 0.0;
        _upTo = [.. weights.Select(weight => sum += weight)];
    }

    /// <summary>Weights 1, 1/2, 1/3 and so on: a few are drawn very often and most hardly ever (Zipf's law).</summary>
    public static WeightedDraw Zipf(int count) => new(Enumerable.Range(1, count).Select(static rank => 1.0 / rank));

    /// <summary>Draws one index.</summary>
    public int Next(ref Chance chance)
    {
        var found = Array.BinarySearch(_upTo, chance.Unit() * _upTo[^1]);
        return Math.Min(found < 0 ? ~found : found + 1, _upTo.Length - 1);
    }
}
