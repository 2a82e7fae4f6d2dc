using System.Collections.Immutable;
using Compounds.Assessments;
using Compounds.Driving;
using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Readers;
using Compounds.Simulation;
using static Compounds.Grains.Tests.Networks.SupplyWire;

namespace Compounds.Grains.Tests.Scenarios;

/// <summary>Asks scenarios about a small stretch of a border: two sites, a town and a clinic on one feed.</summary>
internal sealed class ScenarioDesk(IGrainFactory grains, Reader reader)
{
    public const string Feed = "infrastructure:north-feed";

    public static readonly string[] Lines =
    [
        Wire.Report("S-1", string.Join(',', Site("Moon Park", "power", "North Feed"), Site("Sun Park", "power", "North Feed"), Category("North Feed", "power-feed"), Wire.Headcount("Moon Park", 3_000)), agency: "army"),
        Wire.Report("S-2", string.Join(',', Line("Old Town", "power", "North Feed"), Category("Old Town", "settlement"), Line("Clinic", "power", "North Feed"), Category("Clinic", "hospital")), agency: "army"),
    ];

    /// <summary>Compiles the network now and keeps it.</summary>
    public async Task<NetworkView> NetworkAsync()
    {
        var network = await grains.GetNetworks(reader).CompileAsync(SubjectQuestion.Now);
        Assert.True(await grains.GetNetworks(reader).KeepAsync(network.Hash));
        return network;
    }

    /// <summary>A question about a network.</summary>
    public static ScenarioQuestion Question(NetworkView network, int samples = 512, int horizon = 72, string title = "Cut the feed", int from = 5)
    {
        ImmutableArray<Measure> measures = [new(Feed, MeasureKind.CutPower, from)];
        return new ScenarioQuestion(title, network.Hash, network.AsOf, network.KnownAt, measures, [], new Scenario { Measures = measures, Horizon = horizon, Samples = samples, Tolerance = 0 }, network.Label);
    }

    /// <summary>The grain of a question.</summary>
    public IScenarioGrain Scenario(NetworkView network, ScenarioQuestion question) => grains.GetScenario(reader, question.Scenario.Hash(network.Build()));

    /// <summary>Follows a scenario until it stands at a stage.</summary>
    public static async Task<ScenarioView> UntilAsync(IScenarioGrain scenario, Func<ScenarioProgress, bool> isReached)
    {
        var progress = await scenario.FollowAsync(null);
        while (!isReached(progress!))
            progress = await scenario.FollowAsync(progress);
        return (await scenario.ReadAsync())!;
    }
}
