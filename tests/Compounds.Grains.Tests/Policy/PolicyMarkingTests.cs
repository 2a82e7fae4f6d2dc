using Compounds.Driving;
using Compounds.Grains.Policy;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Tests.Policy;

/// <summary>An action is marked at least as what it rests on, until the owners of that say otherwise; and who reads it may not act on it for that.</summary>
[Collection(nameof(SharedCluster))]
public sealed class PolicyMarkingTests(GrainCluster cluster)
{
    private const string ArmyAuthor = "army:member-1", ArmyOther = "army:member-2", ArmyThird = "army:member-3";

    private static readonly Handling s_red = Handling.Of(Tlp.Red, Pap.Amber, "army"), s_shared = Handling.Of(Tlp.Red, Pap.Clear, "ngo", ["army"]);

    private static readonly Handling s_amber = Handling.Of(Tlp.Amber, Pap.Clear, "army");

    private int _steps;

    [Theory]
    [InlineData(Tlp.Clear)]
    [InlineData(Tlp.Amber)]
    [InlineData(Tlp.AmberStrict)]
    public async Task A_draft_that_is_marked_lower_than_its_scenario_is_refused_with_the_marking_that_would_be_right(Tlp tlp)
    {
        var grain = cluster.Grains.GetPolicyAction(PolicyActions.IdOf("army", $"too-open-{tlp}"));
        var scenario = cluster.Asked.Ask(PolicyWalk.Army, from: 20, label: Label.Of("army", s_red));
        var refusal = (await grain.DraftAsync(PolicyWalk.Army, By(ArmyAuthor), new PolicyDraft("Cut F1", scenario, Handling.Of(tlp, Pap.Clear, "army"))))!.Refusal!;
        Assert.Equal("marking-too-open", refusal.Code);
        Assert.Contains("TLP:RED for army", refusal.Sentence, StringComparison.Ordinal);
        Assert.Null(await grain.ReadAsync(PolicyWalk.Army));
        Assert.DoesNotContain(await cluster.Grains.GetPolicyDirectory().ListAsync(PolicyWalk.Army, null, 100), entry => entry.Id == PolicyActions.IdOf("army", $"too-open-{tlp}"));
    }

    [Fact]
    public async Task A_draft_without_a_marking_is_marked_as_its_scenario_and_never_lower_than_amber_strict()
    {
        var (high, low) = (await DraftAsync("default-high", Label.Of("army", s_red), null), await DraftAsync("default-low", Label.None, null));
        Assert.Equal(Handling.Of(Tlp.Red, Pap.Amber, "army"), (await high.ReadAsync(PolicyWalk.Army))!.Marking.Handling);
        Assert.Equal(Handling.Of(Tlp.AmberStrict, Pap.Clear, "army"), (await low.ReadAsync(PolicyWalk.Army))!.Marking.Handling);
    }

    [Fact]
    public async Task The_audience_of_a_draft_is_no_wider_than_that_of_every_report()
    {
        var label = Label.Of("army", Handling.Of(Tlp.Amber, Pap.Clear, "army", ["pea"])).Join(Label.Of("ngo", Handling.Of(Tlp.Amber, Pap.Clear, "ngo", ["army"])));
        var grain = cluster.Grains.GetPolicyAction(PolicyActions.IdOf("army", "audience"));
        var scenario = cluster.Asked.Ask(PolicyWalk.Army, from: 21, label: label);
        var wide = new PolicyDraft("Cut F1", scenario, Handling.Of(Tlp.Amber, Pap.Clear, "army", ["pea"]));
        var refusal = (await grain.DraftAsync(PolicyWalk.Army, By(ArmyAuthor), wide))!.Refusal!;
        Assert.Equal("marking-too-open", refusal.Code);
        Assert.Contains("reports of ngo", refusal.Sentence, StringComparison.Ordinal);
        Assert.Contains("TLP:AMBER for army,", refusal.Sentence, StringComparison.Ordinal);
        Assert.Null((await grain.DraftAsync(PolicyWalk.Army, By(ArmyAuthor), wide with { Handling = Handling.Of(Tlp.Amber, Pap.Clear, "army", ["army"]) }))!.Refusal);
    }

    [Fact]
    public async Task A_new_draft_may_not_rest_on_more_than_the_action_is_marked_for()
    {
        var grain = await DraftAsync("redraft", Label.None, s_amber);
        var scenario = cluster.Asked.Ask(PolicyWalk.Army, from: 22, label: Label.Of("army", s_red));
        Assert.Equal("marking-too-open", (await grain.DraftAsync(PolicyWalk.Army, By(ArmyAuthor), new PolicyDraft("Cut more", scenario, null)))!.Refusal!.Code);

        // The label of a scenario that was asked again may have changed since the draft.
        var chosen = (await grain.ReadAsync(PolicyWalk.Army))!.Chosen.Scenario;
        Assert.Equal(chosen, cluster.Asked.Ask(PolicyWalk.Army, from: FromOf("redraft"), label: Label.Of("army", s_red)));
        Assert.Equal("marking-too-open", (await grain.AttachForecastAsync(PolicyWalk.Army, By(ArmyAuthor)))!.Refusal!.Code);
        Assert.Equal(PolicyActionStage.Draft, (await grain.ReadAsync(PolicyWalk.Army))!.Action().Stage);
    }

    [Fact]
    public async Task A_marking_is_lowered_when_each_owner_has_declassified_that_far_and_by_somebody_else()
    {
        var grain = await DraftAsync("lowered", Label.Of("army", s_red).Join(Label.Of("ngo", s_shared)), null);
        var first = (await grain.LowerMarkingAsync(PolicyWalk.Army, By(ArmyOther), s_amber))!.Refusal!;
        Assert.Equal("declassification-missing", first.Code);
        Assert.Contains("Reports of army, ngo keep", first.Sentence, StringComparison.Ordinal);

        // The ngo cannot see it before the army has let it be shown to the ngo.
        var ngo = new Reader("ngo", Tlp.Red);
        Assert.Null(await grain.DeclassifyAsync(ngo, By("ngo:member-1"), s_amber, null));
        Assert.Null((await grain.DeclassifyAsync(PolicyWalk.Army, By(ArmyThird), s_amber, null))!.Refusal);
        Assert.Equal("own-lowering", (await grain.LowerMarkingAsync(PolicyWalk.Army, By(ArmyThird), s_shared))!.Refusal!.Code);
        Assert.Equal("own-lowering", (await grain.LowerMarkingAsync(PolicyWalk.Army, By(ArmyAuthor), s_shared))!.Refusal!.Code);
        Assert.Null((await grain.LowerMarkingAsync(PolicyWalk.Army, By(ArmyOther), s_shared))!.Refusal);
        Assert.Contains("Reports of ngo keep", (await grain.LowerMarkingAsync(PolicyWalk.Army, By(ArmyOther), s_amber))!.Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Null(await grain.ReadAsync(PolicyWalk.Pea));

        Assert.Null((await grain.DeclassifyAsync(ngo, By("ngo:member-1"), s_amber, null))!.Refusal);
        Assert.Equal("not-your-action", (await grain.LowerMarkingAsync(ngo, By("ngo:member-2"), s_amber))!.Refusal!.Code);
        Assert.Null((await grain.LowerMarkingAsync(PolicyWalk.Army, By(ArmyOther), s_amber))!.Refusal);
        await cluster.DeactivateAsync(grain);
        var record = (await grain.ReadAsync(PolicyWalk.Pea))!;
        Assert.Equal(s_amber with { Pap = Pap.Amber }, record.Marking.Handling);
        Assert.Equal([ArmyAuthor, ArmyThird, ArmyOther, "ngo:member-1", ArmyOther], record.Facts.Select(static fact => fact.Fact.Signed.By));
        Assert.Contains(await cluster.Grains.GetPolicyDirectory().ListAsync(PolicyWalk.Pea, null, 100), entry => entry.Id == record.Id);
        Assert.Equal("not-lower", (await grain.LowerMarkingAsync(PolicyWalk.Army, By(ArmyOther), s_red))!.Refusal!.Code);
    }

    [Fact]
    public async Task What_is_not_known_of_a_scenario_from_before_labels_is_lowered_by_no_agency()
    {
        var grain = await DraftAsync("unknown", Label.Unknown(PolicyWalk.Army), null);
        Assert.Equal(Handling.MostClosedFor(PolicyWalk.Army), (await grain.ReadAsync(PolicyWalk.Army))!.Marking.Handling);
        Assert.Equal("nothing-to-declassify", (await grain.DeclassifyAsync(PolicyWalk.Army, By(ArmyThird), s_amber, null))!.Refusal!.Code);
        Assert.Equal("declassification-missing", (await grain.LowerMarkingAsync(PolicyWalk.Army, By(ArmyOther), s_amber))!.Refusal!.Code);
    }

    [Fact]
    public async Task Evidence_that_is_more_closed_than_the_action_is_named_once_its_agency_declassified_it_for_the_action()
    {
        var walk = await PolicyWalk.SimulateAsync(cluster, "evidence-closed");
        await cluster.Desk.ApplyAsync(Wire.Report("closed-r", Wire.Status("Closed site", "operating"), """{"tlp":"AMBER","pap":"GREEN","audience":["pea"]}""", agency: "ngo"));
        var refusal = (await walk.Grain.ProposeAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author), PolicyWalk.Case, ["ngo/closed-r"]))!.Refusal;
        Assert.Null(refusal);

        var other = await PolicyWalk.DraftAsync(cluster, "evidence-open", PolicyWalk.Shared with { Audience = ["ngo", "pea", "unodc"] });
        await other.Grain.AttachForecastAsync(PolicyWalk.Pea, other.By(PolicyWalk.Author));
        await other.TakeAsync(PolicyWalk.Pea, new SignOffHarm(other.By(PolicyWalk.First), LedgerLine.CaptiveExposure));
        refusal = (await other.Grain.ProposeAsync(PolicyWalk.Pea, other.By(PolicyWalk.Author), PolicyWalk.Case, ["ngo/closed-r"]))!.Refusal!;
        Assert.Equal(("marking-too-open", "ngo/closed-r"), (refusal.Code, refusal.Findings.Single().Subject));
        Assert.Contains("An action on them is marked TLP:AMBER for ngo, pea.", refusal.Sentence, StringComparison.Ordinal);
        Assert.Contains((await other.Grain.CheckAsync(PolicyWalk.Pea, PolicyWalk.Case, ["ngo/closed-r"]))!.Findings, static finding => finding.Code == "marking-too-open");

        var to = Handling.Of(Tlp.Amber, Pap.Clear, "ngo", ["unodc"]);
        Assert.Equal("not-your-report", (await other.Grain.DeclassifyAsync(PolicyWalk.Pea, other.By(PolicyWalk.First), to, "ngo/closed-r"))!.Refusal!.Code);
        Assert.Null((await other.Grain.DeclassifyAsync(PolicyWalk.Ngo, other.By("ngo:member-1"), to, "ngo/closed-r"))!.Refusal);
        Assert.Null((await other.Grain.ProposeAsync(PolicyWalk.Pea, other.By(PolicyWalk.Author), PolicyWalk.Case, ["ngo/closed-r"]))!.Refusal);
    }

    [Fact]
    public async Task Who_may_read_an_action_does_not_withdraw_it_rewrite_it_or_act_on_it()
    {
        var walk = await PolicyWalk.DraftAsync(cluster, "read-only");
        var before = (await walk.Grain.ReadAsync(PolicyWalk.Ngo))!;
        var ngo = walk.By("ngo:member-5");
        var draft = new PolicyDraft("Hijacked", cluster.Asked.Ask(PolicyWalk.Ngo), PolicyWalk.Shared);
        Assert.Equal(
            ["not-your-action", "not-your-action", "may-not-act", "may-not-act", "may-not-act", "may-not-act"],
            new[]
            {
                await walk.Grain.TakeAsync(PolicyWalk.Ngo, new WithdrawPolicyAction(ngo)), await walk.Grain.DraftAsync(PolicyWalk.Ngo, ngo, draft),
                await walk.Grain.AttachForecastAsync(PolicyWalk.Ngo, ngo), await walk.Grain.ProposeAsync(PolicyWalk.Ngo, ngo, PolicyWalk.Case, []),
                await walk.Grain.TakeAsync(PolicyWalk.Ngo, new ApprovePolicyAction(ngo, 1)), await walk.Grain.ReviewAsync(PolicyWalk.Ngo, ngo),
            }.Select(static answer => answer!.Refusal!.Code));
        var after = (await walk.Grain.ReadAsync(PolicyWalk.Ngo))!;
        Assert.Equal((before.Facts.Length, "Cut F1"), (after.Facts.Length, after.Action().Title));
        Assert.Equal(PolicyWalk.Author, Assert.Single(after.Action().Authors));

        // An agency that may act still does not rewrite or withdraw what is another's.
        var shared = await PolicyWalk.DraftAsync(cluster, "acting", acting: ["ngo"]);
        Assert.Equal("not-your-action", (await shared.Grain.TakeAsync(PolicyWalk.Ngo, new WithdrawPolicyAction(ngo)))!.Refusal!.Code);
        Assert.Equal("another-class", (await shared.Grain.AttachForecastAsync(PolicyWalk.Ngo, ngo))!.Refusal!.Code);
    }

    [Fact]
    public async Task An_agency_that_may_act_can_see_the_action()
    {
        var grain = cluster.Grains.GetPolicyAction(PolicyActions.IdOf("pea", "unseen"));
        var draft = new PolicyDraft("Cut F1", cluster.Asked.Ask(PolicyWalk.Pea), PolicyWalk.Shared, Acting: ["ngo", "unodc"]);
        var refusal = (await grain.DraftAsync(PolicyWalk.Pea, By(PolicyWalk.Author), draft))!.Refusal!;
        Assert.Equal("acting-unseen", refusal.Code);
        Assert.StartsWith("unodc ", refusal.Sentence, StringComparison.Ordinal);
    }

    private static int FromOf(string name) => 10 + (name.Sum(static letter => letter) % 37);

    private async Task<IPolicyActionGrain> DraftAsync(string name, Label label, Handling? marking)
    {
        var grain = cluster.Grains.GetPolicyAction(PolicyActions.IdOf("army", name));
        var scenario = cluster.Asked.Ask(PolicyWalk.Army, from: FromOf(name), label: label);
        Assert.Null((await grain.DraftAsync(PolicyWalk.Army, By(ArmyAuthor), new PolicyDraft("Cut F1", scenario, marking)))!.Refusal);
        return grain;
    }

    private Instruction By(string member) => new($"marking-{_steps++}", member, "Because it helps.");
}
