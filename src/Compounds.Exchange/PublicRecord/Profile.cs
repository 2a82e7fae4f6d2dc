using System.Text.Json;
using System.Text.Json.Nodes;
using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Exchange.PublicRecord;

/// <summary>
/// Turns a profile into claims. What it says with a citation of its own is filed by that publisher; what rests on the profile as
/// a whole is filed by the compiler and cites the reports of the profile's citations; what the compiler only remembers has a low grade.
/// </summary>
internal sealed class Profile(ConversionDesk desk, string section, RecordEntity entity)
{
    private const string Sourced = "sourced";
    private const string Pointer = "ai-compiled pointer";
    private const string GeneralKnowledge = "general-knowledge";

    private readonly RecordSubject _subject = desk.Subjects.Find(entity.Id);
    private readonly DateOnly _day = entity.StatusAsOf ?? entity.LastReported ??
        entity.Citations.Select(citation => desk.Record.Citations[citation].Date).Max() ?? desk.Record.Meta.Generated;

    /// <summary>Converts it and accounts for its fields.</summary>
    public void Apply()
    {
        desk.Rows.ApplyRows(new RecordItem(section, entity.Id, _day, [], [.. Pieces()], ReportOf, () => [Whole()]));
        Names();
        Categories();
        Place();
        Neighbours();
        foreach (var text in Texts())
            Whole().Tell(text);
        desk.Account.Told(section, entity.Id, "notes and type in words");
        foreach (var piece in Pieces().Where(piece => piece.Name is "status" or "capacity" || piece.Name.StartsWith("measure", StringComparison.Ordinal)))
        {
            if (!IsDecided(piece.Name))
                desk.Account.Unmapped(section, entity.Id, piece.Name, TableSection.NoRow);
        }
    }

    private IEnumerable<RecordPiece> Pieces()
    {
        if (entity.Status is not null || entity.PublicStatus is not null)
            yield return new RecordPiece("status");
        if (entity.Capacity.ValueKind == JsonValueKind.Object)
            yield return new RecordPiece("capacity");
        for (var index = 0; index < (entity.Measures?.Count ?? 0); index++)
            yield return new RecordPiece($"measure {index}");
        if (entity.Admin1 is not null)
            yield return new RecordPiece("province");
        foreach (var name in new[] { "type", "owner", "location", "country" })
            yield return new RecordPiece(name);
        foreach (var link in entity.LinkedOperators ?? [])
            yield return new RecordPiece("operator " + link);
    }

    private void Names()
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { SubjectName.Normalise(_subject.Name!) };
        foreach (var name in _subject.Aliases ?? [])
            Alias(name, null, Whole(), known);
        if (entity.Aliases.ValueKind != JsonValueKind.Array)
            return;
        foreach (var alias in entity.Aliases.EnumerateArray())
        {
            var isText = alias.ValueKind == JsonValueKind.String;
            var written = isText ? alias.GetString()! : alias.GetProperty("name").GetString()!;
            var draft = isText || alias.GetProperty("basis").GetString() == Sourced ? Whole() : ReportOf(GeneralKnowledge);
            foreach (var name in written.Split(" / ", StringSplitOptions.TrimEntries))
                Alias(name, isText ? null : alias.GetProperty("lang").GetString(), draft, known);
        }
    }

    private void Alias(string name, string? language, ReportDraft draft, HashSet<string> known)
    {
        if (!known.Add(SubjectName.Normalise(name)))
            return;
        JsonNode value = language is null ? JsonValue.Create(name) : new JsonObject { ["name"] = name, ["language"] = language };
        Add(draft, "alias " + name, _subject, "alias", value);
    }

    private void Categories()
    {
        if (entity.Country is { } country && Has("country") && !IsDecided("country"))
            Coded("country", "country", country.Split('/')[0], country.Contains('/', StringComparison.Ordinal) ? $"of '{country}' the first is kept" : null);
        if (entity.Admin1 is { } province && !IsDecided("province"))
            Add(Whole(), "province", _subject, "province", JsonValue.Create(province));
        if (entity.Owner is { } holder && !IsDecided("owner"))
            Add(Whole(), "owner", _subject, "owner", JsonValue.Create(holder));
        foreach (var side in new[] { entity.SideA, entity.SideB }.OfType<string>())
            Add(Whole(), "side " + side, _subject, "side", JsonValue.Create(side));
        if (IsDecided("type"))
            return;
        var (table, attribute, word) = section switch
        {
            "operators" => ("operator type", "operatorType", entity.Type!),
            "crossings" => ("crossing type", "crossingType", entity.Kind!),
            "assets" => ("asset type", "category", entity.Type!),
            _ => ("", "", ""),
        };
        if (attribute.Length == 0)
            return;
        if ((section == "assets" ? desk.Tables.Code("asset category", entity.Id) : null) is { } special)
            Coded("type", attribute, special, null);
        else if (desk.Tables.Code(table, word) is { } code)
            Coded("type", attribute, code, null);
        else
            desk.Account.Unmapped(section, entity.Id, "type", $"'{word}' is none of the codes of {attribute}");
    }

    private void Coded(string piece, string attribute, string code, string? why) => Add(Whole(), piece, _subject, attribute, JsonValue.Create(code), why: why);

    private void Place()
    {
        if (entity.Location is not { } place || IsDecided("location"))
            return;
        var source = place.Basis is Sourced or Pointer && place.Citations is [var first, ..] ? first : null;
        var draft = source is not null ? desk.Drafts.OfCitation(source) : place.Basis == Sourced ? Whole() : Remembered(place.Citations);
        if (place.Note is { Length: > 0 } note)
            draft.Tell($"Location of {_subject.Name}: {note}");
        var day = source is null ? _day : Earlier(desk.Sources.Published(source), desk.Record.Meta.Generated);
        Add(draft, "location", _subject, "location",
            new JsonObject { ["lat"] = place.Lat, ["lon"] = place.Lon, ["precisionKm"] = place.PrecisionKm }, day);
    }

    private void Neighbours()
    {
        foreach (var id in entity.LinkedOperators ?? [])
        {
            if (!IsDecided("operator " + id))
                Add(Whole(), "operator " + id, _subject, "operatedBy", desk.Subjects.Find(id).Reference());
        }

        foreach (var id in entity.Opposite ?? [])
            Add(Whole(), "opposite " + id, _subject, "opposite", desk.Subjects.Find(id).Reference());
        foreach (var id in entity.NearestCrossings ?? [])
        {
            // A crossing that does not name the site as opposite is only the nearest of several.
            var isNamed = desk.Record.Crossings.First(crossing => crossing.Id == id).Opposite!.Contains(entity.Id, StringComparer.Ordinal);
            Add(Whole(), "crossing " + id, desk.Subjects.Find(id), "opposite", _subject.Reference(), credibility: isNamed ? null : 4);
        }
    }

    private IEnumerable<string> Texts()
    {
        var words = new[] { entity.Type ?? entity.Kind, entity.Admin2, entity.Status ?? entity.PublicStatus }.Where(static word => !string.IsNullOrEmpty(word));
        yield return $"{entity.Name}: {string.Join("; ", words)}.";
        if (entity.FirstReported is { } first && entity.LastReported is { } last)
            yield return $"First reported {ReportDraft.Day(first)}, last reported {ReportDraft.Day(last)}.";
        if (entity.Capacity.ValueKind == JsonValueKind.Object)
            yield return "Capacity as recorded: " + string.Join("; ", entity.Capacity.EnumerateObject().Select(static part => $"{part.Name.Replace('_', ' ')} {part.Value}")) + ".";
        foreach (var measure in entity.Measures ?? [])
            yield return $"Measure of {ReportDraft.Day(measure.Date)} by {measure.By}: {measure.Programme}{(measure.Note is null ? "" : "; " + measure.Note)}.";
        foreach (var note in entity.Notes)
            yield return note;
    }

    private void Add(ReportDraft draft, string piece, RecordSubject subject, string attribute, JsonNode value, DateOnly? day = null, int? credibility = null, string? why = null)
    {
        draft.Add(new ClaimDraft(subject, attribute, null, null, null, value, null, false, day ?? desk.Record.Meta.Generated, credibility));
        desk.Account.Mapped(section, entity.Id, piece, 1, why);
    }

    private ReportDraft Whole() => desk.Drafts.OfCompiler(Name("profile"), entity.Basis switch
    {
        Sourced => Sources.UngradedSource,
        Pointer => "F5",
        _ => "E4",
    }, entity.Citations);

    private ReportDraft ReportOf(string source) => source == GeneralKnowledge ? Remembered([]) : desk.Drafts.OfCitation(source);

    private ReportDraft Remembered(IReadOnlyList<string> citations)
    {
        var draft = desk.Drafts.OfCompiler(Name(GeneralKnowledge), "E4", citations);
        draft.Tell($"From the compiler's general knowledge about {_subject.Name}; unverified.");
        return draft;
    }

    private string Name(string part) => _subject.SubjectId().Value.Replace(':', '-') + "-" + part;

    private bool IsDecided(string piece) => desk.Rows.Decides(section, entity.Id, piece);

    private bool Has(string attribute) => AttributeCatalogue.Current.Find(_subject.SubjectKind(), attribute) is not null;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
