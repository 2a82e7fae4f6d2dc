using Compounds.Grains.Pulses;
using Compounds.Grains.Tests.Faults;
using Compounds.Grains.Tests.Replicas;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Grains.Tests.Pulses;

/// <summary>Each silo is asked by its address.</summary>
public sealed class PulseServiceTests : IAsyncLifetime
{
    private readonly SilosWithReplicas _silos = new();

    public Task InitializeAsync() => _silos.InitializeAsync();

    public Task DisposeAsync() => _silos.DisposeAsync();

    [Fact]
    public async Task A_silo_that_runs_answers_and_one_that_is_gone_does_not()
    {
        var asking = _silos.Cluster.GetSiloServiceProvider(_silos.Cluster.Silos[0].SiloAddress).GetRequiredService<PulseClient>();
        foreach (var silo in _silos.Cluster.Silos)
            await asking.BeatAsync(silo.SiloAddress).WaitAsync(FaultCluster.Patience);

        var gone = _silos.Cluster.Silos[1];
        await _silos.Cluster.KillSiloAsync(gone);
        await Assert.ThrowsAnyAsync<OrleansException>(() => asking.BeatAsync(gone.SiloAddress).WaitAsync(FaultCluster.Patience));
    }
}
