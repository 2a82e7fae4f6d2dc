using System.Text.Json;
using Compounds.Claims;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Reports;

/// <summary>
/// Claims as the ledger keeps them. Unlike the wire format this says the form of the value and the factor of the unit, so that an old
/// claim keeps its meaning when the catalogue or the table of units changes.
/// </summary>
public static class ClaimJson
{
    /// <summary>Writes one claim as an object.</summary>
    public static void Write(Utf8JsonWriter writer, Claim claim)
    {
        writer.WriteStartObject();
        WriteSlot(writer, claim);
        ClaimValueJson.Write(writer, claim.Value);
        WriteCircumstances(writer, claim);
        writer.WriteNumber("ordinal"u8, claim.Ordinal);
        writer.WriteEndObject();
    }

    /// <summary>Reads a claim that <see cref="Write"/> wrote, from its opening to its closing brace.</summary>
    /// <exception cref="JsonException">It was not written here.</exception>
    public static Claim Read(ref Utf8JsonReader reader)
    {
        SubjectReference? subject = null, party = null;
        string? attribute = null, dimension = null;
        ClaimValue? value = null;
        DateOnly? on = null;
        DateTimeOffset observedAt = default;
        int? credibility = null;
        var isDenied = false;
        var ordinal = 0;
        string? from = null, until = null, occasion = null, said = null;
        var isNever = false;
        int? zone = null;
        CountScope? scope = null;
        Handling? handling = null;
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "subject"u8))
                subject = SubjectReferenceJson.Read(ref reader);
            else if (StoredJson.Is(ref reader, "attribute"u8))
                attribute = TextPool.Read(ref reader);
            else if (StoredJson.Is(ref reader, "dimension"u8))
                dimension = TextPool.Read(ref reader);
            else if (StoredJson.Is(ref reader, "party"u8))
                party = SubjectReferenceJson.Read(ref reader);
            else if (StoredJson.Is(ref reader, "on"u8))
                on = StoredJson.ReadDay(ref reader);
            else if (StoredJson.Is(ref reader, "denied"u8))
                isDenied = reader.GetBoolean();
            else if (StoredJson.Is(ref reader, "observedAt"u8))
                observedAt = reader.GetDateTimeOffset();
            else if (StoredJson.Is(ref reader, "credibility"u8))
                credibility = reader.GetInt32();
            else if (StoredJson.Is(ref reader, "ordinal"u8))
                ordinal = reader.GetInt32();
            else if (StoredJson.Is(ref reader, "from"u8))
                from = reader.GetString();
            else if (StoredJson.Is(ref reader, "until"u8))
                until = reader.GetString();
            else if (StoredJson.Is(ref reader, "occasion"u8))
                occasion = TextPool.Read(ref reader);
            else if (StoredJson.Is(ref reader, "zone"u8))
                zone = ValidityJson.ReadZone(TextPool.Read(ref reader));
            else if (StoredJson.Is(ref reader, "neverSo"u8))
                isNever = reader.GetBoolean();
            else if (StoredJson.Is(ref reader, "said"u8))
                said = TextPool.Read(ref reader);
            else if (StoredJson.Is(ref reader, "handling"u8))
                handling = EnvelopeJson.ReadHandling(ref reader);
            else if (!CountScopeJson.TryRead(ref reader, ref scope))
                value = ClaimValueJson.TryRead(ref reader) ?? value;
        }

        if (subject is null || attribute is null || value is null)
            throw new JsonException("A stored claim lacks its subject, attribute or value.");
        var hasValidity = from is not null || until is not null || occasion is not null || isNever || zone is not null;
        return new Claim(subject, attribute, dimension, party, on, value, isDenied, observedAt, credibility, ordinal)
        {
            Validity = hasValidity ? new Validity(PointOf(from, zone), PointOf(until, zone), occasion, isNever, zone) : null,
            Scope = scope, Said = said, Handling = handling,
        };
    }

    /// <summary>Writes what a claim is about: the properties before its value, the same on the wire and in the ledger.</summary>
    internal static void WriteSlot(Utf8JsonWriter writer, Claim claim)
    {
        writer.WritePropertyName("subject"u8);
        SubjectReferenceJson.Write(writer, claim.Subject);
        writer.WriteString("attribute"u8, claim.Attribute);
        StoredJson.WriteOptional(writer, "dimension"u8, claim.Dimension);
        if (claim.Party is { } party)
        {
            writer.WritePropertyName("party"u8);
            SubjectReferenceJson.Write(writer, party);
        }

        StoredJson.WriteOptional(writer, "on"u8, claim.On);
        if (claim.Validity is { } validity)
            ValidityJson.Write(writer, validity);
        if (claim.Scope is { } scope)
            CountScopeJson.Write(writer, scope);
    }

    /// <summary>Writes how a claim is meant: the properties after its value, the same on the wire and in the ledger.</summary>
    internal static void WriteCircumstances(Utf8JsonWriter writer, Claim claim)
    {
        if (claim.IsDenied)
            writer.WriteBoolean("denied"u8, true);
        if (claim.Validity is { IsNever: true })
            writer.WriteBoolean("neverSo"u8, true);
        writer.WriteString("observedAt"u8, claim.ObservedAt.UtcDateTime);
        if (claim.Credibility is { } credibility)
            writer.WriteNumber("credibility"u8, credibility);
        StoredJson.WriteOptional(writer, "said"u8, claim.Said);
        if (claim.Handling is { } handling)
            EnvelopeJson.WriteHandling(writer, handling);
    }

    private static PointInTime? PointOf(string? text, int? zone) => text is null ? null : ValidityJson.ReadPoint(text, zone);
}
