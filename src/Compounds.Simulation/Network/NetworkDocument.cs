using System.Text.Json;

namespace Compounds.Simulation;

/// <summary>Reads a network from JSON.</summary>
/// <remarks>
/// <code>
/// { "nodes": [ { "id": "C1", "type": "Compound", "load": 2000, "essential": { "triangular": [0.15, 0.3, 0.6] },
///                "fuel": { "lognormal": { "median": 40, "sigma": 0.5 }, "unit": "m3" }, "operator": "Y", "place": [12.5, 3] } ],
///   "edges": [ { "from": "F1", "to": "C1", "kind": "Power", "capacity": { "value": 3, "unit": "MW" }, "exists": 0.9 } ] }
/// </code>
/// Node fields: id, type, class, needs, profile, shift, place (km east, km north), operator, and every name of
/// <see cref="ParameterCatalog"/>. Edge fields: from, to, kind, id, rank, capacity, loss, delay, exists, otherwise. A quantity is a
/// number in the canonical unit, or an object with one of <c>value</c>, <c>triangular</c>, <c>lognormal</c>,
/// <c>quantiles</c> ([[u, x], …]) and optionally <c>unit</c>. Unknown fields are refused, so that a misspelt one is not lost.
/// </remarks>
public static class NetworkDocument
{
    /// <summary>Reads and validates a document.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <returns>The network, or all problems found.</returns>
    public static NetworkReading Read(ReadOnlyMemory<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            return new(null, [new("", "malformed", $"This is not JSON: {e.Message}")]);
        }

        using (document)
        {
            var problems = new List<NetworkProblem>();
            var reader = new NetworkDocumentReader(problems);
            var (nodes, edges) = reader.Read(document.RootElement);
            if (problems.Count > 0)
                return new(null, [.. problems]);
            return NetworkBuilder.Build(nodes, edges);
        }
    }
}
