using System.Globalization;
using Compounds.Assessments;
using Compounds.Claims;

namespace Compounds.Server.Subjects;

/// <summary>The times of a read, and whether to explain.</summary>
/// <param name="AsOf">When it should have held in the world: RFC 3339, or a date, which means its end in Asia/Bangkok; now by default.</param>
/// <param name="KnownAt">What this ledger had recorded by then, in the same forms; now by default.</param>
/// <param name="Explain">Whether each assessment lists what each claim adds.</param>
/// <param name="PublicBy">Only what anyone could read in public by then, in the same forms; everything the caller may see by default.</param>
public sealed record TimesQuery(string? AsOf = null, string? KnownAt = null, bool Explain = false, string? PublicBy = null)
{
    private const string Day = "yyyy-MM-dd";
    private const string Forms = "a time such as 2025-02-05T09:00:00+07:00 (write + as %2B), or a date such as 2025-02-05, which means its end in Bangkok";

    /// <summary>Reads the times.</summary>
    /// <returns>Null when they are well formed, else a sentence that says what would be right.</returns>
    internal string? TryRead(out SubjectQuestion question)
    {
        question = default;
        if (!TryReadEnd(AsOf, out var asOf))
            return $"asOf is {Forms}.";
        if (!TryReadEnd(KnownAt, out var knownAt))
            return $"knownAt is {Forms}.";
        if (!TryReadEnd(PublicBy, out var publicBy))
            return $"publicBy is {Forms}.";
        question = new SubjectQuestion(asOf, knownAt, Explain, publicBy);
        return null;
    }

    /// <summary>Reads a time up to which something is asked: a date means its end.</summary>
    internal static bool TryReadEnd(string? text, out DateTimeOffset? time) => TryRead(text, CalendarDay.EndOf, out time);

    /// <summary>Reads a time from which on something is asked: a date means its beginning.</summary>
    internal static bool TryReadStart(string? text, out DateTimeOffset? time) => TryRead(text, static day => CalendarDay.StartOf(day), out time);

    private static bool TryRead(string? text, Func<DateOnly, DateTimeOffset> ofDay, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            time = day.Year is < 1990 or > 2200 ? null : ofDay(day);
        else if (text.Length > Day.Length && text[Day.Length] is 'T' or 't' or ' '
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read))
            time = read.Year is < 1990 or > 2200 ? null : read;
        return time is not null;
    }
}
