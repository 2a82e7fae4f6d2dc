namespace Compounds.Fusion;

/// <summary>Splits a time into whole half-lives, which are exact powers of two, and the hours over.</summary>
internal static class HalfLives
{
    /// <summary>hour = whole·halfLifeHours + over, with 0 ≤ over &lt; halfLifeHours.</summary>
    public static (int Whole, long Over) Split(long hour, long halfLifeHours)
    {
        var (whole, over) = Math.DivRem(hour, halfLifeHours);
        return over < 0 ? ((int)whole - 1, over + halfLifeHours) : ((int)whole, over);
    }
}
