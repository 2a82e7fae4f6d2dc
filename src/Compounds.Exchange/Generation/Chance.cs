namespace Compounds.Exchange.Generation;

/// <summary>
/// Repeatable chance: the n-th draw is a hash of a key and n (the finaliser of SplitMix64), so that a draw depends on nothing drawn
/// elsewhere. Only additions, multiplications, divisions and shifts are used: every machine draws the same bits, which the
/// logarithms and cosines of a platform's C library would not promise.
/// </summary>
internal struct Chance(ulong key)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private const double SquareRootOfThree = 1.7320508075688772;

    private ulong _drawn;

    /// <summary>A key that depends on every bit of both parts.</summary>
    public static ulong Key(ulong first, ulong second) => unchecked(Mix(Mix(first + GoldenGamma) ^ (second * 0xD1B54A32D192ED03)));

    /// <summary>A key of three parts.</summary>
    public static ulong Key(ulong first, ulong second, ulong third) => Key(Key(first, second), third);

    /// <summary>64 random bits.</summary>
    public ulong Bits() => unchecked(Mix(key + (++_drawn * GoldenGamma)));

    /// <summary>A number from 0 to <paramref name="limit"/> - 1; the bias is below limit / 2^64.</summary>
    public int Below(int limit) => (int)Math.BigMul(Bits(), (ulong)limit, out _);

    /// <summary>A number in [0, 1), of 53 bits.</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whether something of this probability happened.</summary>
    public bool Happens(double probability) => Unit() < probability;

    /// <summary>
    /// A number of mean 0 and variance 1, nearly normal: the sum of four uniform ones, so never beyond 3.47. One draw, and exact.
    /// </summary>
    public double Bell()
    {
        var bits = Bits();
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return ((sum / 65536.0) - 2) * SquareRootOfThree;
    }

    /// <summary>e to the power <paramref name="x"/>, |x| at most 40, to 7 digits: a cubic at x/4096, squared twelve times.</summary>
    public static double Exp(double x)
    {
        var t = x / 4096;
        var power = 1 + (t * (1 + (t * (0.5 + (t / 6)))));
        for (var i = 0; i < 12; i++)
            power *= power;
        return power;
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
