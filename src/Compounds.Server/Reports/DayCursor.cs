using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Compounds.Reports;

namespace Compounds.Server.Reports;

/// <summary>Where a list by day stands, as text: a day and a report.</summary>
internal static class DayCursor
{
    private const string Format = "yyyy-MM-dd";

    public static string Write(DayPosition last) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{last.Day.ToString(Format, CultureInfo.InvariantCulture)} {last.Report}"));

    /// <summary>Reads a cursor; null is the first page. False when it was not written here.</summary>
    public static bool TryParse(string? cursor, out DayPosition? after)
    {
        after = null;
        if (string.IsNullOrEmpty(cursor))
            return true;
        if (!Base64Url.IsValid(cursor))
            return false;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        if (text.Length <= Format.Length || text[Format.Length] != ' ' ||
            !DateOnly.TryParseExact(text[..Format.Length], Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ||
            !ReportKey.TryParse(text[(Format.Length + 1)..], out var report))
        {
            return false;
        }

        after = new DayPosition(day, report);
        return true;
    }
}
