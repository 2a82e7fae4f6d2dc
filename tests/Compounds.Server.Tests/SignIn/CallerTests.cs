using Compounds.Agencies;
using Compounds.Grains.Agencies;
using Compounds.Grains.Callers;
using Compounds.Grains.Inbox;
using Compounds.Grains.Scenarios;
using Compounds.Grains.Sessions;
using Compounds.Readers;

namespace Compounds.Server.Tests.SignIn;

/// <summary>Grains believe no one: each call says for whom it is made, under a seal of this deployment.</summary>
public sealed class CallerTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly Reader s_press = new("press", Tlp.Clear);
    private static readonly Reader s_pea = new("pea", Tlp.Red);
    private static readonly DateTimeOffset s_noon = new(2025, 6, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];

    private IGrainFactory Grains => api.Server.Part<IGrainFactory>();

    [Fact]
    public async Task Nobody_is_answered_nothing()
    {
        using var nobody = For(GrainCaller.Nobody);
        await Assert.ThrowsAsync<CallerRefusedException>(() => Grains.GetRegister().GetAsync());
        await Assert.ThrowsAsync<CallerRefusedException>(() => Grains.GetSessions().EndAsync(["0123456789abcdef"], "nobody"));
    }

    [Fact]
    public async Task A_reader_cannot_ask_with_the_eyes_of_another()
    {
        using var press = For(new GrainCaller(s_press, Roles.Analyst, "press:key-1"));
        var inbox = Grains.GetGrain<IInboxGrain>(InboxShard.KeysOf("pea").First());
        Assert.Empty(await inbox.ListAsync(s_press, null, 10));
        await Assert.ThrowsAsync<CallerRefusedException>(() => inbox.ListAsync(s_pea, null, 10));
        await Assert.ThrowsAsync<CallerRefusedException>(() => inbox.ListAsync(s_press with { Clearance = Tlp.Red }, null, 10));
    }

    [Fact]
    public async Task What_is_kept_for_one_class_of_readers_answers_no_other()
    {
        using var press = For(new GrainCaller(s_press, Roles.Analyst, "press:key-1"));
        await Grains.GetScenarios(s_press).ListAsync(10);
        await Assert.ThrowsAsync<CallerRefusedException>(() => Grains.GetScenarios(s_pea).ListAsync(10));
        // An agency whose id begins as another's is another.
        await Assert.ThrowsAsync<CallerRefusedException>(() => Grains.GetScenarios(new Reader("press-2", Tlp.Clear)).ListAsync(10));
    }

    [Fact]
    public async Task Only_a_registrar_writes_the_register_and_no_grain_lets_him_raise_a_clearance_alone()
    {
        var agency = new Agency("minted", "Minted", Tlp.Red, 'A', null);
        using (For(new GrainCaller(s_pea, Roles.Analyst | Roles.Partner | Roles.Policy | Roles.Relay | Roles.Administrator, "pea:key-1")))
            await Assert.ThrowsAsync<CallerRefusedException>(() => Grains.GetRegister().PutAgencyAsync(agency, "g-1"));
        Assert.DoesNotContain("minted", (await Grains.GetRegister().GetAsync()).Agencies.Keys);
        using (For(new GrainCaller(new Reader(Agency.TaskForce, Tlp.Red), Roles.Registrar, "task-force:1", IsPerson: true)))
        {
            Assert.Equal(RegisterOutcome.Waits, (await Grains.GetRegister().PutAgencyAsync(agency, "g-2")).Outcome);
            Assert.Equal(RegisterOutcome.SaidAlready, Assert.Single(await Grains.GetRegister().ConfirmAsync(["g-2"])).Outcome);
            Assert.Equal(Tlp.Clear, (await Grains.GetRegister().GetAsync()).Agencies["minted"].Clearance);
        }

        using (For(new GrainCaller(new Reader(Agency.TaskForce, Tlp.Red), Roles.Registrar, "task-force:2", IsPerson: true)))
            Assert.Equal(RegisterOutcome.Done, Assert.Single(await Grains.GetRegister().ConfirmAsync(["g-2"])).Outcome);
        Assert.Equal(Tlp.Red, (await Grains.GetRegister().GetAsync()).Agencies["minted"].Clearance);
    }

    [Fact]
    public async Task A_seal_of_another_deployment_is_none()
    {
        using var forged = CallerContext.For(new CallerSeal([s_key]), GrainCaller.Silo, api.Server.Clock.GetUtcNow());
        await Assert.ThrowsAsync<CallerRefusedException>(() => Grains.GetRegister().GetAsync());
    }

    [Fact]
    public void A_seal_holds_for_minutes_and_under_a_former_key_too()
    {
        var (seal, caller) = (new CallerSeal([s_key]), new GrainCaller(s_pea, Roles.Analyst | Roles.Policy, "pea:3f0c92d15ab47e68"));
        var sealed_ = seal.Seal(caller, s_noon);
        Assert.Equal(caller, seal.Open(sealed_, s_noon + CallerSeal.Lifetime));
        Assert.Null(seal.Open(sealed_, s_noon + CallerSeal.Lifetime + TimeSpan.FromTicks(1)));
        Assert.Equal(caller, new CallerSeal([new byte[32], s_key]).Open(sealed_, s_noon));
        Assert.Equal(GrainCaller.Nobody, seal.Open(seal.Seal(GrainCaller.Nobody, s_noon), s_noon));
        Assert.Null(seal.Open(null, s_noon));
    }

    [Fact]
    public void A_seal_in_which_one_bit_is_another_is_none()
    {
        var seal = new CallerSeal([s_key]);
        var made = seal.Seal(new GrainCaller(s_press, Roles.Analyst, "press:key-1"), s_noon);
        for (var bit = 0; bit < made.Length * 8; bit++)
        {
            byte[] forged = [.. made];
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(seal.Open(forged, s_noon));
        }
    }

    private IDisposable For(GrainCaller caller) => CallerContext.For(api.Server.Part<CallerSeal>(), caller, api.Server.Clock.GetUtcNow());
}
