using Compounds.Assessments;
using Compounds.Driving;
using Compounds.Grains.Catalog;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Grains.Tests;

public sealed class CatalogTests(CatalogTests.Filled filled) : IClassFixture<CatalogTests.Filled>
{
    private static readonly Reader s_all = new("agency-01", Tlp.Red);
    private static readonly Reader s_open = new("agency-06", Tlp.Clear);

    [Theory]
    [InlineData(CatalogOrder.Name)]
    [InlineData(CatalogOrder.Changed)]
    [InlineData(CatalogOrder.Probability)]
    [InlineData(CatalogOrder.Headline)]
    public async Task Pages_over_all_shards_join_into_the_whole_list_without_gap_or_repetition(CatalogOrder order)
    {
        var whole = await QueryAsync(s_all, CatalogQuery.All with { Order = order });
        Assert.InRange(whole.Count, 20, int.MaxValue);
        Assert.Equal(whole.Select(card => CatalogKey.Of(card, order)).Order(), whole.Select(card => CatalogKey.Of(card, order)));
        var paged = new List<Card>();
        for (CatalogKey? after = null; paged.Count == 0 || after is not null;)
        {
            var page = await QueryAsync(s_all, CatalogQuery.All with { Order = order, After = after, Limit = 3 });
            paged.AddRange(page);
            after = page.Count < 3 ? null : CatalogKey.Of(page[^1], order);
        }

        Assert.Equal(whole.Select(static card => card.Id), paged.Select(static card => card.Id));
    }

    [Fact]
    public async Task A_filter_passes_exactly_the_cards_that_it_describes()
    {
        var all = await QueryAsync(s_all, CatalogQuery.All);
        var middle = all.Select(static card => card.ChangedAt).Order().ElementAt(all.Count / 2);
        var target = all.SelectMany(static card => card.Links).Select(static link => link.Target).First();
        await AssertAsync(CatalogQuery.All with { Kind = SubjectKind.Compound }, static card => card.Kind is SubjectKind.Compound);
        await AssertAsync(CatalogQuery.All with { Status = "operating" }, static card => card.Status?.Value == "operating");
        await AssertAsync(CatalogQuery.All with { Country = "MM" }, static card => card.Country == "MM");
        await AssertAsync(CatalogQuery.All with { MinProbability = 0.6 }, static card => card.Status?.Probability >= 0.6);
        await AssertAsync(CatalogQuery.All with { ChangedSince = middle }, card => card.ChangedAt > middle);
        await AssertAsync(CatalogQuery.All with { Box = new Box(97, 11, 101.5, 16) }, static card => card.Location is { Longitude: <= 101.5, Latitude: <= 16 });
        await AssertAsync(CatalogQuery.All with { Text = SubjectName.Normalise("PARK") }, static card => card.OtherNames.Prepend(card.Name).Any(static name => name.Contains("Park", StringComparison.OrdinalIgnoreCase)));
        await AssertAsync(CatalogQuery.All with { Text = SubjectName.Normalise("园区") }, static card => card.OtherNames.Prepend(card.Name).Any(static name => name.Contains("园区", StringComparison.Ordinal)));
        await AssertAsync(CatalogQuery.All with { Text = SubjectName.Normalise("สวน") }, static card => card.OtherNames.Prepend(card.Name).Any(static name => name.Contains("สวน", StringComparison.Ordinal)));
        await AssertAsync(CatalogQuery.All with { LinkedTo = target }, card => card.Links.Any(link => link.Target == target));

        async Task AssertAsync(CatalogQuery query, Func<Card, bool> passes)
        {
            var expected = all.Where(passes).Select(static card => card.Id).ToArray();
            Assert.NotInRange(expected.Length, 0, 0);
            Assert.NotEqual(all.Count, expected.Length);
            Assert.Equal(expected, (await QueryAsync(s_all, query)).Select(static card => card.Id));
        }
    }

    [Fact]
    public async Task A_card_shows_what_its_reader_may_see_and_no_more()
    {
        var open = await QueryAsync(s_open, CatalogQuery.All);
        Assert.InRange(open.Count, 1, (await QueryAsync(s_all, CatalogQuery.All)).Count);
        Assert.All(open, static card => Assert.Equal(Tlp.Clear, card.HighestTlp));
        foreach (var card in open)
        {
            var evidence = await filled.Cluster.Subject(card.Id.Value).EvidenceAsync(s_open, SubjectQuestion.Now);
            Assert.Equal(card.Reports, evidence.Count);
        }
    }

    [Fact]
    public async Task A_list_of_the_past_holds_what_was_known_then()
    {
        Assert.Empty(await QueryAsync(s_all, CatalogQuery.All with { Question = new SubjectQuestion(null, GrainCluster.Noon.AddHours(-1), false) }));
        var early = await QueryAsync(s_all, CatalogQuery.All with { Question = new SubjectQuestion(null, GrainCluster.Noon, false) });
        Assert.InRange(early.Count, 1, (await QueryAsync(s_all, CatalogQuery.All)).Count);
        Assert.All(early, static card => Assert.Equal(GrainCluster.Noon, card.ChangedAt));
    }

    [Fact]
    public async Task A_list_of_the_past_that_was_read_before_hears_of_what_is_reported_since()
    {
        var past = CatalogQuery.All with { Question = new SubjectQuestion(GrainCluster.Noon.AddDays(1), null, false), Text = SubjectName.Normalise("Late News") };
        Assert.Empty(await QueryAsync(s_all, past));
        Assert.Empty(await QueryAsync(s_all, past with { Kind = SubjectKind.Operator }));
        await filled.Cluster.Desk.ApplyAsync(Wire.Report("C-4", Wire.Status("Late News", "operating"), agency: "army"));
        Assert.Equal("operating", Assert.Single(await QueryAsync(s_all, past)).Status?.Value);
        Assert.Empty(await QueryAsync(s_all, past with { Kind = SubjectKind.Operator }));
        await filled.Cluster.Desk.ApplyAsync(Wire.Report("C-5", Wire.Status("Late News", "raided"), agency: "ngo"));
        Assert.Equal(2, Assert.Single(await QueryAsync(s_all, past with { Kind = SubjectKind.Compound })).Reports);
        for (var hour = 1; hour <= 6; hour++) // More pasts than are kept: the first is read anew.
            await QueryAsync(s_all, past with { Question = new SubjectQuestion(GrainCluster.Noon.AddHours(hour), null, false) });
        Assert.Equal(2, Assert.Single(await QueryAsync(s_all, past)).Reports);
    }

    [Fact]
    public async Task A_reader_who_follows_a_shard_gets_each_change_once_and_none_that_is_hidden_from_him()
    {
        var subject = SubjectId.Parse("compound:followed");
        var shard = filled.Cluster.Grains.GetGrain<ICatalogGrain>(CatalogShard.KeyOf(subject));
        var start = (await shard.ChangesAsync(s_open, CatalogPosition.Start)).Position;
        var next = shard.ChangesAsync(s_open, start);
        await filled.Cluster.Desk.ApplyAsync(Wire.Report("C-1", Wire.Status("Followed", "operating"), """{"tlp":"RED","pap":"RED"}""", agency: "army"));
        Assert.Empty((await ElapseAsync(next)).Cards);

        next = shard.ChangesAsync(s_open, start);
        await filled.Cluster.Desk.ApplyAsync(Wire.Report("C-2", Wire.Status("Followed", "raided"), """{"tlp":"CLEAR","pap":"CLEAR"}""", agency: "ngo"));
        var changes = await ElapseAsync(next);
        Assert.True(changes.IsContinuous);
        Assert.Equal("raided", Assert.Single(changes.Cards, card => card.Id == subject).Status?.Value);

        await filled.Cluster.DeactivateAsync(shard);
        Assert.False((await shard.ChangesAsync(s_open, changes.Position)).IsContinuous);
    }

    [Fact]
    public async Task A_change_is_in_the_list_that_is_asked_for_right_after_it()
    {
        await QueryAsync(s_all, CatalogQuery.All);
        for (var i = 0; i < 20; i++)
        {
            await filled.Cluster.Desk.ApplyAsync(Wire.Report($"C-3-{i}", Wire.Status($"At Once {i}", "operating"), agency: "army"));
            Assert.Contains(await QueryAsync(s_all, CatalogQuery.All with { Text = SubjectName.Normalise($"At Once {i}") }), card => card.Id.Value == $"compound:at-once-{i}");
        }
    }

    /// <summary>Moves the clock until an answer that waits for it has come.</summary>
    private async Task<CatalogChanges> ElapseAsync(Task<CatalogChanges> changes)
    {
        while (!changes.IsCompleted)
        {
            filled.Cluster.Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        return await changes;
    }

    private async Task<IReadOnlyList<Card>> QueryAsync(Reader reader, CatalogQuery query)
    {
        var shards = await Task.WhenAll(CatalogShard.Keys.Select(shard => filled.Cluster.Grains.GetGrain<ICatalogGrain>(shard).QueryAsync(reader, query)));
        return [.. shards.SelectMany(static cards => cards).OrderBy(card => CatalogKey.Of(card, query.Order)).Take(query.Limit)];
    }

    /// <summary>A cluster with synthetic subjects of every kind.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        internal GrainCluster Cluster { get; } = new();

        public async Task InitializeAsync()
        {
            await Cluster.InitializeAsync();
            await Cluster.Desk.ApplyAsync(Wire.Report("C-0", $"{Wire.Alias("Kyauk Khet", "亚太新城园区")},{Wire.Alias("Shwe Nan", "สวนชเวนาน")}", agency: "army"));
            foreach (var batch in SyntheticLines.Generate(seed: 21, 300, subjects: 30).Chunk(50))
            {
                await Cluster.Desk.TryApplyAsync(batch);
                Cluster.Clock.Advance(TimeSpan.FromSeconds(10));
            }
        }

        public Task DisposeAsync() => Cluster.DisposeAsync();
    }
}
