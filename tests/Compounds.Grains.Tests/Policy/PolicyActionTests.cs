using Compounds.Driving;
using Compounds.Grains.Policy;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Tests.Policy;

[Collection(nameof(SharedCluster))]
public sealed class PolicyActionTests(GrainCluster cluster)
{
    [Fact]
    public async Task An_action_goes_from_a_draft_to_a_review_and_every_step_is_a_fact()
    {
        var walk = await PolicyWalk.ObserveAsync(cluster, "whole");
        var answer = (await walk.Grain.ReviewAsync(PolicyWalk.Ngo, walk.By(PolicyWalk.Second)))!;
        Assert.Null(answer.Refusal);
        await walk.ForgetAsync();
        var record = (await walk.Grain.ReadAsync(PolicyWalk.Pea))!;
        var names = new List<string>();
        await foreach (var fact in cluster.Log.ReadAsync($"policy-action/{walk.Id}", 1, CancellationToken.None))
            names.Add(fact.Name);
        Assert.Equal(
            [
                "policy-action-marked", "policy-scenario-chosen", "policy-action-drafted", "policy-action-simulated", "harm-signed-off", "policy-action-proposed",
                "policy-action-approved", "policy-action-approved", "forecast-frozen", "policy-action-carried-out", "observation-recorded", "policy-action-reviewed",
            ],
            names);
        Assert.Equal([3L, 4, 5, 6, 7, 8, 9, 10, 11, 12], record.Facts.Select(static f => f.Version));
        Assert.Equal(answer.Record!.Facts.Select(static f => PolicyActionJson.Write(f.Fact)), record.Facts.Select(static f => PolicyActionJson.Write(f.Fact)));
        Assert.All(record.Facts, static f => Assert.Equal("Because it helps.", f.Fact.Signed.Why));
        var action = record.Action();
        Assert.Equal(PolicyActionStage.Reviewed, action.Stage);
        Assert.Equal(action.Forecast!.SamplesHash, action.Frozen!.SamplesHash);
        Assert.Equal(action.Forecast.Lines.AsEnumerable(), action.Frozen.Lines);
        Assert.Equal((LedgerLine.LostWorkerHours, 8000.0), (action.Score!.Each.Single().Line, action.Score.Each.Single().Observed));
    }

    [Fact]
    public async Task A_gate_that_is_closed_says_all_that_is_missing_and_nothing_is_proposed()
    {
        var walk = await PolicyWalk.DraftAsync(cluster, "gate");
        await walk.Grain.AttachForecastAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author));
        var refusal = (await walk.Grain.ProposeAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author), DoNoHarmCase.Empty, []))!.Refusal!;
        Assert.Equal("do-no-harm", refusal.Code);
        Assert.Equal(
            ["captive-estimate-missing", "captive-sign-off-missing", "feeders-missing", "crossings-missing", "notice-missing", "evidence-missing"],
            refusal.Findings.Select(static f => f.Code));
        Assert.Equal(PolicyActionStage.Simulated, (await walk.ActionAsync()).Stage);
    }

    [Theory]
    [InlineData("AMBER")]
    [InlineData("RED")]
    public async Task Evidence_that_could_tip_a_site_off_needs_the_consent_of_whoever_filed_it(string pap)
    {
        var walk = await PolicyWalk.SimulateAsync(cluster, $"consent-{pap}");
        var report = $"consent-{pap}";
        await cluster.Desk.ApplyAsync(Wire.Report(report, Wire.Status($"Site {pap}", "operating"), $$"""{"tlp":"GREEN","pap":"{{pap}}"}""", agency: "ngo"));
        var without = (await walk.Grain.ProposeAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author), PolicyWalk.Case, [$"ngo/{report}"]))!;
        Assert.Equal("consent-missing", without.Refusal!.Findings.Single().Code);

        var forged = PolicyWalk.Case with { Evidence = [new($"ngo/{report}", "ngo", PermissibleAction.Clear, new("ngo:member-1", "Said by another."))] };
        Assert.NotNull((await walk.Grain.ProposeAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author), forged, [$"ngo/{report}"]))!.Refusal);
        Assert.Equal("not-your-report", (await walk.Grain.TakeAsync(PolicyWalk.Pea, new ConsentToEvidence(walk.By(PolicyWalk.First), $"ngo/{report}")))!.Refusal!.Code);

        await walk.TakeAsync(PolicyWalk.Ngo, new ConsentToEvidence(walk.By("ngo:member-1"), $"ngo/{report}"));
        Assert.Null((await walk.Grain.ProposeAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author), PolicyWalk.Case, [$"ngo/{report}"]))!.Refusal);
    }

    [Fact]
    public async Task A_report_that_is_hidden_from_the_proposer_is_the_same_as_none()
    {
        var walk = await PolicyWalk.SimulateAsync(cluster, "hidden");
        await cluster.Desk.ApplyAsync(Wire.Report("hidden-r", Wire.Status("Hidden site", "operating"), """{"tlp":"RED","pap":"GREEN"}""", agency: "army"));
        var hidden = (await walk.Grain.ProposeAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author), PolicyWalk.Case, ["army/hidden-r"]))!.Refusal!;
        var absent = (await walk.Grain.ProposeAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author), PolicyWalk.Case, ["army/absent-r"]))!.Refusal!;
        Assert.Equal(absent.Sentence, hidden.Sentence);
        Assert.Equal(["evidence-missing", "evidence-unknown"], hidden.Findings.Select(static f => f.Code));
    }

    [Fact]
    public async Task Who_may_not_see_an_action_gets_nothing_from_any_step()
    {
        var walk = await PolicyWalk.DraftAsync(cluster, "secret");
        var army = PolicyWalk.Army;
        Assert.Null(await walk.Grain.ReadAsync(army));
        Assert.Null(await walk.Grain.DraftAsync(army, walk.By("army:member-1"), new PolicyDraft("Mine", cluster.Asked.Ask(army), Handling.Of(Tlp.Red, Pap.Clear, "army"))));
        Assert.Null(await walk.Grain.AttachForecastAsync(army, walk.By("army:member-1")));
        Assert.Null(await walk.Grain.ProposeAsync(army, walk.By("army:member-1"), PolicyWalk.Case, []));
        Assert.Null(await walk.Grain.TakeAsync(army, new WithdrawPolicyAction(walk.By("army:member-1"))));
        Assert.Null(await walk.Grain.ReviewAsync(army, walk.By("army:member-1")));
        Assert.Null(await walk.Grain.ReweightAsync(army));
        Assert.DoesNotContain(await cluster.Grains.GetPolicyDirectory().ListAsync(army, null, 100), entry => entry.Id == walk.Id);
        Assert.Equal(PolicyActionStage.Draft, (await walk.ActionAsync()).Stage);
    }

    [Fact]
    public async Task A_step_that_is_sent_twice_is_taken_once()
    {
        var walk = await PolicyWalk.DraftAsync(cluster, "twice");
        var instruction = walk.By(PolicyWalk.Author);
        var first = await walk.Grain.AttachForecastAsync(PolicyWalk.Pea, instruction);
        var second = await walk.Grain.AttachForecastAsync(PolicyWalk.Pea, instruction);
        Assert.Null(second!.Refusal);
        Assert.Equal(first!.Record!.Facts.Length, second.Record!.Facts.Length);
    }

    [Fact]
    public async Task Only_the_class_whose_scenario_it_is_attaches_its_outcome_and_only_when_there_is_one()
    {
        var walk = await PolicyWalk.DraftAsync(cluster, "class", isCompleted: false, acting: ["ngo"]);
        Assert.Equal("another-class", (await walk.Grain.AttachForecastAsync(PolicyWalk.Ngo, walk.By("ngo:member-5")))!.Refusal!.Code);
        Assert.Equal("not-simulated-yet", (await walk.Grain.AttachForecastAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author)))!.Refusal!.Code);
        var strange = (await walk.Grain.DraftAsync(PolicyWalk.Pea, walk.By(PolicyWalk.First), new PolicyDraft("Anew", cluster.Asked.Ask(PolicyWalk.Ngo, from: 12), PolicyWalk.Shared)))!;
        Assert.Equal("unknown-scenario", strange.Refusal!.Code);
    }

    [Fact]
    public async Task Nobody_drafts_what_he_could_not_see_himself()
    {
        var grain = cluster.Grains.GetPolicyAction(PolicyActions.IdOf("pea", "too-high"));
        var draft = new PolicyDraft("Cut F1", cluster.Asked.Ask(PolicyWalk.Pea), Handling.Of(Tlp.Red, Pap.Clear, "pea"));
        Assert.Equal("marking-hides-it", (await grain.DraftAsync(PolicyWalk.Pea, new Instruction("too-high", PolicyWalk.Author, "Why not."), draft))!.Refusal!.Code);
        Assert.Null(await grain.ReadAsync(PolicyWalk.Pea));
    }

    [Fact]
    public async Task A_step_with_a_way_of_its_own_is_not_taken_as_a_bare_command()
    {
        var walk = await PolicyWalk.DraftAsync(cluster, "bare");
        await Assert.ThrowsAsync<ArgumentException>(() => walk.Grain.TakeAsync(PolicyWalk.Pea, new ReviewPolicyAction(walk.By(PolicyWalk.Author), new ForecastScore([], 1, null, null, []))));
    }
}
