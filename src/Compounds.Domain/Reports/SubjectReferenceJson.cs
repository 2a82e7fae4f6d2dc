using System.Text.Json;
using Compounds.Subjects;

namespace Compounds.Reports;

/// <summary>References to subjects in JSON: an id alone is a text, everything else an object.</summary>
internal static class SubjectReferenceJson
{
    /// <summary>Writes a reference, resolved or not.</summary>
    public static void Write(Utf8JsonWriter writer, SubjectReference reference)
    {
        if (reference is { Id: { } alone, Name: null, Place: null })
        {
            writer.WriteStringValue(alone.Value);
            return;
        }

        writer.WriteStartObject();
        if (reference.Id is { } id)
            writer.WriteString("id"u8, id.Value);
        else
            writer.WriteString("kind"u8, reference.Kind.Text());
        StoredJson.WriteOptional(writer, "name"u8, reference.Name);
        StoredJson.WriteOptional(writer, "place"u8, reference.Place);
        writer.WriteEndObject();
    }

    /// <summary>Reads a reference that was written here.</summary>
    public static SubjectReference Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var alone = SubjectId.Parse(TextPool.Read(ref reader));
            return new SubjectReference(alone.Kind(), alone, null, null);
        }

        SubjectKind kind = default;
        SubjectId? id = null;
        string? name = null, place = null;
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "id"u8))
                kind = (id = SubjectId.Parse(TextPool.Read(ref reader))).Value.Kind();
            else if (StoredJson.Is(ref reader, "kind"u8))
                kind = SubjectKinds.TryParse(TextPool.Read(ref reader), out var told) ? told : throw new JsonException("Not a subject kind.");
            else if (StoredJson.Is(ref reader, "name"u8))
                name = TextPool.Read(ref reader);
            else if (StoredJson.Is(ref reader, "place"u8))
                place = TextPool.Read(ref reader);
            else
                StoredJson.Pass(ref reader);
        }

        return new SubjectReference(kind, id, name, place);
    }
}
