namespace Compounds.Claims;

/// <summary>Days of the region: a day is a day in Asia/Bangkok (UTC+07:00, without summer time) unless a claim carries another zone.</summary>
public static class CalendarDay
{
    /// <summary>The offset of the zone in which days are counted.</summary>
    public static TimeSpan Zone { get; } = TimeSpan.FromHours(7);

    /// <summary>The first moment of a day, in UTC.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zoneMinutes">The offset of another zone in minutes, or null.</param>
    public static DateTimeOffset StartOf(DateOnly day, int? zoneMinutes = null) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), OffsetOf(zoneMinutes)).ToUniversalTime();

    /// <summary>The last second of a day, in UTC: what a bare date means as a time up to which something is asked.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddSeconds(-1);

    /// <summary>The day to which a moment belongs.</summary>
    /// <param name="time">The moment.</param>
    /// <param name="zoneMinutes">The offset of another zone in minutes, or null.</param>
    public static DateOnly Of(DateTimeOffset time, int? zoneMinutes = null) => DateOnly.FromDateTime(time.ToOffset(OffsetOf(zoneMinutes)).DateTime);

    private static TimeSpan OffsetOf(int? minutes) => minutes is { } told ? TimeSpan.FromMinutes(told) : Zone;
}
