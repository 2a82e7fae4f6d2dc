namespace Compounds.Exchange.Intake;

/// <summary>How a text failed to be a time.</summary>
internal enum TimestampFault
{
    /// <summary>It is a time.</summary>
    None,

    /// <summary>It has another shape, or a field is out of range.</summary>
    Malformed,

    /// <summary>It is a date-time that does not say its offset.</summary>
    NoOffset,

    /// <summary>Its year is of the Buddhist calendar.</summary>
    BuddhistYear,
}

/// <summary>RFC 3339 date-times with offset, and dates. Seconds may be left out; fractions are kept to 100 ns.</summary>
internal static class Timestamp
{
    /// <summary>Reads a date or a date-time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The day, or the instant in UTC.</param>
    public static TimestampFault TryRead(ReadOnlySpan<char> text, out GivenTime time)
    {
        time = default;
        var fault = TryReadDate(text.Length > 10 ? text[..10] : text, out var date);
        if (fault != TimestampFault.None)
            return fault;
        if (text.Length == 10)
        {
            time = new GivenTime(date, null);
            return TimestampFault.None;
        }

        var ticks = date.ToDateTime(TimeOnly.MinValue).Ticks;
        fault = TryReadTime(text[10..], ref ticks);
        if (fault != TimestampFault.None)
            return fault;
        if (ticks < 0)
            return TimestampFault.Malformed;
        time = new GivenTime(date, new DateTimeOffset(ticks, TimeSpan.Zero));
        return TimestampFault.None;
    }

    /// <summary>Reads a date of the form 2025-02-05.</summary>
    public static TimestampFault TryReadDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' ||
            !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..], out var day))
        {
            return TimestampFault.Malformed;
        }

        if (year >= ReportLimits.FirstBuddhistYear)
            return TimestampFault.BuddhistYear;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return TimestampFault.Malformed;
        date = new DateOnly(year, month, day);
        return TimestampFault.None;
    }

    private static TimestampFault TryReadTime(ReadOnlySpan<char> text, ref long ticks)
    {
        if (text.Length < 6 || text[0] is not ('T' or 't' or ' ') || text[3] != ':' || !Digits(text[1..3], out var hour) || !Digits(text[4..6], out var minute) || hour > 23 || minute > 59)
            return TimestampFault.Malformed;
        ticks += hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute;
        var rest = text[6..];
        if (rest is [':', ..])
        {
            if (rest.Length < 3 || !Digits(rest[1..3], out var second) || second > 59)
                return TimestampFault.Malformed;
            ticks += second * TimeSpan.TicksPerSecond;
            rest = rest[3..];
            if (rest is ['.', ..] && !TryReadFraction(ref rest, ref ticks))
                return TimestampFault.Malformed;
        }

        return TryReadOffset(rest, ref ticks);
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> rest, ref long ticks)
    {
        var digits = 1;
        for (var worth = TimeSpan.TicksPerSecond / 10; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++, worth /= 10)
            ticks += (rest[digits] - '0') * worth;
        rest = rest[digits..];
        return digits > 1;
    }

    /// <summary>Reads an offset such as +06:30, or Z. False when it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="minutes">The offset from UTC in minutes.</param>
    public static bool TryReadZone(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is ['Z' or 'z'])
            return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':' || !Digits(text[1..3], out var hours) || !Digits(text[4..], out var rest) || hours > 14 || rest > 59)
            return false;
        minutes = (hours * 60 + rest) * (text[0] == '+' ? 1 : -1);
        return true;
    }

    private static TimestampFault TryReadOffset(ReadOnlySpan<char> text, ref long ticks)
    {
        if (text.IsEmpty)
            return TimestampFault.NoOffset;
        if (!TryReadZone(text, out var minutes))
            return TimestampFault.Malformed;
        ticks -= minutes * TimeSpan.TicksPerMinute;
        return TimestampFault.None;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            number = number * 10 + (c - '0');
        }

        return true;
    }
}
