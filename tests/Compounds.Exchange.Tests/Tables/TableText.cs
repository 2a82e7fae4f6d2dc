using System.Globalization;
using System.Text;
using Compounds.Claims;
using Compounds.Exchange.Tables;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Exchange.Tests.Tables;

/// <summary>Reports as an agency would write them into a table.</summary>
internal static class TableText
{
    private static readonly string[] s_columns = ReportCsv.Header.Split(',');

    /// <summary>The report without what a table has no column for.</summary>
    public static Report Sayable(Report report) => report with
    {
        Narrative = string.IsNullOrEmpty(report.Narrative) ? null : report.Narrative,
        Links = [], Attachments = [], PublicSince = null,
        Claims = [.. report.Claims.Select(Sayable).DistinctBy(static claim => claim with { Ordinal = 0 }).Select(static (claim, ordinal) => claim with { Ordinal = ordinal })],
    };

    /// <summary>The table: the header and a row for each claim.</summary>
    public static string Of(Report report)
    {
        var text = new StringBuilder(ReportCsv.Header).Append('\n');
        foreach (var claim in report.Claims)
        {
            var cells = claim.Ordinal == 0 ? Envelope(report) : new Dictionary<string, string?> { ["report"] = report.Key.Id };
            foreach (var (column, cell) in CellsOf(claim))
                cells[column] = cell;
            text.AppendJoin(',', s_columns.Select(column => Quoted(cells.GetValueOrDefault(column)))).Append('\n');
            Assert.Empty(cells.Keys.Except(s_columns));
        }

        return text.ToString();
    }

    private static Claim Sayable(Claim claim) => claim with
    {
        Party = claim.Party is { } party ? Sayable(party) : null,
        Value = claim.Value switch
        {
            EntityValue entity => new EntityValue(Sayable(entity.Subject)),
            AliasValue alias => alias with { Language = null },
            _ => claim.Value,
        },
    };

    private static SubjectReference Sayable(SubjectReference other) => other.Id is { } id ? new SubjectReference(other.Kind, id, null, null) : other with { Place = null };

    private static Dictionary<string, string?> Envelope(Report report) => new()
    {
        ["report"] = report.Key.Id, ["revision"] = report.Revision.ToString(CultureInfo.InvariantCulture), ["agency"] = report.Key.Agency, ["written_at"] = Text(report.WrittenAt),
        ["grade"] = report.Grade.Text(), ["tlp"] = report.IsUnmarked ? null : report.Handling.Tlp.Text(), ["pap"] = report.IsUnmarked ? null : report.Handling.Pap.Text(),
        ["audience"] = report.IsUnmarked ? null : string.Join(';', report.Handling.Audience), ["cites"] = string.Join(';', report.Cites), ["narrative"] = report.Narrative,
        ["language"] = report.Language,
    };

    private static IEnumerable<(string Column, string? Cell)> CellsOf(Claim claim)
    {
        yield return ("kind", claim.Subject.Id is null ? claim.Subject.Kind.Text() : null);
        yield return ("id", claim.Subject.Id?.Value);
        yield return ("name", claim.Subject.Name);
        yield return ("place", claim.Subject.Place);
        yield return ("attribute", claim.Attribute);
        yield return ("dimension", claim.Dimension);
        yield return ("on", Text(claim.On));
        yield return ("denied", claim.IsDenied ? "true" : null);
        yield return ("observed_at", Text(claim.ObservedAt));
        yield return ("credibility", claim.Credibility?.ToString(CultureInfo.InvariantCulture));
        yield return ("said", claim.Said);
        yield return ("claim_tlp", claim.Handling?.Tlp.Text());
        yield return ("claim_pap", claim.Handling?.Pap.Text());
        yield return ("claim_audience", claim.Handling is { } own ? string.Join(';', own.Audience) : null);
        foreach (var cell in ValueCells(claim).Concat(ValidityCells(claim.Validity ?? Validity.None)).Concat(ScopeCells(claim.Scope ?? CountScope.None)))
            yield return cell;
    }

    private static IEnumerable<(string Column, string? Cell)> ValidityCells(Validity validity) =>
    [
        ("from", Text(validity.From, validity.ZoneMinutes)), ("until", Text(validity.Until, validity.ZoneMinutes)), ("occasion", validity.Occasion),
        ("zone", validity.ZoneMinutes is { } minutes ? $"{(minutes < 0 ? '-' : '+')}{TimeSpan.FromMinutes(Math.Abs(minutes)):hh\\:mm}" : null), ("never_so", validity.IsNever ? "true" : null),
    ];

    private static IEnumerable<(string Column, string? Cell)> ScopeCells(CountScope scope) =>
    [
        ("of", scope.Of?.Text), ("in", scope.In), ("apart", scope.Apart), ("split", scope.Split), ("complete", scope.Complete), ("part", scope.IsPart ? "yes" : null),
        ("within", scope.Within is { } within ? Text(within) : null),
    ];

    private static IEnumerable<(string Column, string? Cell)> ValueCells(Claim claim) => claim.Value switch
    {
        CategoryValue category => [("value", category.Code), .. Other(claim.Party)],
        LabelValue label => [("value", label.Text)],
        EntityValue entity => Other(entity.Subject),
        AliasValue alias => [("value", alias.Name)],
        PointValue point => [("lat", Text(point.Latitude)), ("lon", Text(point.Longitude)), ("precision_km", Text(point.PrecisionKilometres))],
        QuantityValue quantity =>
        [
            .. Other(claim.Party), ("value", quantity.Form == QuantityForm.Point ? Text(quantity.Low) : null), ("low", quantity.Form == QuantityForm.Interval ? Text(quantity.Low) : null),
            ("high", quantity.Form == QuantityForm.Interval ? Text(quantity.High) : null), ("at_least", quantity.Form == QuantityForm.AtLeast ? Text(quantity.Low) : null),
            ("at_most", quantity.Form == QuantityForm.AtMost ? Text(quantity.Low) : null), ("sigma", quantity.Sigma is { } sigma ? Text(sigma) : null), ("unit", quantity.Unit),
            ("counted", quantity.Counted?.ToString()),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(claim), claim, "Not a form of value."),
    };

    private static IEnumerable<(string Column, string? Cell)> Other(SubjectReference? other) => other switch
    {
        null => [],
        { Id: { } id } => [("party_name", id.Value)],
        _ => [("party_kind", other.Kind.Text()), ("party_name", other.Name)],
    };

    private static string Text(CountReference within)
    {
        var parts = new[] { ("dimension", within.Dimension), ("from", Text(within.From)), ("on", Text(within.On)), ("occasion", within.Occasion) }
            .Where(static part => part.Item2 is not null).Select(static part => $"{part.Item1}={part.Item2}").ToList();
        if (within.Of is { } cell)
            parts.Add(cell.Text);
        return parts.Count == 0 ? "same" : string.Join(';', parts);
    }

    private static string? Text(PointInTime? point, int? zone) => point is not { } told ? null : told.IsDay ? Text(CalendarDay.Of(told.At, zone)) : Text(told.At);

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string? cell) => string.IsNullOrEmpty(cell) ? "" : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
