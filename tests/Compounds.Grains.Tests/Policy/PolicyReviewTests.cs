using Compounds.Grains.Policy;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Tests.Policy;

[Collection(nameof(SharedCluster))]
public sealed class PolicyReviewTests(GrainCluster cluster)
{
    [Fact]
    public async Task A_forecast_whose_samples_were_changed_is_not_scored()
    {
        var walk = await PolicyWalk.ObserveAsync(cluster, "falsified");
        cluster.Asked.Falsify(PolicyWalk.Pea, walk.Scenario);
        Assert.Equal("samples-changed", (await walk.Grain.ReviewAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author)))!.Refusal!.Code);
        Assert.Equal("samples-changed", (await walk.Grain.ReweightAsync(PolicyWalk.Pea))!.Refusal!.Code);
        Assert.Equal(PolicyActionStage.CarriedOut, (await walk.ActionAsync()).Stage);

        // The same scenario simulated again comes out equal to the bit.
        Assert.Equal(walk.Scenario, cluster.Asked.Ask(PolicyWalk.Pea));
        Assert.Null((await walk.Grain.ReviewAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author)))!.Refusal);
    }

    [Fact]
    public async Task The_score_is_reckoned_from_the_frozen_samples_and_an_observation_narrows_them()
    {
        var walk = await PolicyWalk.ObserveAsync(cluster, "scored");
        var outcome = (await cluster.Asked.FindAsync(PolicyWalk.Pea, walk.Scenario, CancellationToken.None))!.Outcome!;
        var reweighting = (await walk.Grain.ReweightAsync(PolicyWalk.Ngo))!;
        var lost = reweighting.Lines.Single(static l => l.Line == LedgerLine.LostWorkerHours);
        Assert.Equal(outcome.Line(LedgerLine.LostWorkerHours).Total, lost.Before);
        Assert.True(lost.After.P90 - lost.After.P10 < lost.Before.P90 - lost.Before.P10);
        Assert.InRange(reweighting.EffectiveSampleSize, 1, reweighting.Samples);
        Assert.Equal(reweighting.EffectiveSampleSize < SampleReweighting.FewestEffective, reweighting.Warning is not null);

        await walk.Grain.ReviewAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author));
        var action = await walk.ActionAsync();
        var expected = ObservationScore.Of(ObservedForecast.Of(outcome, action.Observations.Single()));
        Assert.Equal(expected, action.Score!.Each.Single());
    }

    [Fact]
    public async Task Without_an_observation_there_is_nothing_to_review()
    {
        var walk = await PolicyWalk.SimulateAsync(cluster, "unobserved");
        Assert.Equal("nothing-observed", (await walk.Grain.ReweightAsync(PolicyWalk.Pea))!.Refusal!.Code);
        Assert.Equal("not-proposed", (await walk.Grain.ReviewAsync(PolicyWalk.Pea, walk.By(PolicyWalk.Author)))!.Refusal!.Code);
    }

    [Fact]
    public async Task The_directory_lists_what_a_reader_may_see_newest_first_page_by_page_also_after_a_restart()
    {
        var reader = new Reader("unodc", Tlp.Amber);
        var ids = new List<string>();
        foreach (var name in new[] { "list-1", "list-2", "list-3" })
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(1));
            ids.Insert(0, (await PolicyWalk.DraftAsync(cluster, name, Handling.Of(Tlp.Amber, Pap.Clear, "pea", ["unodc"]))).Id);
        }

        await PolicyWalk.DraftAsync(cluster, "list-hidden");
        var directory = cluster.Grains.GetPolicyDirectory();
        Assert.Equal(ids, (await directory.ListAsync(reader, null, 10)).Select(static e => e.Id));
        await cluster.DeactivateAsync(directory);
        var page = await directory.ListAsync(reader, null, 2);
        var rest = await directory.ListAsync(reader, new PolicyPosition(page[^1].DraftedAt, page[^1].Id), 10);
        Assert.Equal(ids, page.Concat(rest).Select(static e => e.Id));
    }
}
