using System.Net;
using System.Text.Json;
using Compounds.Driving;
using Compounds.Ledger;

namespace Compounds.Server.Tests.Intake;

/// <summary>A relay files for the agencies that its key names, within its own clearance, and touches nothing else.</summary>
public sealed class RelayTests : IAsyncLifetime
{
    private const string Red = """{"tlp":"RED","pap":"RED"}""";
    private const string Clear = """{"tlp":"CLEAR","pap":"CLEAR"}""";

    private RelayWorld _world = null!;

    public async Task InitializeAsync() => _world = await RelayWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_relay_files_for_the_agencies_of_its_key_and_for_no_other()
    {
        await _world.Hub.AcceptAsync(Wire.Report("for-owner", Wire.Status("Relayed Yard", "operating"), Clear, agency: "owner"));
        var refused = Assert.Single(await _world.Hub.PushAsync(Wire.Report("for-other", Wire.Status("Relayed Yard", "operating"), Clear, agency: "other")));
        Assert.Equal("agency-not-yours", Assert.Single(refused.GetProperty("problems").EnumerateArray()).Text("code"));
        await _world.Hub.CallAsync(HttpMethod.Post, "/v1/reports/other/retractions", new { report = "for-other", reason = "erroneous" }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_relay_whose_key_names_no_agency_files_for_its_own_alone()
    {
        using var unnamed = await _world.RelayAsync(null);
        var refused = Assert.Single(await unnamed.PushAsync(Wire.Report("unnamed", Wire.Status("Relayed Yard", "operating"), Clear, agency: "owner")));
        Assert.Contains("does not relay for \"owner\"", refused.GetProperty("problems")[0].Text("message"), StringComparison.Ordinal);
        await unnamed.AcceptAsync(Wire.Report("unnamed", Wire.Status("Relayed Yard", "operating"), Clear));
    }

    [Fact]
    public async Task A_relay_files_nothing_above_its_own_clearance()
    {
        var refused = Assert.Single(await _world.Hub.PushAsync(Wire.Report("too-high", Wire.Status("Relayed Yard", "operating"), Red, agency: "owner")));
        Assert.Equal("above-clearance", Assert.Single(refused.GetProperty("problems").EnumerateArray()).Text("code"));
    }

    [Fact]
    public async Task What_a_relay_sends_comes_to_the_same_whether_a_hidden_report_has_the_id_or_not()
    {
        await using var without = await RelayWorld.StartAsync();
        await _world.Owner.AcceptAsync(Wire.Report("probed", Wire.Headcount("Probed Yard", 7), Red, narrative: "Seven people behind the kitchen."));
        string[] probes =
        [
            Wire.Report("probed", Wire.Headcount("Probed Yard", 7), Clear, agency: "owner", narrative: "Seven people."),
            Wire.Report("probed", Wire.Headcount("Probed Yard", 7), Clear, agency: "owner", narrative: "Seven people."),
            Wire.Report("probed", Wire.Headcount("Probed Yard", 8), Clear, agency: "owner", narrative: "Eight people."),
            Wire.Report("probed", Wire.Headcount("Other Yard", 9), Clear, revision: 2, agency: "owner", narrative: "Nine people."),
            Wire.Retraction("probed", "withdrawn", agency: "owner"), Wire.Retraction("probed", "withdrawn", agency: "owner"),
            Wire.Report("probed", Wire.Headcount("Probed Yard", 10), Clear, revision: 3, agency: "owner", narrative: "Ten people."),
        ];
        foreach (var probe in probes)
        {
            Assert.Equal(Receipts(await without.Hub.PushAsync(probe)), Receipts(await _world.Hub.PushAsync(probe)));
            Assert.Equal(await without.SeenAsync("probed"), await _world.SeenAsync("probed"));
        }
    }

    [Fact]
    public async Task What_the_agency_filed_itself_stands_for_those_who_may_see_it_whatever_a_relay_sends()
    {
        await _world.Owner.AcceptAsync(Wire.Report("stands", Wire.Headcount("Standing Yard", 7), Red, narrative: "Seven people behind the kitchen."));
        var before = await _world.OwnersAsync("stands", "standing-yard");
        await _world.Hub.AcceptAsync(
            Wire.Report("stands", Wire.Headcount("Standing Yard", 70), Clear, revision: 9, agency: "owner", narrative: "Seventy people."), Wire.Retraction("stands", "erroneous", agency: "owner"));
        Assert.Equal(before, await _world.OwnersAsync("stands", "standing-yard"));
    }

    [Fact]
    public async Task A_relay_neither_revises_nor_takes_back_what_the_agency_filed_itself()
    {
        await _world.Owner.AcceptAsync(Wire.Report("own", Wire.Headcount("Own Yard", 7), Clear));
        var revised = Assert.Single(await _world.Hub.PushAsync(Wire.Report("own", Wire.Headcount("Own Yard", 9), Clear, revision: 2, agency: "owner")));
        Assert.Equal("filed-by-another", Assert.Single(revised.GetProperty("problems").EnumerateArray()).Text("code"));
        Assert.Equal("duplicate", Assert.Single(await _world.Hub.PushAsync(Wire.Report("own", Wire.Headcount("Own Yard", 7), Clear, agency: "owner"))).Text("outcome"));
        await _world.Hub.CallAsync(HttpMethod.Post, "/v1/reports/owner/retractions", new { report = "own", reason = "erroneous" }, HttpStatusCode.NotFound);
        Assert.Equal("applied", (await _world.Owner.ReadAsync("/v1/reports/owner/own")).GetProperty("delivery").Text("state"));
    }

    [Fact]
    public async Task The_agency_sees_who_relayed_and_may_take_over_or_take_back()
    {
        await _world.Hub.AcceptAsync(Wire.Report("taken-over", Wire.Headcount("Taken Yard", 7), Clear, agency: "owner"));
        Assert.Equal("hub", (await _world.Owner.ReadAsync("/v1/reports/owner/taken-over")).Text("relayedBy"));
        await _world.Owner.AcceptAsync(Wire.Report("taken-over", Wire.Headcount("Taken Yard", 8), Clear, revision: 2));
        Assert.Equal(JsonValueKind.Null, (await _world.Owner.ReadAsync("/v1/reports/owner/taken-over")).GetProperty("relayedBy").ValueKind);
        await _world.Hub.AcceptAsync(Wire.Report("taken-back", Wire.Headcount("Taken Yard", 9), Clear, agency: "owner"));
        await _world.Owner.AcceptAsync(Wire.Retraction("taken-back", "handling"));
        Assert.Equal("retracted: handling", (await _world.Hub.ReadAsync("/v1/reports/owner/taken-back")).GetProperty("delivery").Text("state"));
    }

    [Fact]
    public async Task Each_fact_says_who_filed_and_who_relayed()
    {
        await _world.Hub.AcceptAsync(Wire.Report("named", Wire.Headcount("Named Yard", 7), Clear, agency: "owner"), Wire.Retraction("named", "withdrawn", agency: "owner"));
        var facts = new List<string>();
        await foreach (var head in _world.Server.Part<IEventLog>().ListStreamsAsync("inbox/owner/", CancellationToken.None))
        {
            await foreach (var fact in _world.Server.Part<IEventLog>().ReadAsync(head.Stream, 1, CancellationToken.None))
            {
                if (fact.Name is "report-filed" or "report-retracted")
                {
                    using var body = JsonDocument.Parse(fact.Body);
                    facts.Add($"{fact.Name} {body.RootElement.Text("relayedBy")} {body.RootElement.Text("actor").Split('-')[0]}");
                }
            }
        }

        Assert.Equal(["report-filed hub hub:key", "report-retracted hub hub:key"], facts);
    }

    private static string Receipts(JsonElement[] receipts) => string.Join('\n', receipts.Select(static receipt => receipt.GetRawText()));
}
