using System.Globalization;
using Compounds.Assessments;

namespace Compounds.Server.Subjects;

/// <summary>The two times of a read, and whether to explain.</summary>
/// <param name="AsOf">When it should have held in the world, RFC 3339; now by default.</param>
/// <param name="KnownAt">What had been recorded by then, RFC 3339; now by default.</param>
/// <param name="Explain">Whether each assessment lists what each claim adds.</param>
public sealed record TimesQuery(string? AsOf = null, string? KnownAt = null, bool Explain = false)
{
    /// <summary>Reads the times.</summary>
    /// <returns>Null when they are well formed, else a sentence that says what would be right.</returns>
    internal string? TryRead(out SubjectQuestion question)
    {
        question = default;
        if (!TryReadTime(AsOf, out var asOf))
            return "asOf is a time such as 2025-02-05T09:00:00+07:00 (write + as %2B), or a date.";
        if (!TryReadTime(KnownAt, out var knownAt))
            return "knownAt is a time such as 2025-02-05T09:00:00+07:00 (write + as %2B), or a date.";
        question = new SubjectQuestion(asOf, knownAt, Explain);
        return null;
    }

    internal static bool TryReadTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read) || read.Year is < 1990 or > 2200)
            return false;
        time = read;
        return true;
    }
}
