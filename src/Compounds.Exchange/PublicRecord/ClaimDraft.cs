using System.Text.Json.Nodes;

namespace Compounds.Exchange.PublicRecord;

/// <summary>A claim in the words of the wire format.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Attribute">The attribute of the catalogue.</param>
/// <param name="Dimension">The dimension, or null.</param>
/// <param name="Party">The other party, or null.</param>
/// <param name="On">The day, or last day, of a count or a reading, or null.</param>
/// <param name="Value">The value in its wire form.</param>
/// <param name="Unit">The unit of a quantity, or null.</param>
/// <param name="IsDenied">Whether it is denied.</param>
/// <param name="Observed">The day on which it held.</param>
/// <param name="Credibility">The Admiralty number when it differs from the report's.</param>
internal sealed record ClaimDraft(
    RecordSubject Subject, string Attribute, string? Dimension, RecordSubject? Party, DateOnly? On, JsonNode Value, string? Unit,
    bool IsDenied, DateOnly Observed, int? Credibility)
{
    /// <summary>Since when it holds; of a count, the first day of its period; null when not told.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day on which it no longer held; null when not told.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Which of several events of a day was counted, or null.</summary>
    public string? Occasion { get; init; }

    /// <summary>Whether a denial says that it was never so.</summary>
    public bool IsNever { get; init; }

    /// <summary>The part of the group by axis; null for all of it.</summary>
    public IReadOnlyDictionary<string, string>? Of { get; init; }

    /// <summary>How the count relates to others, in the words of the wire format; null when not told.</summary>
    public JsonObject? Scope { get; init; }

    /// <summary>The source's own word where another dimension is filed, or null.</summary>
    public string? Said { get; init; }

    /// <summary>The part of the group as a person reads it: <c>nationality=KE;sex=women</c>; empty for all of it.</summary>
    public string Cell() => Of is null ? "" : string.Join(';', Of.Select(static part => $"{part.Key}={part.Value}"));

    /// <summary>The claim as it stands in a report.</summary>
    public JsonObject Json()
    {
        var json = new JsonObject { ["subject"] = Subject.Reference(), ["attribute"] = Attribute };
        Add(json, "dimension", Dimension);
        if (Party is not null)
            json["party"] = Party.Reference();
        Add(json, "on", Day(On));
        Add(json, "from", Day(From));
        Add(json, "until", Day(Until));
        Add(json, "occasion", Occasion);
        if (Of is not null)
            json["of"] = new JsonObject(Of.Select(static part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value)));
        foreach (var (name, told) in Scope ?? [])
            json[name] = told?.DeepClone();
        json["value"] = Value.DeepClone();
        Add(json, "unit", Unit);
        if (IsDenied)
            json["denied"] = true;
        if (IsNever)
            json["neverSo"] = true;
        json["observedAt"] = ReportDraft.Day(Observed);
        if (Credibility is { } credibility)
            json["credibility"] = credibility;
        Add(json, "said", Said);
        return json;
    }

    /// <summary>What makes two claims of one report the same: everything but how credible it is.</summary>
    public string Content() => WireJson.Write((this with { Credibility = null }).Json());

    /// <summary>The claim as a person reads it in the account.</summary>
    public override string ToString()
    {
        var of = Of is null ? null : Cell();
        var slot = $"{Attribute}{After(":", Dimension)}{After(" of ", of)}{After(" by ", Party?.Name)}{Span()}";
        var value = Value switch
        {
            JsonObject entity when entity.ContainsKey("kind") => entity["name"]!.GetValue<string>(),
            JsonObject form => WireJson.Write(form),
            _ => Value.ToString(),
        };
        return $"{Subject.SubjectId()} {slot} = {(IsDenied ? "not " : "")}{value}{After(" ", Unit)} ({ReportDraft.Day(Observed)})";
    }

    private string Span() => $"{After(" from ", Day(From))}{After(" until ", Day(Until))}{After(" on ", Day(On))}{After(", ", Occasion)}";

    private static string After(string word, string? text) => text is null ? "" : word + text;

    private static void Add(JsonObject json, string name, string? text)
    {
        if (text is not null)
            json[name] = text;
    }

    private static string? Day(DateOnly? day) => day is { } told ? ReportDraft.Day(told) : null;
}
