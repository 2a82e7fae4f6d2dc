using System.Net;
using Compounds.Driving;

namespace Compounds.Server.Tests.Graphs;

/// <summary>The way between two subjects as somebody may ask for it.</summary>
public sealed class GraphPathTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/v1/graph/path?from=compound:one-yard&to=compound:other-yard";

    private const string Feeder = """{"subject":{"kind":"infrastructure","name":"Way Feeder"},"attribute":"category","value":"power-feed"}""";

    [Fact]
    public async Task A_way_goes_only_along_ties_that_the_reader_may_see()
    {
        await api.Pea.AcceptAsync(
            Wire.Report("way-1", $"{Wire.Status("One Yard", "operating")},{Wire.Status("Other Yard", "operating")}", """{"tlp":"CLEAR","pap":"CLEAR"}"""),
            Wire.Report("way-2", $"{Supplied("One Yard")},{Supplied("Other Yard")},{Feeder}", """{"tlp":"RED"}""").Replace("\"B2\"", "\"A1\"", StringComparison.Ordinal));
        var way = await api.Pea.ReadAsync(Path);
        Assert.Equal(["compound:one-yard", "infrastructure:way-feeder", "compound:other-yard"], way.GetProperty("nodes").EnumerateArray().Select(static node => node.Text("id")));
        Assert.Equal(2, way.GetProperty("edges").GetArrayLength());
        Assert.Equal(way.GetProperty("nodes").EnumerateArray().Select(static node => node.GetProperty("x").GetDouble()).Order(), way.GetProperty("nodes").EnumerateArray().Select(static node => node.GetProperty("x").GetDouble()));
        Assert.Equal(0, (await api.Press.ReadAsync(Path)).GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task A_way_to_what_one_may_not_see_is_no_other_than_to_what_is_not_there()
    {
        await api.Pea.AcceptAsync(Wire.Report("way-3", Wire.Status("Seen Yard", "operating"), """{"tlp":"CLEAR","pap":"CLEAR"}"""), Wire.Report("way-4", Wire.Status("Unseen Yard", "operating"), """{"tlp":"RED"}"""));
        var hidden = await api.Press.ReadAsync("/v1/graph/path?from=compound:seen-yard&to=compound:unseen-yard", HttpStatusCode.NotFound);
        var absent = await api.Press.ReadAsync("/v1/graph/path?from=compound:seen-yard&to=compound:no-yard", HttpStatusCode.NotFound);
        Assert.Equal(absent.Text("detail"), hidden.Text("detail"));
        Assert.StartsWith("from and to are subject ids", (await api.Press.ReadAsync("/v1/graph/path?from=yard&to=park", HttpStatusCode.BadRequest)).Text("detail"), StringComparison.Ordinal);
    }

    private static string Supplied(string name) => Wire.Claim(name, "suppliedBy", """{"kind":"infrastructure","name":"Way Feeder"}""", ",\"dimension\":\"power\"");
}
