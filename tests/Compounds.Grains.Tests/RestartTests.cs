using System.Text.Json;
using Compounds.Assessments;
using Compounds.Driving;
using Compounds.Grains.Catalog;
using Compounds.Grains.Inbox;
using Compounds.Grains.Subjects;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Grains.Tests;

/// <summary>What the grains hold is what the ledger says, whatever became of the grains meanwhile.</summary>
public sealed class RestartTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const int Lines = 600;
    private const int LinesAtOnce = 40;

    private static readonly Reader[] s_readers =
        [new("agency-01", Tlp.Red), new("agency-06", Tlp.Clear), new("agency-02", Tlp.Amber), new("agency-08", Tlp.Green), new("nobody", Tlp.Red)];

    [Fact]
    public async Task After_random_traffic_the_live_state_equals_the_batch_bit_for_bit_and_survives_deactivation_and_restart()
    {
        var lines = SyntheticLines.Generate(seed: 5, Lines, subjects: 30);
        foreach (var batch in lines.Chunk(LinesAtOnce))
        {
            await cluster.Desk.TryApplyAsync(batch);
            cluster.Clock.Advance(TimeSpan.FromSeconds(7));
            await cluster.Subject("compound:mae-rung-park-1").ReadAsync(s_readers[0], SubjectQuestion.Now); // Classes are also caught up in between.
        }

        var ledger = await BatchRecomputation.RunAsync(cluster.Log);
        ledger.AssertTakenOnce();
        var expected = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (subject, reader) in Pairs(ledger))
            expected[$"{subject} {reader}"] = Json(ledger.View(subject, reader, cluster.Clock.GetUtcNow(), explain: true));
        Assert.InRange(expected.Values.Count(static view => view is not null), 30, expected.Count - 1);
        var lists = await ListsAsync();
        Assert.Equal(expected, await ViewsAsync(ledger));

        foreach (var subject in ledger.Subjects)
            await cluster.DeactivateAsync(cluster.Grains.GetSubject(subject));
        foreach (var shard in CatalogShard.Keys)
            await cluster.DeactivateAsync(cluster.Grains.GetGrain<ICatalogGrain>(shard));
        foreach (var inbox in FilingDesk.Agencies.SelectMany(static agency => InboxShard.KeysOf(agency.Id)))
            await cluster.DeactivateAsync(cluster.Grains.GetGrain<IInboxGrain>(inbox));
        Assert.Equal(expected, await ViewsAsync(ledger));
        Assert.Equal(lists, await ListsAsync());

        await cluster.RestartAsync();
        Assert.Equal(expected, await ViewsAsync(ledger));
        Assert.Equal(lists, await ListsAsync());

        // Sent again, all of it is known, and nothing changes.
        await cluster.Desk.TryApplyAsync(lines);
        (await BatchRecomputation.RunAsync(cluster.Log)).AssertTakenOnce();
        Assert.Equal(expected, await ViewsAsync(ledger));
    }

    private static IEnumerable<(SubjectId Subject, Reader Reader)> Pairs(BatchRecomputation ledger) =>
        ledger.Subjects.SelectMany(static subject => s_readers.Select(reader => (subject, reader)));

    private async Task<Dictionary<string, string?>> ViewsAsync(BatchRecomputation ledger)
    {
        var views = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (subject, reader) in Pairs(ledger))
            views[$"{subject} {reader}"] = Json(await cluster.Grains.GetSubject(subject).ReadAsync(reader, new SubjectQuestion(null, null, Explain: true)));
        return views;
    }

    /// <summary>The cards, reports and evidence that readers get.</summary>
    private async Task<List<string>> ListsAsync()
    {
        var lists = new List<string>();
        foreach (var reader in s_readers)
        {
            foreach (var shard in CatalogShard.Keys)
                lists.Add(Json(await cluster.Grains.GetGrain<ICatalogGrain>(shard).QueryAsync(reader, CatalogQuery.All))!);
            foreach (var inbox in FilingDesk.Agencies.SelectMany(static agency => InboxShard.KeysOf(agency.Id)))
                lists.Add(Json(await cluster.Grains.GetGrain<IInboxGrain>(inbox).ListAsync(reader, null, 200))!);
        }

        return lists;
    }

    private static string? Json<T>(T value) => value is null ? null : JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
