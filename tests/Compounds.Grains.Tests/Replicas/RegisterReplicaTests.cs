using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Grains.Agencies;
using Compounds.Grains.Replicas;
using Compounds.Readers;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests.Replicas;

/// <summary>Each of three silos reads the register for itself: it is told of what changes at once, and needs no other silo to go on.</summary>
public sealed class RegisterReplicaTests : IAsyncLifetime
{
    private static readonly IssuedKey s_key = new("0123456789ab", "pea", Roles.Partner, "machine", new string('a', 64), GrainCluster.Noon, null);

    private readonly SilosWithReplicas _silos = new();

    public Task InitializeAsync() => _silos.InitializeAsync();

    public Task DisposeAsync() => _silos.DisposeAsync();

    [Fact]
    public async Task A_revoked_key_and_a_lowered_clearance_are_known_at_every_silo_at_once()
    {
        await IssueAsync();
        Assert.All(await EveryoneAsync(version: 5), static register => Assert.NotNull(register.FindKey(s_key.Hash)));

        await _silos.Register.RevokeAsync(s_key);
        Assert.All(await EveryoneAsync(version: 6), static register => Assert.Null(register.FindKey(s_key.Hash)));

        await _silos.Register.RegisterAsync(FilingDesk.Agencies[0] with { Clearance = Tlp.Clear });
        Assert.All(await EveryoneAsync(version: 7), static register => Assert.Equal(Tlp.Clear, register.Agencies["pea"].Clearance));
    }

    [Fact]
    public async Task A_revocation_whose_word_is_lost_is_known_at_every_silo_within_the_bound()
    {
        await IssueAsync();
        await EveryoneAsync(version: 5);
        _silos.IsWordLost = true;
        await _silos.Register.RevokeAsync(s_key);
        _silos.Clock.Advance(Staleness.Bound + TimeSpan.FromMilliseconds(1));
        foreach (var silo in _silos.Cluster.Silos)
            Assert.Null((await _silos.ReplicaOf(silo.SiloAddress).GetAsync(CancellationToken.None)).FindKey(s_key.Hash));
    }

    [Fact]
    public async Task With_the_silo_of_the_register_gone_the_others_know_every_key_and_take_reports()
    {
        await IssueAsync();
        await EveryoneAsync(version: 5);
        _silos.IsWordLost = true;
        var gone = _silos.HostOfTheRegister();
        await _silos.Cluster.KillSiloAsync(_silos.Cluster.Silos.Single(silo => silo.SiloAddress.Equals(gone)));
        _silos.Clock.Advance(TimeSpan.FromHours(1));

        foreach (var silo in _silos.Cluster.GetActiveSilos())
        {
            var register = await _silos.ReplicaOf(silo.SiloAddress).GetAsync(CancellationToken.None);
            Assert.Equal("pea", register.FindKey(s_key.Hash)?.Agency);
        }

        Assert.Equal(2, _silos.Cluster.GetActiveSilos().Count());
        await new FilingDesk(_silos.Cluster.Client, _silos.Clock).ApplyAsync(Report("after", Status("Still Here", "raided"), agency: "pea"));
    }

    private async Task IssueAsync()
    {
        await _silos.Register.RegisterAsync(FilingDesk.Agencies[0]);
        await _silos.Register.IssueAsync(s_key);
    }

    /// <summary>The register as each silo has it, once it was told of a version. The clock stands still, so nothing else would tell it.</summary>
    private async Task<IReadOnlyList<Register>> EveryoneAsync(long version)
    {
        var registers = new List<Register>();
        foreach (var silo in _silos.Cluster.Silos)
        {
            await _silos.HeardAsync(silo.SiloAddress, version);
            registers.Add(await _silos.ReplicaOf(silo.SiloAddress).GetAsync(CancellationToken.None));
        }

        return registers;
    }
}
