namespace Compounds.Fusion;

/// <summary>
/// The strength of evidence before the decay that all evidence of an attribute shares: <c>Mantissa·2^Exponent</c>.
/// </summary>
/// <remarks>
/// The exponent counts half-lives since the epoch, so a short half-life outgrows a double within years; apart from its
/// mantissa it never does, and moving to another epoch is exact. Order does not change with time.
/// </remarks>
internal readonly struct Strength : IComparable<Strength>
{
    public static readonly Strength None = new(0, int.MinValue);

    /// <summary>Joins a mantissa in [1, 2), or 0, and its exponent as they were taken apart.</summary>
    public Strength(double mantissa, int exponent) => (Mantissa, Exponent) = (mantissa, exponent);

    /// <summary>Gets a number in [1, 2), or 0.</summary>
    public double Mantissa { get; }

    public int Exponent { get; }

    /// <summary>nats·2^(hour/H), from whole half-lives (exact) and the hours over.</summary>
    public static Strength Observed(double nats, long hour, long halfLifeHours)
    {
        var (whole, rest) = HalfLives.Split(hour, halfLifeHours);
        return Of(nats * Math.Pow(2, rest / (double)halfLifeHours), whole);
    }

    /// <summary>value·2^exponent, for a value that is 0 or a positive normal number.</summary>
    public static Strength Of(double value, int exponent)
    {
        if (value == 0)
            return None;

        var bits = BitConverter.DoubleToInt64Bits(value);
        var own = (int)(bits >> 52) - 1023;
        return new(BitConverter.Int64BitsToDouble(bits - ((long)own << 52)), exponent + own);
    }

    /// <summary>The strength in units of 2^exponent, exact unless it vanishes.</summary>
    public double RelativeTo(int exponent) => Mantissa == 0 ? 0 : Mantissa * PowerOfTwo.Of(Exponent - exponent);

    public int CompareTo(Strength other) =>
        Exponent != other.Exponent ? Exponent.CompareTo(other.Exponent) : Mantissa.CompareTo(other.Mantissa);
}
