using System.Text.Json;
using Compounds.Driving;
using Compounds.Grains.Narratives;
using Compounds.Ledger;
using Compounds.Narratives;
using Compounds.Readers;
using Compounds.Reports;
using Microsoft.Data.Sqlite;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests.Narratives;

/// <summary>The index beside the ledger, and that it is never more than what the ledger says.</summary>
public sealed class SqliteNarrativeIndexTests(IndexedCluster cluster) : NarrativeIndexTests(cluster), IClassFixture<IndexedCluster>
{
    private static readonly Reader[] s_readers =
        [new("agency-01", Tlp.Red), new("agency-06", Tlp.Clear), new("agency-02", Tlp.Amber), new("agency-08", Tlp.Green), new("nobody", Tlp.Red)];

    internal override INarrativeIndex Index => cluster.Index;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True(await cluster.Index.CatchUpAsync());
        cluster.Failures.Clear();
    }

    /// <summary>Searches the file and makes sure that it was the file that answered.</summary>
    internal override async Task<NarrativePage> SearchAsync(Reader reader, string query, int limit, DayPosition? after)
    {
        Assert.True(await cluster.Index.CatchUpAsync());
        var page = await base.SearchAsync(reader, query, limit, after);
        Assert.Empty(cluster.Failures);
        return page;
    }

    [Fact]
    public async Task It_answers_as_a_scan_does_while_it_is_kept_up_and_after_it_was_rebuilt()
    {
        var lines = SyntheticLines.Generate(seed: 7, 400, subjects: 20);
        foreach (var batch in lines.Chunk(50))
        {
            await cluster.Desk.TryApplyAsync(batch);
            cluster.Clock.Advance(TimeSpan.FromSeconds(7));
        }

        var queries = QueriesIn(lines);
        Assert.InRange(await AssertSameAsync(queries), 500, int.MaxValue);
        await cluster.RestartAsync(() => File.Delete(cluster.File));
        await AssertSameAsync(queries);
        await cluster.RestartAsync(() => File.WriteAllText(cluster.File, "This is no database, but it is longer than the head of one, which has a hundred bytes. It is laid out anew."));
        await AssertSameAsync(queries);
    }

    [Fact]
    public async Task What_was_filed_while_it_did_not_hear_is_taken_in_at_the_next_start()
    {
        await cluster.Desk.ApplyAsync(Report("C-1", Status("Searched", "operating"), agency: "pea", narrative: "early ostro"));
        cluster.IsIndexed = false;
        await cluster.RestartAsync();
        await cluster.Desk.ApplyAsync(Report("C-2", Status("Searched", "operating"), agency: "pea", narrative: "late ostro"));
        await cluster.Desk.ApplyAsync(Retraction("C-1", "erroneous", agency: "pea"));
        cluster.IsIndexed = true;
        await cluster.RestartAsync();
        Assert.Equal("C-2", Assert.Single(await FindAsync(s_pea, "ostro")).Report.Id);
        await cluster.RestartAsync();
        Assert.Equal("C-2", Assert.Single(await FindAsync(s_pea, "ostro")).Report.Id);
    }

    [Fact]
    public async Task An_index_of_another_ledger_is_thrown_away()
    {
        await cluster.Desk.ApplyAsync(Report("A-1", Status("Searched", "operating"), agency: "pea", narrative: "libeccio"));
        Assert.Single(await FindAsync(s_pea, "libeccio"));
        await cluster.RestartAsync(() =>
        {
            foreach (var file in System.IO.Directory.GetFiles(Path.GetDirectoryName(cluster.File)!, "ledger.db*"))
                File.Delete(file);
        });
        await base.InitializeAsync();
        await cluster.Desk.ApplyAsync(Report("A-2", Status("Searched", "operating"), agency: "pea", narrative: "other libeccio"));
        Assert.Equal("A-2", Assert.Single(await FindAsync(s_pea, "libeccio")).Report.Id);
        Assert.Equal(1, CountRows());
    }

    [Fact]
    public async Task While_it_cannot_be_written_reports_are_delivered_and_searches_scan()
    {
        Assert.True(await cluster.Index.CatchUpAsync());
        await using (var rival = new SqliteConnection($"Data Source={cluster.File};Pooling=False"))
        {
            await rival.OpenAsync();
            await using var begin = rival.CreateCommand();
            begin.CommandText = "BEGIN EXCLUSIVE";
            await begin.ExecuteNonQueryAsync();
            await cluster.Desk.ApplyAsync(Report("F-1", Status("Searched", "operating"), agency: "pea", narrative: "levanter"));
            Assert.Single((await cluster.Index.SearchAsync(s_pea, new NarrativeQuery(["levanter"], null, 10))).Hits);
            Assert.NotEmpty(cluster.Failures);
        }

        cluster.Failures.Clear();
        await cluster.Desk.ApplyAsync(Report("F-2", Status("Searched", "operating"), agency: "pea", narrative: "more levanter"));
        Assert.Equal(2, (await FindAsync(s_pea, "levanter")).Count);
    }

    [Fact]
    public async Task A_search_right_after_a_report_finds_it_in_the_file()
    {
        await cluster.Desk.ApplyAsync(Report("Q-1", Status("Searched", "operating"), agency: "pea", narrative: "gregale"));
        var rows = CountRows();
        Assert.Single((await cluster.Index.SearchAsync(s_pea, new NarrativeQuery(["gregale"], null, 10))).Hits);
        Assert.Equal(rows + 1, CountRows());
    }

    private long CountRows()
    {
        using var connection = new SqliteConnection($"Data Source={cluster.File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM narrative";
        return (long)count.ExecuteScalar()!;
    }

    private async Task<int> AssertSameAsync(IReadOnlyList<string> queries)
    {
        var scan = new InboxNarrativeScan(cluster.Grains, cluster.Register);
        var hits = 0;
        foreach (var query in queries)
        {
            foreach (var reader in s_readers)
            {
                var expected = await scan.SearchAsync(reader, new NarrativeQuery(NarrativeTerms.Read(query), null, 20));
                var actual = await SearchAsync(reader, query, 20, null);
                Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
                hits += actual.Hits.Count;
            }
        }

        return hits;
    }

    /// <summary>Pieces of the narratives, of one letter to a whole clause.</summary>
    private static List<string> QueriesIn(string[] lines)
    {
        var narratives = lines.Select(static line => JsonDocument.Parse(line).RootElement)
            .Where(static line => line.TryGetProperty("narrative", out _)).Select(static line => line.GetProperty("narrative").GetString()!).Distinct().ToArray();
        Assert.NotEmpty(narratives);
        return [.. Enumerable.Range(0, 40).Select(i => (Text: narratives[i * 7 % narratives.Length], Length: 1 + (i % 9), From: i * 13))
            .Select(static each => each.Text.Substring(each.From % (each.Text.Length - each.Length), each.Length))
            .Where(static query => NarrativeTerms.Read(query).Count > 0).Distinct()];
    }
}
