namespace Compounds.Benchmarks;

/// <summary>A linear congruence: cheap numbers that are the same on every machine and version.</summary>
internal sealed class ChoiceDice(uint state)
{
    /// <summary>The next number from 0 to <paramref name="below"/>, exclusive.</summary>
    public int Next(int below)
    {
        state = unchecked((state * 1664525) + 1013904223);
        return (int)(state >> 8) % below;
    }
}
