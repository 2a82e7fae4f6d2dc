using System.Text;
using System.Text.Json.Nodes;
using Compounds.Simulation.Tests.Reference;

namespace Compounds.Simulation.Tests.MonteCarlo;

/// <summary>The worked example with uncertain loads, fuel, essential shares, delays and edges.</summary>
internal static class UncertainMoei
{
    public static Simulation.Network Network { get; } = Make(null);

    public static Scenario Scenario { get; } = MoeiMini.Of("S2 cut F1+F2 at 24h") with { Samples = 600, Tolerance = 0, Displacement = DisplacementRule.Default };

    /// <summary>The network with one more node of its own.</summary>
    public static Simulation.Network With(string extraNode) => Make(extraNode);

    private static Simulation.Network Make(string? extraNode)
    {
        var document = Asset.Json("moei_mini");
        foreach (var node in document["nodes"]!.AsArray())
        {
            foreach (var name in new[] { "load", "fuel" })
            {
                if (node![name] is { } value && value.GetValue<double>() > 0)
                    node[name] = JsonNode.Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $$$"""{"lognormal":{"median":{{{value.GetValue<double>()}}},"sigma":0.3}}"""));
            }

            node!.AsObject().Remove("tank");
            if (node["essential"] is not null)
                node["essential"] = JsonNode.Parse("""{"triangular":[0.15,0.3,0.6]}""");
        }

        foreach (var edge in document["edges"]!.AsArray())
        {
            if (edge!["delay"] is not null)
                edge["delay"] = JsonNode.Parse("""{"quantiles":[[0,12],[0.5,40],[1,120]]}""");
            if (edge["kind"]!.GetValue<string>() == "Fuel")
                edge["exists"] = 0.7;
        }

        if (extraNode is not null)
            document["nodes"]!.AsArray().Add(JsonNode.Parse(extraNode));
        return Asset.Read(Encoding.UTF8.GetBytes(document.ToJsonString()));
    }
}
