using System.Text;

namespace Compounds.Fusion;

/// <summary>Seeded chance: the same on any machine.</summary>
internal static class SplitMix
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>FNV-1a of the UTF-8 bytes of a text.</summary>
    public static ulong Hash(string text)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var octet in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ octet) * 0x100000001b3);
        return hash;
    }

    /// <summary>A permutation of 0 to count − 1: Fisher-Yates, driven by SplitMix64 from a state.</summary>
    public static int[] Permutation(int count, ulong state)
    {
        var permutation = new int[count];
        for (var i = 0; i < count; i++)
            permutation[i] = i;
        for (var i = count - 1; i > 0; i--)
        {
            state = unchecked(state + Golden);
            var z = state;
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            z ^= z >> 31;
            var j = (int)Math.BigMul(z, (ulong)i + 1, out _);
            (permutation[i], permutation[j]) = (permutation[j], permutation[i]);
        }

        return permutation;
    }
}
