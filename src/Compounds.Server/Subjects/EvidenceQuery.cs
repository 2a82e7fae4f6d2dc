using Compounds.Assessments;
using Compounds.Reports;
using Compounds.Server.Reports;

namespace Compounds.Server.Subjects;

/// <summary>The two times of a read of evidence, and which page of it.</summary>
/// <param name="AsOf">When it should have held in the world, RFC 3339; now by default.</param>
/// <param name="KnownAt">What had been recorded by then, RFC 3339; now by default.</param>
/// <param name="Limit">Reports a page, 1 to 200; 50 by default.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
public sealed record EvidenceQuery(string? AsOf = null, string? KnownAt = null, int Limit = 50, string? Cursor = null)
{
    private const int MaxLimit = 200;

    /// <summary>Reads the query.</summary>
    /// <returns>Null when it is well formed, else a sentence that says what would be right.</returns>
    internal string? TryRead(out SubjectQuestion question, out DayPosition? after)
    {
        after = null;
        if (new TimesQuery(AsOf, KnownAt).TryRead(out question) is { } wrongTime)
            return wrongTime;
        if (Limit is < 1 or > MaxLimit)
            return $"limit is 1 to {MaxLimit}.";
        return DayCursor.TryParse(Cursor, out after) ? null : "cursor is the 'next' of the page before, unchanged.";
    }
}
