using System.Text;

namespace Compounds.Simulation.Tests.Network;

public sealed class NetworkDocumentTests
{
    [Theory]
    [InlineData("""{"nodes":[{"id":"A","type":"Source"},{"id":"B","type":"Feeder"},{"id":"C","type":"Feeder"}],"edges":[{"from":"A","to":"B","kind":"Power"},{"from":"B","to":"C","kind":"Power"},{"from":"C","to":"B","kind":"Power"}]}""", "/edges", "cycle", "B > C > B")]
    [InlineData("""{"nodes":[{"id":"A","type":"Compound","load":{"value":2,"unit":"Mbps"}}]}""", "/nodes/0/load", "unknown-unit", "kW, MW, W")]
    [InlineData("""{"nodes":[{"id":"A","type":"Source"}],"edges":[{"from":"A","to":"B","kind":"Power"}]}""", "/edges/0/to", "dangling-edge", "no node B")]
    [InlineData("""{"nodes":[{"id":"A","type":"Source"},{"id":"B","type":"Feeder"}],"edges":[{"from":"A","to":"B","kind":"Power","capacity":-1}]}""", "/edges/0/capacity", "negative", "at least 0")]
    [InlineData("""{"nodes":[{"id":"A","type":"Source"},{"id":"A","type":"Feeder"}]}""", "/nodes/1/id", "duplicate-id", "/nodes/0")]
    [InlineData("""{"nodes":[{"id":"A","type":"Source"},{"id":"B","type":"Feeder"}],"edges":[{"from":"A","to":"B","kind":"Power","exists":1.2}]}""", "/edges/0/exists", "out-of-range", "between 0 and 1")]
    [InlineData("""{"nodes":[{"id":"A","type":"Village","critical":{"triangular":[0.1,0.5,1.4]}}]}""", "/nodes/0/critical", "out-of-range", "between 0 and 1")]
    [InlineData("""{"nodes":[{"id":"A","type":"Compound","lode":3}]}""", "/nodes/0/lode", "unknown-field", "no lode")]
    [InlineData("""{"nodes":[{"id":"A","type":"Bunker"}]}""", "/nodes/0/type", "unknown-name", "Compound")]
    [InlineData("""{"nodes":[{"id":"A","type":"Compound","load":{"triangular":[3,2,1]}}]}""", "/nodes/0/load", "out-of-range", "rising order")]
    [InlineData("""{"nodes":[{"id":"A","type":"Source"},{"id":"B","type":"Feeder","load":3},{"id":"C","type":"Village"}],"edges":[{"from":"A","to":"B","kind":"Power"},{"from":"B","to":"C","kind":"Power"}]}""", "/nodes/1/load", "conduit-consumes", "node of its own")]
    [InlineData("""{"nodes":[""", "", "malformed", "not JSON")]
    public void A_fault_is_located_and_the_message_says_what_would_be_right(string json, string path, string code, string part)
    {
        var reading = Simulation.Network.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(reading.Network);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal((path, code), (problem.Path, problem.Code));
        Assert.Contains(part, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_are_converted_and_distributions_read()
    {
        var network = Read("""
            {"nodes":[{"id":"S","type":"Source","capacity":{"value":2,"unit":"MW"}},
                      {"id":"C","type":"Compound","load":{"lognormal":{"median":1.5,"sigma":0.4},"unit":"MW"},"fuel":{"quantiles":[[0,1],[0.5,3],[1,4]],"unit":"m3"}}],
             "edges":[{"from":"S","to":"C","kind":"Power","delay":{"value":2,"unit":"d"},"exists":0.8}]}
            """);
        Assert.Equal(2000, network.Nodes[NodeParameter.Capacity][1].Median);
        Assert.Equal(1500, network.Nodes[NodeParameter.Load][0].Median, 9);
        Assert.Equal(3000, network.Nodes[NodeParameter.Fuel][0].Median, 9);
        Assert.Equal(48, network.Edges.Delay[0].Median);
        Assert.Equal(["C.essential", "C.fuel", "C.load", "S>C:Power.exists"], network.UncertainNames);
    }

    [Fact]
    public void Every_default_is_listed_with_its_unit_and_basis()
    {
        var network = Read("""{"nodes":[{"id":"T","type":"Tower"}]}""");
        var load = Assert.Single(network.Assumptions, a => a.Parameter == "load");
        Assert.Equal(("T", "kW", "Triangular(2, 8, 15)"), (load.Subject, load.Unit, load.Value));
        Assert.All(network.Assumptions, a => Assert.NotEmpty(a.Basis));
        Assert.Contains(network.Assumptions, a => a.Parameter == "critical" && a.Value == "0.5");
    }

    [Fact]
    public void The_hash_ignores_the_order_of_the_document_and_notices_a_change()
    {
        const string Feeder = """{"id":"F","type":"Feeder","capacity":{"value":3000,"unit":"kW"}}""";
        const string Source = """{"id":"S","type":"Source"}""";
        const string Edge = """{"from":"S","to":"F","kind":"Power"}""";
        const string Lossy = """{"from":"S","to":"F","kind":"Power","loss":0.01}""";
        var one = Read($$"""{"nodes":[{{Feeder}},{{Source}}],"edges":[{{Edge}}]}""");
        var other = Read($$"""{"edges":[{{Edge}}],"nodes":[{{Source}},{{Feeder}}]}""");
        var changed = Read($$"""{"nodes":[{{Feeder}},{{Source}}],"edges":[{{Lossy}}]}""");
        Assert.Equal(one.Hash, other.Hash);
        Assert.NotEqual(one.Hash, changed.Hash);
    }

    private static Simulation.Network Read(string json) => Asset.Read(Encoding.UTF8.GetBytes(json));
}
