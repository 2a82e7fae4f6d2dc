using System.Globalization;
using Compounds.Grains.Catalog;
using Compounds.Server.Cursors;
using Compounds.Subjects;

namespace Compounds.Server.Subjects;

/// <summary>What a list is filtered and ordered by.</summary>
/// <param name="Text">Part of a name, in any script; or how a name in another script sounds, for example myawadi for one in Burmese.</param>
/// <param name="Bbox">west,south,east,north in degrees.</param>
/// <param name="Status">The last reported status.</param>
/// <param name="Country">The country code.</param>
/// <param name="MinProbability">The least probability of the status, 0 to 1.</param>
/// <param name="ChangedSince">Only subjects that changed after this time, RFC 3339.</param>
/// <param name="Sort">name, changed, probability or headline.</param>
/// <param name="Limit">Cards a page, 1 to 10,000; 100 by default.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
/// <param name="AsOf">When it should have held in the world: RFC 3339, or a date, which means its end in Asia/Bangkok.</param>
/// <param name="KnownAt">What this ledger had recorded by then, in the same forms.</param>
/// <param name="PublicBy">Only what anyone could read in public by then, in the same forms.</param>
public sealed record ListQuery(
    string? Text = null, string? Bbox = null, string? Status = null, string? Country = null, double MinProbability = 0, string? ChangedSince = null,
    string Sort = "name", int Limit = 100, string? Cursor = null, string? AsOf = null, string? KnownAt = null, string? PublicBy = null)
{
    private const int MaxLimit = 10_000;

    /// <summary>Reads the query.</summary>
    /// <returns>Null when it is well formed, else a sentence that says what would be right.</returns>
    internal string? TryRead(SubjectKind kind, CursorScope cursors, out CatalogQuery query)
    {
        query = CatalogQuery.All;
        if (new TimesQuery(AsOf, KnownAt, PublicBy: PublicBy).TryRead(out var question) is { } wrongTime)
            return wrongTime;
        if (!TimesQuery.TryReadStart(ChangedSince, out var since))
            return "changedSince is a time such as 2025-02-05T09:00:00Z, or a date, which means its beginning in Bangkok.";
        if (!TryReadBox(Bbox, out var box))
            return "bbox is west,south,east,north in degrees, for example 98,16,99,17.";
        if (Limit is < 1 or > MaxLimit)
            return $"limit is 1 to {MaxLimit}.";
        if (MinProbability is not (>= 0 and <= 1))
            return "minProbability is a number from 0 to 1.";
        if (!Enum.TryParse<CatalogOrder>(Sort, ignoreCase: true, out var order) || !Enum.IsDefined(order))
            return "sort is name, changed, probability or headline.";
        if (!ListCursor.TryParse(cursors, Cursor, out var after))
            return CursorSeal.Wrong;
        var text = Text is null ? null : SubjectName.Normalise(Text);
        query = new CatalogQuery(
            kind, string.IsNullOrEmpty(text) ? null : text, box, Status?.ToLowerInvariant(), Country?.ToUpperInvariant(), MinProbability, since, LinkedTo: null, order, after, Limit, question);
        return null;
    }

    private static bool TryReadBox(string? text, out Box? box)
    {
        box = null;
        if (string.IsNullOrEmpty(text))
            return true;
        var parts = text.Split(',');
        var sides = new double[4];
        if (parts.Length != 4)
            return false;
        for (var i = 0; i < 4; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out sides[i]) || !double.IsFinite(sides[i]))
                return false;
        }

        box = new Box(sides[0], sides[1], sides[2], sides[3]);
        return sides[0] <= sides[2] && sides[1] <= sides[3];
    }
}

/// <summary>Where a list stands, as text. It holds all there is to know, so the server keeps nothing between pages.</summary>
internal static class ListCursor
{
    public static string Write(CursorScope cursors, CatalogKey last) => cursors.Write($"{last.Id.Value} {last.Key}");

    /// <summary>Reads a cursor; null is the first page. False when it was not written here.</summary>
    public static bool TryParse(CursorScope cursors, string? cursor, out CatalogKey? after)
    {
        after = null;
        if (!cursors.TryRead(cursor, out var text))
            return false;
        if (text is null)
            return true;
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !SubjectId.TryParse(text[..space], out var id))
            return false;
        after = new CatalogKey(text[(space + 1)..], id);
        return true;
    }
}
