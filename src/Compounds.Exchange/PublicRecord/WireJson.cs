using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Compounds.Exchange.PublicRecord;

/// <summary>JSON on one line in which names of every script stay readable.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an object with its properties in the order in which they were added.</summary>
    public static string Write(JsonObject value) => value.ToJsonString(s_options);
}
