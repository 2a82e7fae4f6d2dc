using System.Text.Json;
using System.Text.Json.Serialization;
using Compounds.Subjects;

namespace Compounds.Claims;

/// <summary>Kinds in the catalogue are their lower-case names.</summary>
internal sealed class SubjectKindsJson : JsonConverter<IReadOnlyList<SubjectKind>>
{
    public override IReadOnlyList<SubjectKind> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var kinds = new List<SubjectKind>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            kinds.Add(SubjectKinds.TryParse(reader.GetString(), out var kind) ? kind : throw new JsonException("Not a subject kind."));
        return kinds;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<SubjectKind> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var kind in value)
            writer.WriteStringValue(kind.Text());
        writer.WriteEndArray();
    }
}
