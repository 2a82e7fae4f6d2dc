namespace Compounds.Fusion;

/// <summary>What time takes from every strength of an attribute alike: <c>2^(−asOf/H)</c>, split into an exact power of two and a rest.</summary>
internal readonly struct Decay
{
    private readonly int _halfLives;
    private readonly double _rest;

    public Decay(long asOfHour, long halfLifeHours)
    {
        AsOfHour = asOfHour;
        (_halfLives, var rest) = HalfLives.Split(asOfHour, halfLifeHours);
        _rest = Math.Pow(2, -rest / (double)halfLifeHours);
    }

    public long AsOfHour { get; }

    public double Of(Strength strength) => strength.Mantissa * _rest * PowerOfTwo.Of(strength.Exponent - _halfLives);

    /// <summary>The factor on a number that is kept relative to <c>2^exponent</c>.</summary>
    public double Of(int exponent) => _rest * PowerOfTwo.Of(exponent - _halfLives);
}
