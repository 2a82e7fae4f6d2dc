using System.Text.Json;
using Compounds.Claims;
using static System.FormattableString;

namespace Compounds.Exchange.Intake;

/// <summary>Reads times and days, and refuses those that cannot be meant. Each returns null when it told a problem.</summary>
internal static class TimeReading
{
    private const int Longest = 64;

    /// <summary>The first moment of the first year that is accepted, in the zone where it begins first.</summary>
    private static readonly DateTimeOffset s_first = new(ReportLimits.FirstYear, 1, 1, 0, 0, 0, TimeSpan.FromHours(14));

    /// <summary>Reads a day or an instant of any year of the common calendar.</summary>
    public static GivenTime? Read(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        var fault = TimestampFault.Malformed;
        GivenTime time = default;
        Span<char> text = stackalloc char[Longest];
        if (reader.ValueSpan.Length <= Longest)
            fault = Timestamp.TryRead(text[..reader.CopyString(text)], out time);
        if (fault == TimestampFault.None)
            return time;
        Refuse(fault, reader.GetString()!, problems, where,
            "a date-time with offset such as 2025-02-05T09:10:00+07:00, or a date such as 2025-02-05");
        return null;
    }

    /// <summary>
    /// The instant of a time, once its zone is known; refused when it is before 1990 or more than 24 hours ahead of the clock.
    /// </summary>
    public static DateTimeOffset? Past(GivenTime time, int? zoneMinutes, Problems problems, in Where where, DateTimeOffset now)
    {
        if (Any(time, zoneMinutes, problems, where) is not { } instant)
            return null;
        if (instant > now + ReportLimits.Ahead)
            return Future<DateTimeOffset>(problems, where, now);
        if (instant > now)
            problems.Add(RefusalCodes.TimeAhead, where,
                Invariant($"This is ahead of the clock, which shows {now:yyyy-MM-dd'T'HH:mm:ss'Z'}; it counts as the time of recording. A date means its first moment in Asia/Bangkok, unless the claim has a zone."));
        return instant;
    }

    /// <summary>A time that may lie ahead, such as an end; refused only when it is before 1990.</summary>
    public static DateTimeOffset? Any(GivenTime time, int? zoneMinutes, Problems problems, in Where where)
    {
        var isTooEarly = time.Instant is { } told ? told < s_first : time.Day.Year < ReportLimits.FirstYear;
        return isTooEarly ? TooEarly<DateTimeOffset>(problems, where) : time.At(zoneMinutes);
    }

    /// <summary>The day of an event, once its zone is known, within the same bounds as an instant.</summary>
    public static DateOnly? PastDay(DateOnly day, int? zoneMinutes, Problems problems, in Where where, DateTimeOffset now)
    {
        if (day.Year < ReportLimits.FirstYear)
            return TooEarly<DateOnly>(problems, where);
        return day > CalendarDay.Of(now + ReportLimits.Ahead, zoneMinutes) ? Future<DateOnly>(problems, where, now) : day;
    }

    /// <summary>Reads the offset of a zone in minutes; null also for the zone that holds without it.</summary>
    public static int? Zone(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        var text = reader.GetString()!;
        if (Timestamp.TryReadZone(text, out var minutes))
            return minutes == (int)CalendarDay.Zone.TotalMinutes ? null : minutes;
        problems.Add(RefusalCodes.BadZone, where,
            $"{Quoted.Text(text)} is no offset from UTC; give one such as +06:30, or leave it out for Asia/Bangkok (+07:00).");
        return null;
    }

    /// <summary>Reads a day of any year of the common calendar.</summary>
    public static DateOnly? AnyDay(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        var text = reader.GetString()!;
        var fault = Timestamp.TryReadDate(text, out var day);
        if (fault == TimestampFault.None)
            return day;
        Refuse(fault, text, problems, where, "a date such as 2025-02-05");
        return null;
    }

    private static void Refuse(TimestampFault fault, string text, Problems problems, in Where where, string expected)
    {
        if (fault == TimestampFault.BuddhistYear)
        {
            var year = int.Parse(text.AsSpan(0, 4), provider: null);
            problems.Add(RefusalCodes.BuddhistYear, where,
                $"{year} looks like a year of the Buddhist calendar; subtract 543 and write {year - 543}.");
        }
        else
        {
            problems.Add(RefusalCodes.BadTime, where, fault == TimestampFault.NoOffset
                ? $"{Quoted.Text(text)} does not say its offset from UTC; append Z or an offset such as +07:00."
                : $"{Quoted.Text(text)} is no such time; give {expected}.");
        }
    }

    private static T? TooEarly<T>(Problems problems, in Where where)
        where T : struct
    {
        problems.Add(RefusalCodes.TooEarly, where, $"This is before {ReportLimits.FirstYear}; correct the year.");
        return null;
    }

    private static T? Future<T>(Problems problems, in Where where, DateTimeOffset now)
        where T : struct
    {
        problems.Add(RefusalCodes.FutureDate, where,
            Invariant($"This is more than 24 hours ahead of the clock, which shows {now:yyyy-MM-dd'T'HH:mm:ss'Z'}; report what has happened."));
        return null;
    }
}
