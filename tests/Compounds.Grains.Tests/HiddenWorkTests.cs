using System.Runtime.CompilerServices;
using Compounds.Grains.Inbox;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests;

/// <summary>What is hidden costs a reader nothing: every row that is read for him is one that he may see, so that time tells him nothing.</summary>
public sealed class HiddenWorkTests(CountedCluster cluster) : IClassFixture<CountedCluster>
{
    private const string Red = """{"tlp":"RED","pap":"RED"}""";
    private const int Visible = 60;
    private const int Hidden = 5_000;
    private const int AtOnce = 500;

    private static readonly Reader s_pea = new("pea", Tlp.Amber);
    private static readonly Reader s_army = new("army", Tlp.Red);

    [Fact]
    public async Task Reading_what_an_agency_filed_takes_as_many_rows_with_5000_hidden_reports_as_without()
    {
        for (var i = 0; i < Visible; i++)
        {
            await cluster.Desk.ApplyAsync(Report($"V-{i}", Status($"Yard {i % 7}", "operating"), agency: "army", narrative: $"Seen {i}."));
            if (i % 10 == 0)
                await cluster.Desk.ApplyAsync(Report($"V-{i}", Status($"Yard {i % 7}", "raided"), agency: "army", revision: 2, narrative: $"Seen {i} again."));
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var without = await WorkAsync(s_pea);
        Assert.Equal(Visible, without.Reports.Length);
        foreach (var some in Enumerable.Range(0, Hidden).Chunk(AtOnce))
        {
            await cluster.Desk.ApplyAsync([.. some.Select(static i => Report($"H-{i}", Status($"Hidden {i % 50}", "operating"), Red, agency: "army"))]);
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await cluster.Desk.ApplyAsync([.. Enumerable.Range(20, 20).Select(static i => Report($"V-{i}", Status("Hidden 1", "raided"), Red, agency: "army", revision: 3))]);
        var with = await WorkAsync(s_pea);
        Assert.Equal(without.Reports, with.Reports);
        Assert.Equal(without.Rows, with.Rows);
        Assert.Equal(Visible + Hidden, (await WorkAsync(s_army)).Reports.Length);
    }

    /// <summary>Walks every page of the agency's shards, reads each report by its id and by its revision, and asks for one that there is not.</summary>
    private async Task<(long Rows, string[] Reports)> WorkAsync(Reader reader)
    {
        var before = cluster.Rows;
        var found = new List<string>();
        foreach (var inbox in InboxShard.KeysOf("army").Select(key => cluster.Grains.GetGrain<IInboxGrain>(key)))
        {
            IReadOnlyList<StoredReport> page;
            ReportPosition? after = null;
            do
            {
                page = await inbox.ListAsync(reader, after, 10);
                found.AddRange(page.Select(static stored => $"{stored.Report.Key.Id}/{stored.Report.Revision} {stored.Report.Narrative}"));
                after = page.Count == 0 ? null : new ReportPosition(page[^1].RecordedAt, page[^1].Report.Key.Id);
            }
            while (page.Count > 0);
        }

        for (var i = 0; i < Visible; i++)
        {
            var inbox = cluster.Grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(new ReportKey("army", $"V-{i}")));
            Assert.NotNull(await inbox.ReadAsync(reader, $"V-{i}"));
            Assert.NotEmpty(await inbox.ReadManyAsync(reader, [new ReportRevision($"V-{i}", 1)]));
        }

        return (cluster.Rows - before, [.. found.Order(StringComparer.Ordinal)]);
    }
}

/// <summary>One silo that counts what it reads from the streams of inboxes.</summary>
public sealed class CountedCluster : GrainCluster
{
    private long _rows;

    internal long Rows => Interlocked.Read(ref _rows);

    protected override short Silos => 1;

    protected override IEventLog Watched(IEventLog log) => new CountedLog(log, () => Interlocked.Increment(ref _rows));

    private sealed class CountedLog(IEventLog log, Action read) : IEventLog
    {
        public ValueTask<bool> TryAppendAsync(string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken) =>
            log.TryAppendAsync(stream, expectedVersion, facts, cancellationToken);

        public async IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var fact in log.ReadAsync(stream, fromVersion, limit, cancellationToken))
            {
                if (stream.StartsWith(InboxFacts.Prefix, StringComparison.Ordinal))
                    read();
                yield return fact;
            }
        }

        public IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, CancellationToken cancellationToken) => log.ListStreamsAsync(prefix, cancellationToken);
    }
}
