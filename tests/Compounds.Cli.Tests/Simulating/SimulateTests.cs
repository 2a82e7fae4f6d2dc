using System.Text.Json.Nodes;

namespace Compounds.Cli.Tests.Simulating;

public sealed class SimulateTests : IDisposable
{
    /// <summary>One line that feeds a site, a village and a hospital, none of which has anything else.</summary>
    private const string Network = """
        { "nodes": [ { "id": "S", "type": "Source" }, { "id": "F1", "type": "Feeder", "capacity": 1350 },
                     { "id": "C1", "type": "Compound", "load": 1000, "headcount": 200, "captives": 100, "essential": { "triangular": [0.2, 0.3, 0.4] } },
                     { "id": "V1", "type": "Village", "load": 300, "population": 1000 }, { "id": "H1", "type": "Hospital", "load": 50 } ],
          "edges": [ { "from": "S", "to": "F1", "kind": "Power" }, { "from": "F1", "to": "C1", "kind": "Power" },
                     { "from": "F1", "to": "V1", "kind": "Power" }, { "from": "F1", "to": "H1", "kind": "Power" } ] }
        """;

    private readonly Folder _folder = new();
    private readonly Terminal _terminal = new();

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public async Task People_held_are_shown_first_then_civilians_then_the_effect()
    {
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("simulate", Write(Scenario(Network))));
        var cells = Cells(_terminal.Output);
        Assert.Contains("held without power or water|captive-h|3,800|3,800|3,800", cells, StringComparison.Ordinal);
        Assert.Contains("hospitals below life-critical|hospital-h|38|38|38", cells, StringComparison.Ordinal);
        Assert.Contains("without power|person-h|38,000|38,000|38,000", cells, StringComparison.Ordinal);
        Assert.Contains("scam work not done|person-h|7,600|7,600|7,600", cells, StringComparison.Ordinal);
        string[] order = ["PEOPLE HELD", "CIVILIANS", "EFFECT ON THE SITES", "FIGURES OF THE RUN"];
        Assert.Equal(order, order.OrderBy(heading => cells.IndexOf(heading, StringComparison.Ordinal)));
        Assert.DoesNotContain(order, heading => !cells.Contains(heading, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sites_assumptions_and_what_moves_the_answer_are_named_and_said_in_sentences()
    {
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("simulate", Write(Scenario(Network, ", \"depth\": 0.66"))));
        var cells = Cells(_terminal.Output);
        Assert.Contains("C1|10|10|10|", cells, StringComparison.Ordinal);
        Assert.Contains("C1|telecomEssential|", cells, StringComparison.Ordinal);
        Assert.Contains("*.essential|", cells, StringComparison.Ordinal);
        foreach (var title in (string[])["What was assumed", "What would happen", "Who is harmed", "How sure this is", "What would change the answer"])
            Assert.Contains(title, _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("- Power through F1 is cut by 66 % from hour 10 to the end.", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_gets_the_same_figures_as_one_document()
    {
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("simulate", Write(Scenario(Network)), "--json"));
        var result = JsonNode.Parse(_terminal.Output)!;
        Assert.Equal("captiveExposure", (string?)result["lines"]![0]!["line"]);
        Assert.Equal(3800, (double?)result["lines"]![0]!["total"]!["p50"]);
        Assert.Equal(10, (double?)result["sites"]![0]!["firstHourBelowHalf"]!["p50"]);
        Assert.Null(result["lines"]![0]!["byHour"]);
        Assert.Equal(5, result["report"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_network_in_a_file_of_its_own_and_any_number_of_threads_give_the_same_result()
    {
        _folder.Write("network.json", Network);
        var results = new List<string?>();
        foreach (var (text, threads) in new[] { (Scenario(Network), "1"), (Scenario("\"network.json\""), "3") })
        {
            using var terminal = new Terminal();
            Assert.Equal(ExitCode.Done, await terminal.RunAsync("simulate", Write(text), "--json", "--hourly", "--threads", threads, "--samples", "520"));
            results.Add(terminal.Output);
        }

        Assert.Equal(results[0], results[1]);
        Assert.Equal(48, JsonNode.Parse(results[0]!)!["lines"]![0]!["byHour"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{ "network": """, "This is not JSON")]
    [InlineData("[]", "A scenario is an object")]
    [InlineData("""{ "measures": [] }""", "/network: \"network\" is the name of a file")]
    [InlineData("""{ "network": "absent.json" }""", "/network: There is no file absent.json")]
    [InlineData("""{ "network": NET, "horizont": 5 }""", "/horizont: A scenario has no horizont")]
    [InlineData("""{ "network": NET, "horizon": 0 }""", "/horizon: The horizon is 1 to 8,760 hours.")]
    [InlineData("""{ "network": NET, "rationing": "fair" }""", "/rationing: This is one of HumanitarianFirst")]
    [InlineData("""{ "network": NET, "measures": [ { "target": "F1", "kind": "Cut", "from": 1 } ] }""", "/measures/0/kind: This is one of CutPower")]
    [InlineData("""{ "network": NET, "measures": [ { "target": "F9", "kind": "CutPower", "from": 1 } ] }""", "/measures/0/target: There is no node or edge F9")]
    [InlineData("""{ "network": NET, "measures": [ { "target": "F1", "kind": "FuelBan", "from": 1 } ] }""", "/measures/0/target: Nothing that FuelBan stops flows through F1")]
    [InlineData("""{ "network": NET, "measures": [ { "target": "F1", "kind": "CutPower" } ] }""", "/measures/0/from: A measure has a from.")]
    [InlineData("""{ "network": { "nodes": [ { "id": "S", "type": "Source", "capp": 5 } ], "edges": [] } }""", "/network/nodes/0/capp")]
    public async Task A_mistake_in_a_file_is_located_and_nothing_is_simulated(string text, string expected)
    {
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("simulate", Write(text.Replace("NET", Network, StringComparison.Ordinal))));
        Assert.Contains(expected, _terminal.Text, StringComparison.Ordinal);
        Assert.Empty(_terminal.Output);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_in_a_sentence()
    {
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("simulate", _folder["absent.json"]));
        Assert.Contains("absent.json", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulation_that_is_stopped_says_so()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync(stopped.Token, "simulate", Write(Scenario(Network))));
        Assert.Contains("Stopped", _terminal.Text, StringComparison.Ordinal);
    }

    private static string Scenario(string network, string more = "") =>
        $$"""{ "title": "A cut", "network": {{network}}, "measures": [ { "target": "F1", "kind": "CutPower", "from": 10{{more}} } ], "horizon": 48, "samples": 64 }""";

    /// <summary>The rows of the tables without their blanks, cells apart by a bar.</summary>
    private static string Cells(string output) => string.Join('\n', output.Split('\n').Select(static row => string.Join('|', row.Trim().Trim('|').Split('|').Select(static cell => cell.Trim()))));

    private string Write(string text) => _folder.Write("scenario.json", text);
}
