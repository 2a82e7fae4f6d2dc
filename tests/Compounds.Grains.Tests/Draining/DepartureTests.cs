using Compounds.Grains.Catalog;
using Compounds.Grains.Tests.Faults;
using Compounds.Grains.Tests.Replicas;
using Compounds.Readers;
using Orleans.TestingHost;

namespace Compounds.Grains.Tests.Draining;

/// <summary>A silo that leaves holds nobody up: the clock stands still here, so whoever waited for time to pass would wait for ever.</summary>
public sealed class DepartureTests : IAsyncLifetime
{
    private static readonly Reader s_army = new("army", Tlp.Red);

    private readonly SilosWithReplicas _silos = new();

    public Task InitializeAsync() => _silos.InitializeAsync();

    public Task DisposeAsync() => _silos.DisposeAsync();

    [Fact]
    public async Task Who_waits_for_changes_at_a_silo_that_leaves_is_answered_and_goes_on_at_another()
    {
        var shard = _silos.Cluster.Client.GetGrain<ICatalogGrain>(CatalogShard.Keys[0]);
        var here = (await shard.ChangesAsync(s_army, CatalogPosition.Start)).Position;
        var waiting = shard.ChangesAsync(s_army, here);
        await LeaveAsync(HostOf(shard));

        var answered = await waiting.WaitAsync(FaultCluster.Patience);
        Assert.Empty(answered.Cards);
        _silos.Clock.Advance(TimeSpan.FromMilliseconds(1)); // No two activations begin in the same moment.
        Assert.False((await shard.ChangesAsync(s_army, answered.Position).WaitAsync(FaultCluster.Patience)).IsContinuous);
    }

    [Fact]
    public async Task The_register_moves_with_those_who_listen_to_it()
    {
        await _silos.Register.RegisterAsync(FilingDesk.Agencies[0]);
        foreach (var silo in _silos.Cluster.Silos)
            await _silos.HeardAsync(silo.SiloAddress, 3);
        await LeaveAsync(_silos.HostOfTheRegister());

        await _silos.Register.RegisterAsync(FilingDesk.Agencies[1]);
        foreach (var silo in _silos.Cluster.GetActiveSilos())
        {
            await _silos.HeardAsync(silo.SiloAddress, 4);
            Assert.Contains("ngo", (await _silos.ReplicaOf(silo.SiloAddress).GetAsync(CancellationToken.None)).Agencies.Keys);
        }
    }

    private SiloAddress HostOf(IAddressable grain) =>
        _silos.Cluster.TryGetGrainContext(grain.GetGrainId(), out var context) ? context.Address.SiloAddress! : throw new InvalidOperationException("The grain is nowhere.");

    private Task LeaveAsync(SiloAddress silo) =>
        _silos.Cluster.StopSiloAsync(_silos.Cluster.Silos.Single(handle => handle.SiloAddress.Equals(silo))).WaitAsync(FaultCluster.Patience);
}
