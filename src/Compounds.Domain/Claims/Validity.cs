namespace Compounds.Claims;

/// <summary>How long what a claim says holds, beyond the time at which it was observed.</summary>
/// <param name="From">Since when it holds; of a count, the first day of its period; null when not told.</param>
/// <param name="Until">Until when it holds, excluded; null when not told.</param>
/// <param name="Occasion">Which of several events of one day was counted, for example <c>dkba-1</c>; null when not told.</param>
/// <param name="IsNever">Whether a denial says that the earlier assertions were never true, instead of that it has ended.</param>
/// <param name="ZoneMinutes">The offset from UTC in minutes of the zone in which the claim counts days; null for <see cref="CalendarDay.Zone"/>.</param>
[GenerateSerializer, Immutable, Alias("value/validity")]
public sealed record Validity(
    [Id(0)] PointInTime? From, [Id(1)] PointInTime? Until, [Id(2)] string? Occasion, [Id(3)] bool IsNever, [Id(4)] int? ZoneMinutes)
{
    /// <summary>Nothing told.</summary>
    public static Validity None { get; } = new(null, null, null, false, null);
}
