using System.Text.Json.Nodes;

namespace Compounds.Exchange.PublicRecord;

/// <summary>A claim in the words of the wire format.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Attribute">The attribute of the catalogue.</param>
/// <param name="Dimension">The dimension, or null.</param>
/// <param name="Party">The other party, or null.</param>
/// <param name="On">The day of a dated tally, or null.</param>
/// <param name="Value">The value in its wire form.</param>
/// <param name="Unit">The unit of a quantity, or null.</param>
/// <param name="IsDenied">Whether it is denied.</param>
/// <param name="Observed">The day on which it held.</param>
/// <param name="Credibility">The Admiralty number when it differs from the report's.</param>
internal sealed record ClaimDraft(
    RecordSubject Subject, string Attribute, string? Dimension, RecordSubject? Party, DateOnly? On, JsonNode Value, string? Unit,
    bool IsDenied, DateOnly Observed, int? Credibility)
{
    /// <summary>The claim as it stands in a report.</summary>
    public JsonObject Json()
    {
        var json = new JsonObject { ["subject"] = Subject.Reference(), ["attribute"] = Attribute };
        if (Dimension is not null)
            json["dimension"] = Dimension;
        if (Party is not null)
            json["party"] = Party.Reference();
        if (On is { } on)
            json["on"] = ReportDraft.Day(on);
        json["value"] = Value.DeepClone();
        if (Unit is not null)
            json["unit"] = Unit;
        if (IsDenied)
            json["denied"] = true;
        json["observedAt"] = ReportDraft.Day(Observed);
        if (Credibility is { } credibility)
            json["credibility"] = credibility;
        return json;
    }

    /// <summary>What makes two claims of one report the same: everything but how credible it is.</summary>
    public string Content() => WireJson.Write((this with { Credibility = null }).Json());

    /// <summary>The claim as a person reads it in the account.</summary>
    public override string ToString()
    {
        var slot = Attribute + (Dimension is null ? "" : ":" + Dimension) + (Party is null ? "" : " from " + Party.Name) + (On is { } on ? " on " + ReportDraft.Day(on) : "");
        var value = Value is JsonObject { Count: > 0 } entity && entity.ContainsKey("kind") ? entity["name"]!.GetValue<string>() : Value is JsonObject form ? WireJson.Write(form) : Value.ToString();
        return $"{Subject.SubjectId()} {slot} = {(IsDenied ? "not " : "")}{value}{(Unit is null ? "" : " " + Unit)} ({ReportDraft.Day(Observed)})";
    }
}
