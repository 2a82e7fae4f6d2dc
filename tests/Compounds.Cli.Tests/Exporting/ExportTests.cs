using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Compounds.Cli.Tests.Exporting;

public sealed class ExportTests : IAsyncLifetime, IDisposable
{
    private const string First = """{"id":"compound:kk-park","kind":"compound","name":"KK园区","location":{"latitude":16.627,"longitude":98.562,"precisionKilometres":5,"isCoarse":true},"headline":[1],"tier":2,"highestTlp":"GREEN"}""";
    private const string Second = """{"id":"compound:other","kind":"compound","name":"Other","location":null}""";

    private readonly Folder _folder = new();
    private readonly Terminal _terminal = new();
    private readonly List<string> _asked = [];
    private LoopbackServer _server = null!;
    private string _secondPage = $$"""{"items":[{{Second}}],"next":null}""";

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(async context =>
    {
        _asked.Add(context.Request.Path + context.Request.QueryString.Value);
        Assert.Equal("Bearer k", context.Request.Headers.Authorization);
        await context.Response.WriteAsync((context.Request.Path.Value, context.Request.Query["cursor"].ToString()) switch
        {
            ("/v1/compounds", "") => $$"""{"items":[{{First}}],"next":"a+b/c="}""",
            ("/v1/compounds", "a+b/c=") => _secondPage,
            _ => """{"items":[],"next":null}""",
        });
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public async Task Every_page_of_every_kind_is_written_as_received()
    {
        Assert.Equal(ExitCode.Done, await ExportAsync());
        Assert.Equal(["/v1/compounds", "/v1/compounds?cursor=a%2Bb%2Fc%3D", "/v1/operators", "/v1/crossings", "/v1/infrastructure"], _asked);
        Assert.Equal($"{First}\n{Second}\n", await File.ReadAllTextAsync(_folder["live.ndjson"]));
    }

    [Fact]
    public async Task The_map_has_a_feature_a_card_and_no_geometry_where_no_place_is_known()
    {
        await ExportAsync();
        var features = JsonElement.Parse(await File.ReadAllTextAsync(_folder["live.geojson"])).GetProperty("features");
        Assert.Equal(2, features.GetArrayLength());
        Assert.Equal("""{"type":"Point","coordinates":[98.562,16.627]}""", features[0].GetProperty("geometry").GetRawText());
        Assert.Equal("""{"id":"compound:kk-park","kind":"compound","name":"KK园区","tier":2,"highestTlp":"GREEN","precisionKilometres":5,"isCoarse":true}""", features[0].GetProperty("properties").GetRawText());
        Assert.Equal(JsonValueKind.Null, features[1].GetProperty("geometry").ValueKind);
        Assert.Equal("""{"id":"compound:other","kind":"compound","name":"Other"}""", features[1].GetProperty("properties").GetRawText());
    }

    [Theory]
    [InlineData("\"AMBER+STRICT\"", "TLP:AMBER+STRICT")]
    [InlineData("\"CLEAR\"", "TLP:GREEN")]
    [InlineData("\"WHITE\"", "TLP not known; treat it as the highest that the key may see")]
    [InlineData("null", "TLP not known; treat it as the highest that the key may see")]
    public async Task The_map_carries_the_highest_marking_of_its_cards_and_says_so_when_one_tells_none(string level, string marking)
    {
        _secondPage = $$"""{"items":[{"id":"compound:other","highestTlp":{{level}}}],"next":null}""";
        await ExportAsync();
        Assert.Equal(marking, JsonElement.Parse(await File.ReadAllTextAsync(_folder["live.geojson"])).GetProperty("marking").GetString());
        Assert.Contains($"Marked {marking}.", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_export_leaves_the_last_good_one()
    {
        await ExportAsync();
        _secondPage = """{"title":"no list"}""";
        Assert.Equal(ExitCode.CouldNotRun, await ExportAsync());
        Assert.Equal($"{First}\n{Second}\n", await File.ReadAllTextAsync(_folder["live.ndjson"]));
        Assert.Equal(["live.geojson", "live.ndjson"], _folder.Names());
    }

    [Fact]
    public async Task A_cursor_that_leads_nowhere_ends_the_export()
    {
        _secondPage = """{"items":[],"next":"a+b/c="}""";
        Assert.Equal(ExitCode.CouldNotRun, await ExportAsync());
        Assert.Contains("same cursor", _terminal.Text, StringComparison.Ordinal);
    }

    private Task<int> ExportAsync() => _terminal.RunAsync("export", "--server", _server.Address, "--key", "k", "--out", Path.GetDirectoryName(_folder["x"])!);
}
