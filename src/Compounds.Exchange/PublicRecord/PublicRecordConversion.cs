using System.Text.Json;

namespace Compounds.Exchange.PublicRecord;

/// <summary>Turns the public record into reports in the wire format of intake. Pure: the same record gives the same bytes.</summary>
public static class PublicRecordConversion
{
    /// <summary>Converts the record.</summary>
    /// <param name="record">The record as JSON in UTF-8.</param>
    /// <returns>The agencies, the reports and the account of everything that was mapped and that was not.</returns>
    /// <exception cref="JsonException">The stream holds no such record.</exception>
    /// <exception cref="InvalidDataException">The record and the mapping tables do not fit each other.</exception>
    public static Conversion Convert(Stream record)
    {
        var document = RecordDocument.Read(record);
        var tables = new MappingTables();
        var subjects = new RecordSubjects();
        var sources = new Sources(document);
        var drafts = new ReportDrafts(sources, document.Meta.Generated);
        var account = new ConversionAccount();
        var rows = new TableSection(tables, new ClaimMapping(subjects, tables), account);

        foreach (var item in new RecordItems(document, drafts, sources).All())
            rows.ApplyWhole(item);
        var desk = new ConversionDesk(document, tables, subjects, sources, drafts, account, rows);
        foreach (var (section, entities) in new[]
        {
            ("compounds", document.Compounds), ("operators", document.Operators), ("crossings", document.Crossings), ("assets", document.Infrastructure.Assets),
        })
        {
            foreach (var entity in entities)
                new Profile(desk, section, entity).Apply();
        }

        foreach (var town in tables.ItemsOf("towns"))
            rows.ApplyRows(new RecordItem("towns", town, document.Meta.Generated, [], [], drafts.OfCitation, static () => []));

        var conflicts = new ConflictSection(tables, subjects, drafts, sources, account);
        conflicts.Apply(document.Conflicts);
        foreach (var citation in document.Citations.Keys)
        {
            if (drafts.Find(citation) is { } draft)
                account.Mapped("citations", citation, TableSection.Prose, draft.Claims.Count);
            else
                account.Unmapped("citations", citation, TableSection.Prose, "no claim rests on it: see the items that cite it");
        }

        foreach (var package in document.GeodataPackages)
            account.Unmapped("geodata_packages", package.Package, TableSection.Prose, "a package of map data, not a claim");

        var reports = drafts.Finished();
        var agencies = sources.Agencies();
        return new Conversion(agencies, [.. reports.Select(static report => report.Line())],
            new AccountText(document, account, reports, agencies, sources, conflicts).Write());
    }
}
