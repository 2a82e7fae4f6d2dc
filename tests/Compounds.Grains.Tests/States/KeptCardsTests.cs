using System.Text.Json;
using Compounds.Assessments;
using Compounds.Driving;
using Compounds.Grains.Catalog;
using Compounds.Grains.States;
using Compounds.Grains.Sweeping;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Grains.Tests.States;

/// <summary>A shard of the catalogue begins with the cards that it kept, and shows none that its subject has outgrown.</summary>
public sealed class KeptCardsTests : IAsyncLifetime
{
    private const int Yards = 40;

    private static readonly Reader s_pea = new("pea", Tlp.Red);
    private static readonly Reader s_open = new("ngo", Tlp.Clear);

    private readonly GrainCluster _cluster = new();

    public async Task InitializeAsync()
    {
        await _cluster.InitializeAsync();
        await _cluster.Desk.ApplyAsync([.. Enumerable.Range(0, Yards).Select(static yard => Wire.Report($"k-{yard}", Wire.Status($"Yard {yard}", "operating"), agency: "pea"))]);
        await _cluster.Desk.ApplyAsync(Wire.Report("k-red", Wire.Status("Hidden Yard", "operating"), """{"tlp":"RED","pap":"RED"}""", agency: "pea"));
    }

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task After_a_restart_a_list_is_the_same_and_no_subject_is_read_for_it()
    {
        var (before, open) = (await ListAsync(s_pea), await ListAsync(s_open));
        Assert.Equal(Yards + 1, before.Count);
        Assert.DoesNotContain(open, static card => card.Id.Value == "compound:hidden-yard");
        await _cluster.RestartAsync();

        // The first sweep after a restart compares every subject and finds that none moved.
        await _cluster.Grains.GetSweeper().SweepAsync();
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(await ListAsync(s_pea)));
        Assert.Equal(JsonSerializer.Serialize(open), JsonSerializer.Serialize(await ListAsync(s_open)));
        Assert.All(before, card => Assert.False(_cluster.IsActive(_cluster.Subject(card.Id.Value))));
    }

    [Fact]
    public async Task What_was_applied_while_the_shards_were_away_is_in_the_next_list()
    {
        await ListAsync(s_pea);
        foreach (var shard in Shards)
            await _cluster.DeactivateAsync(shard);
        await _cluster.Desk.ApplyAsync(Wire.Report("k-7", Wire.Status("Yard 7", "raided"), agency: "pea", revision: 2));
        Assert.Equal("raided", await StatusAsync("compound:yard-7"));
        Assert.Equal("operating", await StatusAsync("compound:yard-8"));
    }

    /// <summary>Every order of reports, lists and shards that begin again: a change that was applied is in the list that is asked for after it.</summary>
    [Theory]
    [InlineData("report list end report list")]
    [InlineData("list report end list report list")]
    [InlineData("list report end report list report list")]
    [InlineData("list end report list end list report list")]
    [InlineData("report report list end list report end list report list")]
    public async Task A_subject_that_outlives_a_shard_tells_the_next_one_of_its_changes(string steps)
    {
        var (revision, expected) = (1, "operating");
        await ListAsync(s_pea);
        foreach (var step in steps.Split(' '))
        {
            if (step is "report")
            {
                expected = ++revision % 2 == 0 ? "raided" : "operating";
                await _cluster.Desk.ApplyAsync(Wire.Report("k-9", Wire.Status("Yard 9", expected), agency: "pea", revision: revision));
            }
            else if (step is "list")
            {
                Assert.Equal(expected, await StatusAsync("compound:yard-9"));
            }
            else
            {
                foreach (var shard in Shards)
                    await _cluster.DeactivateAsync(shard);
            }
        }
    }

    [Fact]
    public async Task A_card_of_yesterday_is_computed_again()
    {
        await ListAsync(s_pea);
        await _cluster.RestartAsync(() => _cluster.Clock.Advance(TimeSpan.FromHours(25)));
        var list = await ListAsync(s_pea);
        Assert.Equal(Yards + 1, list.Count);
        Assert.All(list, card => Assert.True(_cluster.IsActive(_cluster.Subject(card.Id.Value))));
    }

    [Theory]
    [InlineData("bytes cut off")]
    [InlineData("another build")]
    [InlineData("no bytes")]
    public async Task Cards_that_cannot_be_read_are_computed_from_the_ledger(string wrong)
    {
        var before = await ListAsync(s_pea);
        foreach (var shard in Shards)
        {
            await _cluster.DeactivateAsync(shard);
            var (storage, kept) = (new SqliteGrainStorage(GrainStates.Shortcuts, _cluster.States), new GrainState<KeptState>());
            await storage.ReadStateAsync("cards-pea-RED", shard.GetGrainId(), kept);
            Assert.True(kept.RecordExists);
            kept.State = wrong switch
            {
                "bytes cut off" => kept.State! with { Body = kept.State.Body[..^9] },
                "another build" => kept.State! with { Format = "cards/1/0123" },
                _ => kept.State! with { Body = default },
            };
            await storage.WriteStateAsync("cards-pea-RED", shard.GetGrainId(), kept);
        }

        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(await ListAsync(s_pea)));
    }

    private IEnumerable<ICatalogGrain> Shards => CatalogShard.Keys.Select(shard => _cluster.Grains.GetGrain<ICatalogGrain>(shard));

    private async Task<string?> StatusAsync(string subject) => (await ListAsync(s_pea)).Single(card => card.Id == SubjectId.Parse(subject)).Status?.Value;

    private async Task<IReadOnlyList<Card>> ListAsync(Reader reader) =>
        [.. (await Task.WhenAll(Shards.Select(shard => shard.QueryAsync(reader, CatalogQuery.All)))).SelectMany(static cards => cards).OrderBy(static card => card.Id)];
}
