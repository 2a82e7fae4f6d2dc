using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compounds.Grains;

/// <summary>How hand-written facts are encoded: every script readable, no check of what is written by our own code.</summary>
internal static class LedgerJson
{
    public static JsonWriterOptions Writer { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
