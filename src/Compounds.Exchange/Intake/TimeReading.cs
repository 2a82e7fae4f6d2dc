using System.Text.Json;
using static System.FormattableString;

namespace Compounds.Exchange.Intake;

/// <summary>Reads times and days, and refuses those that cannot be meant. Each returns null when it told a problem.</summary>
internal static class TimeReading
{
    private const int Longest = 64;

    /// <summary>Reads an instant that is not before 1990 and not more than 24 hours ahead of the clock.</summary>
    public static DateTimeOffset? Instant(ref Utf8JsonReader reader, Problems problems, in Where where, DateTimeOffset now)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        var fault = TimestampFault.Malformed;
        DateTimeOffset instant = default;
        Span<char> text = stackalloc char[Longest];
        if (reader.ValueSpan.Length <= Longest)
            fault = Timestamp.TryRead(text[..reader.CopyString(text)], out instant);
        if (fault != TimestampFault.None)
        {
            Refuse(fault, reader.GetString()!, problems, where, "a date-time with offset such as 2025-02-05T09:10:00+07:00, or a date such as 2025-02-05");
            return null;
        }

        if (instant.Year < ReportLimits.FirstYear)
            return TooEarly<DateTimeOffset>(problems, where);
        if (instant > now + ReportLimits.Ahead)
            return Future<DateTimeOffset>(problems, where, now);
        if (instant > now)
            problems.Add(RefusalCodes.TimeAhead, where, Invariant($"This is ahead of the clock, which shows {now:yyyy-MM-dd'T'HH:mm:ss'Z'}; it counts as the time of recording. A date means midnight UTC."));
        return instant;
    }

    /// <summary>Reads the day of an event, within the same bounds.</summary>
    public static DateOnly? Day(ref Utf8JsonReader reader, Problems problems, in Where where, DateTimeOffset now)
    {
        var day = AnyDay(ref reader, problems, where);
        if (day is not { } on)
            return null;
        if (on.Year < ReportLimits.FirstYear)
            return TooEarly<DateOnly>(problems, where);
        return on > DateOnly.FromDateTime((now + ReportLimits.Ahead).UtcDateTime) ? Future<DateOnly>(problems, where, now) : on;
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
            problems.Add(RefusalCodes.BuddhistYear, where, $"{year} looks like a year of the Buddhist calendar; subtract 543 and write {year - 543}.");
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
        problems.Add(RefusalCodes.FutureDate, where, Invariant($"This is more than 24 hours ahead of the clock, which shows {now:yyyy-MM-dd'T'HH:mm:ss'Z'}; report what has happened."));
        return null;
    }
}
