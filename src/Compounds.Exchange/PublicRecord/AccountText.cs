using System.Globalization;
using System.Text;
using Compounds.Agencies;

namespace Compounds.Exchange.PublicRecord;

/// <summary>The account as text: totals, counts by section and kind, and every item or piece that is not a claim, with its reason.</summary>
internal sealed class AccountText(
    RecordDocument record, ConversionAccount account, IReadOnlyList<ReportDraft> reports, IReadOnlyList<Agency> agencies, Sources sources, ConflictSection conflicts)
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes the account.</summary>
    public string Write()
    {
        var claims = reports.SelectMany(static report => report.Claims).ToList();
        Line($"Conversion of: {record.Meta.Title}, generated {ReportDraft.Day(record.Meta.Generated)}");
        Line($"Reports {reports.Count}, claims {claims.Count}, subjects {claims.Select(static claim => claim.Subject.SubjectId()).Distinct().Count()}, agencies {agencies.Count}");
        Sections();
        Quantities();
        Counts("Claims by kind and attribute", claims.Select(static claim => $"{claim.Subject.Kind} {claim.Attribute}"));
        Counts("Reports by grade", reports.Select(static report => report.Grade));
        Heading("Conflicts: what carries each side");
        foreach (var line in conflicts.Lines)
            Line(line);
        Entries("Not mapped", Fate.NotMapped);
        Entries("Told by claims of other items", Fate.ToldElsewhere);
        Heading("Judged");
        foreach (var entry in account.Entries.Where(static entry => entry.Fate == Fate.Mapped && entry.Note is not null))
            Line($"  {Name(entry)}: {entry.Note}");
        Heading("Sources: what the texts about a citation leave open");
        foreach (var correction in sources.Corrections)
            Line($"  {correction.Citation}: {correction.Why}");
        return _text.ToString();
    }

    private void Sections()
    {
        Heading("Items by section: all = with claims + only told elsewhere or in a narrative + not mapped");
        foreach (var section in account.Entries.GroupBy(static entry => entry.Section))
        {
            var items = section.GroupBy(static entry => entry.Item).ToList();
            var mapped = items.Count(static item => item.Any(static entry => entry.Fate == Fate.Mapped));
            var unmapped = items.Count(static item => item.All(static entry => entry.Fate == Fate.NotMapped));
            Line($"  {section.Key}: {items.Count} = {mapped} + {items.Count - mapped - unmapped} + {unmapped}; claims {section.Sum(static entry => entry.Claims)}");
        }
    }

    private void Quantities()
    {
        var pieces = account.Entries.Where(static entry => entry is { Section: "reports", Piece.Length: > 0 }).GroupBy(static entry => (entry.Item, entry.Piece)).ToList();
        var mapped = pieces.Count(static piece => piece.Any(static entry => entry.Fate == Fate.Mapped));
        var used = pieces.Count(static piece => piece.All(static entry => entry.Fate == Fate.ToldElsewhere));
        Line($"  quantities of reports: {pieces.Count} = {mapped} mapped + {used} told by other claims + {pieces.Count - mapped - used} not mapped");
    }

    private void Counts(string title, IEnumerable<string> names)
    {
        Heading(title);
        foreach (var group in names.GroupBy(static name => name).OrderBy(static group => group.Key, StringComparer.Ordinal))
            Line($"  {group.Key}: {group.Count()}");
    }

    private void Entries(string title, Fate fate)
    {
        Heading(title);
        foreach (var entry in account.Entries.Where(entry => entry.Fate == fate))
            Line($"  {Name(entry)}: {entry.Note}");
    }

    private static string Name(AccountEntry entry) => $"{entry.Section} {entry.Item}{(entry.Piece.Length == 0 ? "" : $" [{entry.Piece}]")}";

    private void Heading(string title) => _text.Append('\n').Append(title).Append('\n');

    private void Line(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Line(string text) => _text.Append(text).Append('\n');
}
