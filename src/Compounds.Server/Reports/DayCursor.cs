using System.Globalization;
using Compounds.Reports;
using Compounds.Server.Cursors;

namespace Compounds.Server.Reports;

/// <summary>Where a list by day stands, as text: a day and a report.</summary>
internal static class DayCursor
{
    private const string Format = "yyyy-MM-dd";

    public static string Write(CursorScope cursors, DayPosition last) =>
        cursors.Write($"{last.Day.ToString(Format, CultureInfo.InvariantCulture)} {last.Report}");

    /// <summary>Reads a cursor; null is the first page. False when it was not written here for this list and reader.</summary>
    public static bool TryParse(CursorScope cursors, string? cursor, out DayPosition? after)
    {
        after = null;
        if (!cursors.TryRead(cursor, out var place))
            return false;
        if (place is null)
            return true;
        if (!ReportKey.TryParse(place[(Format.Length + 1)..], out var report))
            return false;
        after = new DayPosition(DateOnly.ParseExact(place[..Format.Length], Format, CultureInfo.InvariantCulture), report);
        return true;
    }
}
