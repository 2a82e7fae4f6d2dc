using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>Exponential and logarithm of eight numbers at once.</summary>
/// <remarks>
/// Every step is a multiplication, an addition or an operation on bits, so the result is the same on any processor.
/// Several times faster than eight calls of <see cref="Math"/>.
/// </remarks>
internal static class VectorFunctions
{
    /// <summary>1.5·2^52: adding it leaves the nearest whole number in the low bits.</summary>
    public const double Rounder = 6755399441055744.0;

    // ln 2 in two parts: the first has trailing zeros, so that its product with a small whole number is exact.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.4426950408889634074;

    // Below this two more terms of a series do for the logarithm; the part left out is below 3e-17.
    private const double Small = 1e-4;

    // The reciprocal of the middle of each eighth of [1, 2), and minus its logarithm.
    private static readonly Vector512<double> Reciprocals = Vector512<double>.One
        / (Vector512<double>.One + (Vector512.Create(0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5) / Vector512.Create(8.0)));

    private static readonly Vector512<double> Logarithms =
        Vector512.Create([.. Enumerable.Range(0, 8).Select(i => -Math.Log(Reciprocals[i]))]);

    /// <summary>e^x for x from −700 to 700, relative error below 1e-15; below −700 as at −700.</summary>
    public static Vector512<double> Exp(Vector512<double> x)
    {
        var rounder = Vector512.Create(Rounder);
        x = Vector512.Max(x, Vector512.Create(-700.0));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), rounder);
        var whole = shifted - rounder;
        var rest = Vector512.FusedMultiplyAdd(whole, Vector512.Create(-Ln2High), x);
        rest = Vector512.FusedMultiplyAdd(whole, Vector512.Create(-Ln2Low), rest);

        var sum = Vector512.Create(1.0 / 6227020800);
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 479001600));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 39916800));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 3628800));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 362880));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 40320));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 5040));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 720));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 120));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 24));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 6));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(0.5));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512<double>.One);
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512<double>.One);
        return (sum.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    /// <summary>ln(1+x) for finite x of at least 0, absolute error below 1e-14.</summary>
    public static Vector512<double> LogOnePlus(Vector512<double> x)
    {
        if (Vector512.GreaterThanAny(x, Vector512.Create(Small)))
            return Log(x + Vector512<double>.One);

        var rest = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.0 / 3), Vector512.Create(-0.5));
        return Vector512.FusedMultiplyAdd(rest * x, x, x);
    }

    // x = 2^e·m, m near the middle c of its eighth: ln x = e·ln 2 + ln c + ln(1+r) with r = m/c − 1, at most 1/17 either way.
    private static Vector512<double> Log(Vector512<double> x)
    {
        var bits = x.AsInt64();
        var rounder = Vector512.Create(Rounder);
        var halvings = ((bits >> 52) - Vector512.Create(1023L) + rounder.AsInt64()).AsDouble() - rounder;
        var mantissa = ((bits & Vector512.Create(0xF_FFFF_FFFF_FFFFL)) | Vector512<double>.One.AsInt64()).AsDouble();
        var eighth = (bits >> 49) & Vector512.Create(7L);
        var rest = Vector512.FusedMultiplyAdd(mantissa, Vector512.Shuffle(Reciprocals, eighth), -Vector512<double>.One);

        var sum = Vector512.Create(-1.0 / 10);
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 9));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(-1.0 / 8));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 7));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(-1.0 / 6));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 5));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(-1.0 / 4));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(1.0 / 3));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Create(-1.0 / 2));
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512<double>.One);
        sum = Vector512.FusedMultiplyAdd(sum, rest, Vector512.Shuffle(Logarithms, eighth));
        sum = Vector512.FusedMultiplyAdd(halvings, Vector512.Create(Ln2Low), sum);
        return Vector512.FusedMultiplyAdd(halvings, Vector512.Create(Ln2High), sum);
    }
}
