namespace Compounds.Simulation;

/// <summary>Philox4x32-10, the counter-based generator of Salmon et al. (2011): a draw is a pure function of counter and key.</summary>
public static class Philox
{
    private const uint FirstMultiplier = 0xD2511F53, SecondMultiplier = 0xCD9E8D57;
    private const uint FirstWeyl = 0x9E3779B9, SecondWeyl = 0xBB67AE85;

    /// <summary>Scrambles a counter under a key.</summary>
    /// <param name="counter">Four words.</param>
    /// <param name="key">Two words.</param>
    /// <returns>Four random words.</returns>
    public static (uint X0, uint X1, uint X2, uint X3) Scramble((uint C0, uint C1, uint C2, uint C3) counter, (uint K0, uint K1) key)
    {
        unchecked
        {
            var (c0, c1, c2, c3) = counter;
            var (k0, k1) = key;
            for (var round = 0; round < 10; round++)
            {
                var first = (ulong)FirstMultiplier * c0;
                var second = (ulong)SecondMultiplier * c2;
                (c0, c1, c2, c3) = ((uint)(second >> 32) ^ c1 ^ k0, (uint)second, (uint)(first >> 32) ^ c3 ^ k1, (uint)first);
                k0 += FirstWeyl;
                k1 += SecondWeyl;
            }

            return (c0, c1, c2, c3);
        }
    }
}
