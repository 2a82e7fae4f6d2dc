using System.Text;
using Compounds.Claims;
using Compounds.Exchange.Intake;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Exchange.Tests.PublicRecord;

/// <summary>The converted lines as intake reads them on the day of the record, each filed by its own agency, with the right of an archivist to say since when a page could be read.</summary>
internal static class FiledRecord
{
    /// <summary>The day on which the record was generated.</summary>
    public static readonly DateTimeOffset RecordDay = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Each line with what the reader says to it.</summary>
    public static IReadOnlyList<(string Line, ReportReading Reading)> Readings { get; } = [.. RecordFiles.Converted.Lines.Select(static line => (line, Read(line)))];

    /// <summary>The reports that were accepted.</summary>
    public static IReadOnlyList<Report> Reports { get; } = [.. Readings.Select(static read => read.Reading.Report).OfType<Report>()];

    /// <summary>Every claim with its report.</summary>
    public static IEnumerable<(Report Report, Claim Claim)> Claims => Reports.SelectMany(static report => report.Claims.Select(claim => (report, claim)));

    /// <summary>The claims of one attribute of one subject.</summary>
    public static IReadOnlyList<(Report Report, Claim Claim)> Of(string subject, string attribute, string? dimension = null) =>
        [.. Claims.Where(pair => IdOf(pair.Claim.Subject) == subject && pair.Claim.Attribute == attribute && (dimension is null || pair.Claim.Dimension == dimension))];

    /// <summary>The id that a reference by name gets.</summary>
    public static string IdOf(SubjectReference reference) => (reference.Id ?? SubjectId.FromName(reference.Kind, reference.Name!, reference.Place)).Value;

    private static ReportReading Read(string line)
    {
        var agency = line.Split("\"agency\":\"")[1].Split('"')[0];
        var filer = RecordFiles.Converted.Agencies.Single(each => each.Id == agency);
        return ReportReader.Read(Encoding.UTF8.GetBytes(line), new FilingContext(filer, RelaysFor: null, static _ => null, RecordDay) { MayStatePublicSince = true });
    }
}
