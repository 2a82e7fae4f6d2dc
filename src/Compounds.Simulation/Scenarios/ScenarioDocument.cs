using System.Collections.Immutable;
using System.Text.Json;

namespace Compounds.Simulation;

/// <summary>Reads a scenario, and the network it is about, from JSON.</summary>
/// <remarks>
/// <code>
/// { "title": "5 February 2025", "network": "network.json",
///   "measures": [ { "target": "F1", "kind": "CutPower", "from": 24, "to": 48, "depth": { "triangular": [0.5, 0.8, 1] } } ],
///   "horizon": 720, "samples": 1000, "seed": 20250205, "tolerance": 0.02, "rationing": "HumanitarianFirst", "displacement": true }
/// </code>
/// The network is the name of a file or the network itself, see <see cref="NetworkDocument"/>. Only the network is needed: no
/// measures means what happens anyway, and everything else takes its default. A measure without <c>to</c> stays, without
/// <c>depth</c> it is complete. Unknown fields are refused, so that a misspelt one is not lost.
/// </remarks>
public static class ScenarioDocument
{
    /// <summary>Reads a document.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <returns>The scenario, or all problems found.</returns>
    public static ScenarioReading Read(ReadOnlyMemory<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            return ScenarioReading.Refused([new("", "malformed", $"This is not JSON: {e.Message}")]);
        }

        using (document)
            return new ScenarioDocumentReader().Read(document.RootElement);
    }
}

/// <summary>A scenario as it is written down, or everything that is wrong with it.</summary>
/// <param name="Title">What it is called; empty when it has no title.</param>
/// <param name="Scenario">The scenario; whether it fits the network is <see cref="Simulation.Scenario.Check"/>'s business.</param>
/// <param name="Network">The network written into the document, UTF-8 JSON; null when a file is named.</param>
/// <param name="NetworkFile">The file that holds the network; null when it is written into the document.</param>
/// <param name="Problems">The problems, in the order of the document; when there are any, nothing else counts.</param>
public sealed record ScenarioReading(
    string Title, Scenario Scenario, ReadOnlyMemory<byte>? Network, string? NetworkFile, ImmutableArray<NetworkProblem> Problems)
{
    internal static ScenarioReading Refused(ImmutableArray<NetworkProblem> problems) => new("", new Scenario(), null, null, problems);
}
