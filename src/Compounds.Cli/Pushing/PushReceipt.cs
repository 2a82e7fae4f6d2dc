using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compounds.Cli.Pushing;

/// <summary>The server's answer to one line.</summary>
/// <param name="Line">The line in its request, from 1.</param>
/// <param name="Report">The report, <c>agency/id</c>, or null when the line does not say.</param>
/// <param name="Outcome">What became of it: <c>accepted</c>, <c>duplicate</c>, <c>conflict</c>, <c>invalid</c> or <c>unavailable</c>.</param>
/// <param name="Problems">Why it was refused.</param>
/// <param name="Warnings">What was accepted but looks odd.</param>
/// <param name="End">Set only on the last line, which answers no line of the request: <c>complete</c> or <c>interrupted</c>.</param>
/// <param name="Problem">What interrupted the answer.</param>
internal sealed record PushReceipt(
    int Line, string? Report, string? Outcome, PushProblem[]? Problems, PushProblem[]? Warnings,
    string? End = null, PushInterruption? Problem = null)
{
    /// <summary>Whether the line is in the store.</summary>
    [JsonIgnore]
    public bool IsStored => Outcome is "accepted" or "duplicate";

    /// <summary>Whether the line may be sent again as it is.</summary>
    [JsonIgnore]
    public bool MaySendAgain => Outcome is "unavailable";

    /// <summary>Reads one line of the answer.</summary>
    /// <exception cref="CommandException">It is no receipt, so what answers is no intake of reports.</exception>
    public static PushReceipt Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var receipt = JsonSerializer.Deserialize(json, PushJson.Default.PushReceipt);
            if (receipt is { Outcome: not null } or { End: not null })
                return receipt;
        }
        catch (JsonException)
        {
            // Said below: a line that is no JSON and a line that is no receipt are the same to the reader.
        }

        throw new CommandException("The server answered with something that is no receipt; check the address.");
    }
}

/// <summary>One problem or warning of a receipt.</summary>
/// <param name="Pointer">Where in the line.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Message">What would be right.</param>
internal sealed record PushProblem(string? Pointer, string? Code, string? Message);

/// <summary>Why an answer was interrupted.</summary>
/// <param name="Title">What is the matter.</param>
/// <param name="Detail">What to do.</param>
internal sealed record PushInterruption(string? Title, string? Detail);

/// <summary>The JSON of receipts and of the progress file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PushReceipt))]
[JsonSerializable(typeof(PushProgress))]
internal sealed partial class PushJson : JsonSerializerContext;
