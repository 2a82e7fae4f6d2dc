using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Subjects;

namespace Compounds.Server;

/// <summary>How the API writes JSON: camel case, levels and grades by their official texts, reports in the form they are pushed in.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new WriteOnly<Tlp>(static (writer, level) => writer.WriteStringValue(level.Text())));
        options.Converters.Add(new WriteOnly<Pap>(static (writer, level) => writer.WriteStringValue(level.Text())));
        options.Converters.Add(new WriteOnly<Grade>(static (writer, grade) => writer.WriteStringValue(grade.ToString())));
        options.Converters.Add(new WriteOnly<ReportKey>(static (writer, key) => writer.WriteStringValue(key.ToString())));
        options.Converters.Add(new WriteOnly<Report>(static (writer, report) => ReportWriter.Write(writer, report)));
        options.Converters.Add(new WriteOnly<Claim>(static (writer, claim) => ClaimJson.Write(writer, claim)));
        options.Converters.Add(new WriteOnly<SaidClaim>(SaidClaim.Write));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(LeaveOutEndlessLimits);
        return options;
    }

    /// <summary>An attribute without a limit for warnings has an infinite one, which JSON cannot say.</summary>
    private static void LeaveOutEndlessLimits(JsonTypeInfo type)
    {
        if (type.Type != typeof(AttributeRule))
            return;
        foreach (var limit in type.Properties.Where(static property => property.PropertyType == typeof(double)))
            limit.ShouldSerialize = static (_, value) => value is double number && double.IsFinite(number);
    }

    /// <summary>These types are answered, never asked for: requests come in as bodies of their own or through the report reader.</summary>
    private sealed class WriteOnly<T>(Action<Utf8JsonWriter, T> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new JsonException($"{typeof(T).Name} is not read here.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);
    }
}
