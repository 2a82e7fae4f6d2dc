using Compounds.Driving;
using Compounds.Grains.Views;
using Compounds.Grains.Watches;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Subjects;
using Compounds.Views;
using Compounds.Watches;

namespace Compounds.Grains.Tests.States;

/// <summary>What people set for themselves outlives the activation, and is no fact.</summary>
[Collection(nameof(SharedCluster))]
public sealed class PreferenceTests(GrainCluster cluster)
{
    private static readonly Watch s_watch = new("kk", SubjectId.Parse("compound:kk-park"), null, null, GrainCluster.Noon, IsMuted: false);

    [Fact]
    public async Task A_saved_view_is_there_after_its_grain_ended_and_the_ledger_has_no_fact_of_it()
    {
        var views = cluster.Grains.GetGrain<IViewsGrain>("agency-of-views");
        Assert.True(await views.SaveAsync(View("one", "ชายแดน")));
        Assert.True(await views.SaveAsync(View("two", "Border")));
        await views.RemoveAsync("one", "member", Tlp.Amber);
        await cluster.DeactivateAsync(views);

        Assert.Equal(["Border"], (await views.ListAsync("member", Tlp.Amber)).Select(static view => view.Name));
        Assert.Empty(await cluster.Log.ReadAsync("views/agency-of-views", 1, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task Views_that_an_earlier_version_kept_in_the_ledger_are_taken_over_once_and_stay_there_unchanged()
    {
        var former = new[] { Stored(new ViewSaved(View("old", "Old"))), Stored(new ViewSaved(View("gone", "Gone"))), Stored(new ViewRemoved(View("gone", "Gone").Key)) };
        Assert.True(await cluster.Log.TryAppendAsync("views/agency-of-old", 0, former, CancellationToken.None));
        var views = cluster.Grains.GetGrain<IViewsGrain>("agency-of-old");
        Assert.Equal(["Old"], (await views.ListAsync("member", Tlp.Amber)).Select(static view => view.Name));

        await views.RemoveAsync("old", "member", Tlp.Amber);
        await cluster.DeactivateAsync(views);

        Assert.Empty(await views.ListAsync("member", Tlp.Amber));
        Assert.Equal(3, (await cluster.Log.ReadAsync("views/agency-of-old", 1, CancellationToken.None).ToListAsync()).Count);
    }

    [Fact]
    public async Task A_list_of_watches_keeps_what_is_muted_and_what_was_read()
    {
        await cluster.Desk.ApplyAsync(Wire.Report("watched-1", Wire.Status("Watched Yard", "operating"), agency: "pea"));
        var list = cluster.Grains.GetGrain<IWatchlistGrain>("watcher/AMBER");
        var reader = new Reader("pea", Tlp.Amber);
        Assert.True(await list.AddAsync(s_watch with { Id = "w", Subject = SubjectId.Parse("compound:watched-yard"), AddedAt = GrainCluster.Noon.AddYears(-1) }));
        Assert.True(await list.AddAsync(s_watch with { Id = "muted" }));
        Assert.True(await list.MuteAsync("muted", isMuted: true));
        var alert = Assert.Single(await list.AlertsAsync(reader));
        await list.ReadAsync([alert.Id]);
        await cluster.DeactivateAsync(list);

        var kept = await list.GetAsync();
        Assert.Equal(["muted", "w"], kept.Watches.Keys);
        Assert.True(kept.Watches["muted"].IsMuted);
        Assert.Equal(alert with { IsRead = true }, Assert.Single(await list.AlertsAsync(reader)));
    }

    private static SavedView View(string id, string name) => new(id, name, "subjects", "kind=compound", "member", Tlp.Amber, IsTeam: false, GrainCluster.Noon);

    private static NewFact Stored(ViewFact fact) => new JsonFactCodec<ViewFact>().Write(fact, GrainCluster.Noon);
}
