using Compounds.Driving;

namespace Compounds.EndToEnd.Tests.Cluster;

/// <summary>Silos on one storage account are one system.</summary>
public sealed class ClusterTests(SiloProcesses silos) : IClassFixture<SiloProcesses>
{
    [ClusterFact]
    public async Task What_is_filed_at_one_silo_is_read_at_the_other_with_nothing_beside_the_storage_account()
    {
        var (stays, goes) = await silos.PairAsync();
        using var here = stays.NewClient(silos.Relay);
        using var there = goes.NewClient(silos.Relay);

        await here.AcceptAsync(Wire.Report("meets", Wire.Status("Two Doors", "operating"), agency: "agency-01"));
        Assert.Equal("Two Doors", (await there.ReadAsync("/v1/compounds/two-doors")).GetProperty("card").Text("name"));
        Assert.Equal(2, (await silos.StatusesAsync()).Count(static status => status is "Active"));
        await goes.StopAsync();
        Assert.Single(await silos.StatusesAsync(), static status => status is "Active");
    }
}
