using Compounds.Assessments;
using Compounds.Reports;
using Compounds.Server.Cursors;
using Compounds.Server.Reports;

namespace Compounds.Server.Subjects;

/// <summary>The times of a read of evidence, and which page of it.</summary>
/// <param name="AsOf">When it should have held in the world: RFC 3339, or a date, which means its end in Asia/Bangkok; now by default.</param>
/// <param name="KnownAt">What this ledger had recorded by then, in the same forms; now by default.</param>
/// <param name="Limit">Reports a page, 1 to 200; 50 by default.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
/// <param name="PublicBy">Only what anyone could read in public by then, in the same forms; everything the caller may see by default.</param>
public sealed record EvidenceQuery(string? AsOf = null, string? KnownAt = null, int Limit = 50, string? Cursor = null, string? PublicBy = null)
{
    private const int MaxLimit = 200;

    /// <summary>Reads the query.</summary>
    /// <returns>Null when it is well formed, else a sentence that says what would be right.</returns>
    internal string? TryRead(CursorScope cursors, out SubjectQuestion question, out DayPosition? after)
    {
        after = null;
        if (new TimesQuery(AsOf, KnownAt, PublicBy: PublicBy).TryRead(out question) is { } wrongTime)
            return wrongTime;
        if (Limit is < 1 or > MaxLimit)
            return $"limit is 1 to {MaxLimit}.";
        return DayCursor.TryParse(cursors, Cursor, out after) ? null : CursorSeal.Wrong;
    }
}
