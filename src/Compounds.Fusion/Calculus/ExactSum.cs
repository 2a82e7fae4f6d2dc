namespace Compounds.Fusion;

/// <summary>A sum of strengths in fixed point: adding and taking away are exact, so the order never shows in the result.</summary>
internal struct ExactSum
{
    // Wraps where a term outgrows the base: whoever adds such a term restarts the sum before reading it.
    // Units are 2^(base − 100). The base is at most 16 above the strongest term, so that term keeps 84 bits or more,
    // and 2^25 terms fit.
    private const int FractionBits = 100;
    private const int Step = 16;
    private Int128 _units;
    private int _base;

    /// <summary>The base for a strongest term of this exponent.</summary>
    public static int BaseFor(int topExponent) => (topExponent | (Step - 1)) + 1;

    public readonly bool Fits(int topExponent) => _base == BaseFor(topExponent);

    public void Restart(int topExponent) => (_units, _base) = (0, BaseFor(topExponent));

    public void Add(Strength term) => _units = unchecked(_units + Units(term));

    public void TakeAway(Strength term) => _units = unchecked(_units - Units(term));

    public readonly Strength Value() => Strength.Of((double)_units, _base - FractionBits);

    private readonly Int128 Units(Strength term)
    {
        if (term.Mantissa == 0)
            return 0;

        var significand = (Int128)((BitConverter.DoubleToInt64Bits(term.Mantissa) & 0xF_FFFF_FFFF_FFFF) | 0x10_0000_0000_0000);
        var shift = term.Exponent - _base + FractionBits - 52;
        return shift >= 0 ? significand << shift : shift > -64 ? significand >> -shift : 0;
    }
}
