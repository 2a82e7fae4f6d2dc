namespace Compounds.Fusion;

/// <summary>The hours in which the calculus counts time.</summary>
public static class FusionTime
{
    private static readonly DateTimeOffset s_epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whole hours since 2020-01-01T00:00Z, rounded down; negative before.</summary>
    public static long HourOf(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - s_epoch.UtcTicks;
        return ticks >= 0 ? ticks / TimeSpan.TicksPerHour : -((-ticks + TimeSpan.TicksPerHour - 1) / TimeSpan.TicksPerHour);
    }

    /// <summary>The time at which an hour begins, in UTC.</summary>
    public static DateTimeOffset TimeOf(long hour) => s_epoch.AddHours(hour);
}
