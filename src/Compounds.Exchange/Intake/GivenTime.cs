using Compounds.Claims;

namespace Compounds.Exchange.Intake;

/// <summary>A day or an instant as a line gives it, before it is known in which zone its claim counts days.</summary>
/// <param name="Day">The day; meaningless when there is an instant.</param>
/// <param name="Instant">The instant in UTC; null when only a day is given.</param>
internal readonly record struct GivenTime(DateOnly Day, DateTimeOffset? Instant)
{
    /// <summary>Whether only a day is given.</summary>
    public bool IsDay => Instant is null;

    /// <summary>The instant; of a day, its first moment in the zone.</summary>
    public DateTimeOffset At(int? zoneMinutes) => Instant ?? CalendarDay.StartOf(Day, zoneMinutes);

    /// <summary>The day in the zone.</summary>
    public DateOnly DayIn(int? zoneMinutes) => Instant is { } instant ? CalendarDay.Of(instant, zoneMinutes) : Day;

    /// <summary>The same as a claim keeps it.</summary>
    public PointInTime PointIn(int? zoneMinutes) => new(At(zoneMinutes), IsDay);
}
