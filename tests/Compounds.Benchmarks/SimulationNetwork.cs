using System.Globalization;
using System.Text.Json.Nodes;

namespace Compounds.Benchmarks;

/// <summary>A made-up border region: 200 conduits and 800 consumers for every 1,000 nodes, with all the features of the model.</summary>
internal static class SimulationNetwork
{
    /// <summary>The document of a network.</summary>
    /// <param name="nodes">How many nodes, a multiple of 1,000.</param>
    public static JsonObject Document(int nodes)
    {
        var (list, edges) = (new JsonArray(), new JsonArray());
        for (var region = 0; region < nodes / 1000; region++)
            AddRegion(list, edges, $"R{region}.");
        return new JsonObject { ["nodes"] = list, ["edges"] = edges };
    }

    private static void AddRegion(JsonArray nodes, JsonArray edges, string r)
    {
        AddConduits(nodes, edges, r);
        for (var i = 0; i < 500; i++)
        {
            var people = 400 + (i * 37 % 3000);
            Node(nodes, $"{r}V{i}", "Village", ("population", people), ("load", people * 0.2), ("telecom", people * 0.002), ("water", people * 0.000625), ("solar", i % 5 == 0 ? people * 0.02 : 0));
            Power(edges, r, i, $"{r}V{i}", i % 10 == 0);
            Edge(edges, $"{r}T{i % 50}", $"{r}V{i}", "Telecom");
            Edge(edges, $"{r}W{i % 10}", $"{r}V{i}", "Water");
        }

        for (var i = 0; i < 30; i++)
        {
            Node(nodes, $"{r}H{i}", "Hospital", ("load", 150 + (10 * (i % 7))), ("generator", 150), ("fuel", 900), ("tank", 900), ("generatorDelay", 0.05));
            Power(edges, r, i * 7, $"{r}H{i}", i % 3 == 0);
            Edge(edges, $"{r}X{i % 4}", $"{r}H{i}", "Fuel", ("capacity", 20));
        }

        for (var i = 0; i < 270; i++)
            AddCompound(nodes, edges, r, i);
    }

    private static void AddConduits(JsonArray nodes, JsonArray edges, string r)
    {
        for (var i = 0; i < 4; i++)
            Node(nodes, $"{r}S{i}", "Source", ("capacity", 250000));
        for (var i = 0; i < 16; i++)
        {
            Node(nodes, $"{r}U{i}", "Substation", ("capacity", 60000));
            Edge(edges, $"{r}S{i % 4}", $"{r}U{i}", "Power", ("loss", 0.02));
        }

        for (var i = 0; i < 110; i++)
        {
            Node(nodes, $"{r}F{i}", "Feeder", ("capacity", 12000));
            Edge(edges, $"{r}U{i % 16}", $"{r}F{i}", "Power");
        }

        Node(nodes, $"{r}ISP", "Source");
        Node(nodes, $"{r}STAR", "Satellite");
        for (var i = 0; i < 50; i++)
        {
            Node(nodes, $"{r}T{i}", "Tower", ("load", 8), ("battery", 40), ("batteryPower", 8), ("capacity", 4000));
            Power(edges, r, i * 3, $"{r}T{i}", false);
            Edge(edges, $"{r}ISP", $"{r}T{i}", "Telecom");
        }

        for (var i = 0; i < 10; i++)
        {
            Node(nodes, $"{r}W{i}", "Waterworks", ("load", 150), ("waterStorage", 6));
            Power(edges, r, i * 11, $"{r}W{i}", false);
        }

        for (var i = 0; i < 4; i++)
        {
            Node(nodes, $"{r}D{i}", "Depot", ("capacity", 9000));
            Node(nodes, $"{r}X{i}", "Crossing", ("capacity", 6000));
            Edge(edges, $"{r}D{i}", $"{r}X{i}", "Fuel");
        }
    }

    private static void AddCompound(JsonArray nodes, JsonArray edges, string r, int i)
    {
        var heads = 200 + (i * 53 % 2500);
        Node(nodes, $"{r}C{i}", "Compound", ("headcount", heads), ("captives", heads * 0.3), ("telecom", heads * 0.1), ("spareBeds", heads * 0.2), ("generatorDelay", 0.1),
            ("generator", i % 3 == 0 ? 0 : heads * 0.5), ("battery", i % 4 == 0 ? heads * 0.3 : 0), ("tank", i % 3 == 0 ? 0 : 1000000));
        var node = nodes[^1]!.AsObject();
        node["load"] = JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$$"""{"lognormal":{"median":{{{heads * 0.75}}},"sigma":0.25}}"""));
        if (i % 3 != 0)
            node["fuel"] = JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$$"""{"lognormal":{"median":{{{heads * 12}}},"sigma":0.5}}"""));
        Power(edges, r, i * 5, $"{r}C{i}", i % 4 == 1);
        Edge(edges, $"{r}T{i % 50}", $"{r}C{i}", "Telecom");
        if (i % 3 == 1)
            Edge(edges, $"{r}STAR", $"{r}C{i}", "Telecom", ("capacity", heads * 0.1), ("rank", 2), ("delay", 72));
        if (i % 3 != 0)
            Edge(edges, $"{r}X{i % 4}", $"{r}C{i}", "Fuel", ("capacity", heads * 0.03), ("exists", 0.8));
    }

    private static void Power(JsonArray edges, string r, int feeder, string to, bool hasAlternative)
    {
        Edge(edges, $"{r}F{feeder % 110}", to, "Power");
        if (hasAlternative)
            Edge(edges, $"{r}F{(feeder + 55) % 110}", to, "Power", ("rank", 2), ("delay", 36), ("capacity", 500));
    }

    private static void Node(JsonArray nodes, string id, string type, params (string Name, double Value)[] parameters)
    {
        var node = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in parameters)
            node[name] = value;
        nodes.Add(node);
    }

    private static void Edge(JsonArray edges, string from, string to, string kind, params (string Name, double Value)[] properties)
    {
        var edge = new JsonObject { ["from"] = from, ["to"] = to, ["kind"] = kind };
        foreach (var (name, value) in properties)
            edge[name] = name == "rank" ? (int)value : value;
        edges.Add(edge);
    }
}
