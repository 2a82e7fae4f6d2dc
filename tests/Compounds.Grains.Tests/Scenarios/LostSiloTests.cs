using Compounds.Grains.Inbox;
using Compounds.Grains.Narratives;
using Compounds.Grains.Replicas;
using Compounds.Grains.Scenarios;
using Compounds.Grains.States;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Compounds.Grains.Tests.Scenarios;

/// <summary>The promise that a result does not depend on machines: three silos, one of them killed in the middle.</summary>
public sealed class LostSiloTests : IAsyncLifetime
{
    private static readonly Reader s_army = new("army", Tlp.Red);

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("compounds-silos-");
    private InProcessTestCluster? _cluster;
    private SqliteEventLog? _log;

    public async Task InitializeAsync()
    {
        _log = SqliteEventLog.Open(Path.Combine(_folder.FullName, "ledger.db"));
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((_, silo) => silo.AddSqliteStates(_log.States).Services.AddMetrics().AddSimulation().AddReplicas().AddSingleton<IEventLog>(_log).AddSingleton<IntakeMeter>().AddSingleton(DeliveryRoom.OfDisk).AddSingleton<IntakePace>()
            .AddSingleton<INarrativeIndex, InboxNarrativeScan>().AddTexts(_folder.FullName));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await new FilingDesk(_cluster.Client, new FakeTimeProvider(GrainCluster.Noon)).ApplyAsync(ScenarioDesk.Lines);
    }

    public async Task DisposeAsync()
    {
        await _cluster!.DisposeAsync();
        await _log!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_result_is_equal_to_the_bit_on_one_thread_on_two_and_over_three_silos_of_which_one_is_killed_in_the_middle()
    {
        var desk = new ScenarioDesk(_cluster!.Client, s_army);
        var network = await desk.NetworkAsync();
        var question = ScenarioDesk.Question(network, samples: 10_000, horizon: 720);
        var scenario = desk.Scenario(network, question);

        await scenario.AskAsync(question);
        var begun = (await ScenarioDesk.UntilAsync(scenario, static progress => progress.BlocksDone >= 3)).Progress;
        Assert.Equal(ScenarioStage.Running, begun.Stage);
        await _cluster.KillSiloAsync(HostOfAWorkerBeside(scenario));
        var view = await ScenarioDesk.UntilAsync(scenario, static progress => progress.Stage is not ScenarioStage.Running);

        Assert.Equal(ScenarioStage.Completed, view.Progress.Stage);
        Assert.Equal(2, _cluster.GetActiveSilos().Count());
        var one = MonteCarlo.Run(network.Build(), question.Scenario, threads: 1).ResultHash;
        Assert.Equal(one, MonteCarlo.Run(network.Build(), question.Scenario, threads: 2).ResultHash);
        Assert.Equal(one, view.Outcome!.ResultHash);
    }

    /// <summary>A silo on which a worker simulates and the scenario does not live; any other one should chance have put all workers beside it.</summary>
    private InProcessSiloHandle HostOfAWorkerBeside(IScenarioGrain scenario)
    {
        Assert.True(_cluster!.TryGetGrainContext(scenario.GetGrainId(), out var context));
        var workers = Enumerable.Range(0, 3 * Environment.ProcessorCount).Select(worker => _cluster.Client.GetGrain<ISimulationWorkerGrain>(worker).GetGrainId());
        var elsewhere = workers.Select(worker => _cluster.TryGetGrainContext(worker, out var at) ? at.Address.SiloAddress : null)
            .FirstOrDefault(silo => silo is not null && !silo.Equals(context!.Address.SiloAddress));
        return _cluster.GetActiveSilos().First(silo => elsewhere is null ? !silo.SiloAddress.Equals(context!.Address.SiloAddress) : silo.SiloAddress.Equals(elsewhere));
    }
}
