using System.Text.Json;

namespace Compounds.Exchange.PublicRecord;

/// <summary>The items of the sections that the tables decide whole: reports, cohorts, events, links and calibration.</summary>
internal sealed class RecordItems(RecordDocument record, ReportDrafts drafts, Sources sources)
{
    private const string Estimate = "compiler-estimate";

    /// <summary>Every such item, in the order of the record.</summary>
    public IEnumerable<RecordItem> All() =>
        record.Reports.Select(Report).Concat(record.Cohorts.Select(Cohort)).Concat(record.Events.Select(Event))
            .Concat(record.Infrastructure.Links.Select(Link)).Concat(record.Calibration.Select(Calibration));

    private RecordItem Report(RecordReport report)
    {
        var pieces = report.Quantities.Select((quantity, index) => new RecordPiece(
            Numbered(report.Quantities.Take(index).Count(earlier => earlier.Name == quantity.Name), quantity.Name),
            quantity.Value.ValueKind == JsonValueKind.Number ? quantity.Value.GetDouble() : null, quantity.Qualifier, quantity.Unit));
        var narrative = new List<string> { report.Claim };
        if (report.Note is not null)
            narrative.Add("Note: " + report.Note);
        narrative.Add($"Topic: {report.Topic}. Recorded source: {report.Agency}. Recorded origin: {report.Origin}.");
        return Item("reports", report.Id, report.Date, narrative, [.. pieces], [report.Citation]);
    }

    private RecordItem Cohort(RecordCohort cohort)
    {
        var pieces = new List<RecordPiece>();
        void Count(string name, int? number)
        {
            if (number is { } counted)
                pieces.Add(new RecordPiece(name, counted, "exact", "people"));
        }

        Count("total", cohort.Total);
        Count("men", cohort.Men);
        Count("women", cohort.Women);
        if (cohort.ByNationality.Count > 0)
            pieces.Add(new RecordPiece("by_nationality", Tally: cohort.ByNationality));
        return Item("cohorts", cohort.Id, cohort.Date, Prose($"Cohort: {cohort.Label} ({cohort.Stage}).", cohort.Notes), pieces, cohort.Citations);
    }

    private RecordItem Event(RecordEvent happened) =>
        Item("events", happened.Id, happened.Date, Prose($"Event of {ReportDraft.Day(happened.Date)}{(happened.End is { } end ? " to " + ReportDraft.Day(end) : "")}: {happened.Title}.", happened.Notes), [], happened.Citations);

    private RecordItem Link(RecordLink link)
    {
        var pieces = link.Share is { } share ? new[] { new RecordPiece("share", share.Value, "about", "fraction", IsText: share.Value is null) } : [];
        var text = $"Supply link ({link.Kind}): {link.Status}." + (link.Share?.Qualifier is { } qualifier ? $" Share: {qualifier}." : "");
        return Item("links", link.Id, record.Meta.Generated, Prose(text, link.Notes), pieces, link.Citations);
    }

    private RecordItem Calibration(KeyValuePair<string, JsonElement> entry)
    {
        var narrative = entry.Value.ValueKind == JsonValueKind.Object && entry.Value.TryGetProperty("estimate_basis", out var basis)
            ? new[] { $"The compiler's estimate: {basis.GetString()}." } : [];
        return Item("calibration", entry.Key, record.Meta.Generated, narrative, [], []);
    }

    private RecordItem Item(string section, string id, DateOnly date, IReadOnlyList<string> narrative, IReadOnlyList<RecordPiece> pieces, IReadOnlyList<string> citations) =>
        new(section, id, date, narrative, pieces, ReportOf, () => citations.Select(ReportOf));

    private ReportDraft ReportOf(string citation) => citation == Estimate ? Estimates() : drafts.OfCitation(citation);

    private ReportDraft Estimates()
    {
        var draft = drafts.OfCompiler("estimates", "C4", []);
        draft.Cite("origin:estimate");
        foreach (var section in new[] { "feeds", "tachileik" })
        {
            foreach (var citation in record.Calibration[section].GetProperty("citations").EnumerateArray())
                draft.AddLink(sources.Link(citation.GetString()!));
        }

        return draft;
    }

    private static IReadOnlyList<string> Prose(string text, IEnumerable<string> notes) => [text, .. notes];

    private static string Numbered(int earlier, string name) => earlier == 0 ? name : $"{name}#{earlier + 1}";
}
