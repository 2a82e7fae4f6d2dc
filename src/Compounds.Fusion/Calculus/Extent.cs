namespace Compounds.Fusion;

/// <summary>The times that some claims span.</summary>
/// <param name="Newest">When the last was seen; the least hour without claims.</param>
/// <param name="Oldest">When the first was seen; the greatest hour without claims.</param>
/// <param name="About">The latest time that one is about; the least hour without claims.</param>
internal readonly record struct Extent(long Newest, long Oldest, long About)
{
    /// <summary>Gets what no claims span.</summary>
    public static Extent Empty { get; } = new(long.MinValue, long.MaxValue, long.MinValue);

    /// <summary>What claims span.</summary>
    public static Extent Of(ReadOnlySpan<ClaimTimes> claims)
    {
        var extent = Empty;
        foreach (ref readonly var times in claims)
            extent = extent.With(times);
        return extent;
    }

    /// <summary>What is spanned with one more claim.</summary>
    public Extent With(in ClaimTimes times) =>
        new(Math.Max(Newest, times.Observed), Math.Min(Oldest, times.Observed), Math.Max(About, times.About));

    /// <summary>What is spanned together with others.</summary>
    public Extent With(in Extent other) =>
        new(Math.Max(Newest, other.Newest), Math.Min(Oldest, other.Oldest), Math.Max(About, other.About));

    /// <summary>Whether less may be spanned without a claim.</summary>
    public bool RestsOn(in ClaimTimes times) => times.Observed == Newest || times.Observed == Oldest || times.About == About;
}
