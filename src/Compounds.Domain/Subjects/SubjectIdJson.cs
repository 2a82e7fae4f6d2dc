using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compounds.Subjects;

/// <summary>Subject ids are plain strings in JSON, as values and as property names.</summary>
public sealed class SubjectIdJson : JsonConverter<SubjectId>
{
    /// <inheritdoc/>
    public override SubjectId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SubjectId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a subject id such as 'compound:kk-park'.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SubjectId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override SubjectId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, SubjectId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);
}
