using Compounds.Assessments;
using Compounds.Grains.Inbox;
using Compounds.Grains.Subjects;
using Compounds.Grains.Sweeping;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests.Faults;

/// <summary>Accepted reaches the live state once, whatever the store, the other grains or another activation do.</summary>
public sealed class DeliveryFaultTests(FaultCluster cluster) : IClassFixture<FaultCluster>
{
    private static readonly Reader s_pea = new("pea", Tlp.Amber);

    [Fact]
    public async Task A_report_whose_append_lost_its_answer_is_applied_although_nobody_files_again()
    {
        var ids = await SameShardAsync("lost");
        cluster.Log.FailOnce("inbox/", AppendFault.AnswerLost);
        var applied = cluster.Log.WrittenAsync("subject/compound:victim");
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Desk.FileAsync(Report(ids[0], Status("Victim", "raided"), agency: "pea")));

        await applied.WaitAsync(FaultCluster.Patience);
        Assert.Equal("raided", (await cluster.Subject("compound:victim").CardAsync(s_pea, SubjectQuestion.Now))?.Status?.Value);
        Assert.Equal(ReceiptOutcome.Duplicate, (await cluster.Desk.FileAsync(Report(ids[0], Status("Victim", "raided"), agency: "pea")))[0].Outcome);
    }

    [Fact]
    public async Task What_another_activation_stored_is_delivered_by_this_one_and_a_lower_version_that_comes_late_counts()
    {
        var ids = await SameShardAsync("rival");
        var stream = $"inbox/{InboxShard.KeyOf(new ReportKey("pea", ids[0]))}";
        var (_, item) = await cluster.Desk.ReadAsync(Report(ids[0], Status("Shared", "raided"), agency: "pea"));
        await cluster.Log.AppendAsync(stream, "report-filed", item.Report!.Body, DateTimeOffset.UtcNow);
        await cluster.Desk.ApplyAsync(Report(ids[1], Headcount("Shared", 50), agency: "pea"));

        Assert.Equal(ids[..2].Order(StringComparer.Ordinal), (await EvidenceAsync("compound:shared")).Order(StringComparer.Ordinal));
        Assert.True((await cluster.Inbox("pea", ids[0]).ReadAsync(s_pea, ids[0]))!.IsApplied);

        // The same from the other side: a higher version first, as when the activation that holds the lower one is slow.
        var late = FiledReport.EvidenceAbout(SubjectId.Parse("compound:shared"), item.Report!.Report, "pea", DateTimeOffset.UtcNow, null);
        await cluster.Subject("compound:shared").ApplyAsync(new Delivery("pea/9", [new DeliveredEvidence(12, late with { Report = new ReportKey("pea", "high") })], Settled: 3));
        await cluster.Subject("compound:shared").ApplyAsync(new Delivery("pea/9", [new DeliveredEvidence(8, late with { Report = new ReportKey("pea", "low") })]));
        await cluster.Subject("compound:shared").ApplyAsync(new Delivery("pea/9", [new DeliveredEvidence(8, late with { Report = new ReportKey("pea", "low") })]));
        await cluster.Subject("compound:shared").ApplyAsync(new Delivery("pea/9", [new DeliveredEvidence(3, late with { Report = new ReportKey("pea", "settled") })]));
        Assert.Equal(["high", "low"], (await EvidenceAsync("compound:shared")).Except(ids).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_failure_that_nobody_foresaw_stops_nothing()
    {
        var ids = await SameShardAsync("unforeseen");
        var left = 1;
        cluster.OnCall = context => IsTo(context, "compound:stuck") && Interlocked.Decrement(ref left) >= 0 ? new InvalidDataException("unforeseen") : null;
        await cluster.Desk.ApplyAsync(Report(ids[0], Status("Stuck", "raided"), agency: "pea"), Report(ids[1], Status("Behind", "raided"), agency: "pea"));
        Assert.Equal(-1, left);
        Assert.NotNull(await cluster.Subject("compound:stuck").CardAsync(s_pea, SubjectQuestion.Now));
        Assert.NotNull(await cluster.Subject("compound:behind").CardAsync(s_pea, SubjectQuestion.Now));
        Assert.Equal(0, cluster.Meter.OldestUndelivered());
    }

    [Fact]
    public async Task What_can_never_be_taken_is_parked_says_so_to_its_agency_and_is_taken_once_it_can()
    {
        var ids = await SameShardAsync("parked");
        cluster.OnCall = static context => IsTo(context, "compound:poisoned") ? new InvalidDataException("broken") : null;
        await cluster.Desk.ApplyAsync(Report(ids[0], $"{Status("Poisoned", "raided")},{Status("Healthy", "raided")}", agency: "pea"), Report(ids[1], Status("Behind The Poison", "raided"), agency: "pea"));

        Assert.NotNull(await cluster.Subject("compound:behind-the-poison").CardAsync(s_pea, SubjectQuestion.Now));
        Assert.NotNull(await cluster.Subject("compound:healthy").CardAsync(s_pea, SubjectQuestion.Now));
        var own = (await cluster.Inbox("pea", ids[0]).ReadAsync(s_pea, ids[0]))!;
        Assert.Equal((false, "unreadable"), (own.IsApplied, own.Parked));
        Assert.Null((await cluster.Inbox("pea", ids[0]).ReadAsync(new Reader("army", Tlp.Red), ids[0]))!.Parked);

        cluster.OnCall = static _ => null;
        var applied = cluster.Log.WrittenAsync("inbox/");
        await cluster.DeactivateAsync(cluster.Inbox("pea", ids[0]));
        await cluster.Inbox("pea", ids[0]).WakeAsync();
        await applied.WaitAsync(FaultCluster.Patience);
        Assert.Equal("raided", (await cluster.Subject("compound:poisoned").CardAsync(s_pea, SubjectQuestion.Now))?.Status?.Value);
        own = (await cluster.Inbox("pea", ids[0]).ReadAsync(s_pea, ids[0]))!;
        Assert.Equal((true, null), (own.IsApplied, own.Parked));
    }

    [Fact]
    public async Task A_store_that_is_away_parks_nothing_however_long_it_is_away()
    {
        var ids = await SameShardAsync("away");
        var (left, failed) = (20, new TaskCompletionSource());
        cluster.Log.OnAppend = stream =>
        {
            if (stream != "subject/compound:unreachable" || Interlocked.Decrement(ref left) < 0)
                return AppendFault.None;
            return AppendFault.NotWritten;
        };
        await cluster.Desk.ApplyAsync(Report(ids[0], Status("Unreachable", "raided"), agency: "pea"));
        Assert.InRange(left, -2, -1);
        Assert.Equal((true, null), await cluster.Inbox("pea", ids[0]).ReadAsync(s_pea, ids[0]) is { } stored ? (stored.IsApplied, stored.Parked) : default);
    }

    [Fact]
    public async Task A_touch_of_the_catalogue_that_is_lost_once_hides_nothing()
    {
        var ids = await SameShardAsync("touch");
        await cluster.ListAsync(s_pea);
        var left = 1;
        cluster.OnCall = context => context.MethodName == "TouchAsync" && Interlocked.Decrement(ref left) >= 0 ? new TimeoutException("expired") : null;
        await cluster.Desk.ApplyAsync(Report(ids[0], Status("Untold", "raided"), agency: "pea"));
        Assert.Equal(-1, left);
        Assert.Contains("compound:untold", await cluster.ListAsync(s_pea));
    }

    [Fact]
    public async Task A_touch_that_is_lost_and_never_missed_is_found_by_the_next_sweep()
    {
        var ids = await SameShardAsync("swept");
        await cluster.ListAsync(s_pea);
        var (_, item) = await cluster.Desk.ReadAsync(Report(ids[0], Status("Unheard", "raided"), agency: "pea"));
        var append = new SubjectAppend();
        append.Add("pea/9", [new DeliveredEvidence(1, FiledReport.EvidenceAbout(SubjectId.Parse("compound:unheard"), item.Report!.Report, "pea", DateTimeOffset.UtcNow, null))]);
        Assert.True(await cluster.Log.TryAppendAsync("subject/compound:unheard", 0, [new SubjectFactCodec().Write(append.Facts[0], DateTimeOffset.UtcNow)], CancellationToken.None));

        Assert.DoesNotContain("compound:unheard", await cluster.ListAsync(s_pea));
        await SweepAsync();
        Assert.Contains("compound:unheard", await cluster.ListAsync(s_pea));
    }

    [Fact]
    public async Task An_inbox_whose_silo_died_is_delivered_although_nobody_asks_it_anything()
    {
        await cluster.Desk.ApplyAsync(Report("first", Status("Awake", "operating"), agency: "pea"));
        var (_, item) = await cluster.Desk.ReadAsync(Report("slept", Status("Asleep", "raided"), agency: "pea"));
        Assert.True(await cluster.Log.TryAppendAsync("inbox/pea/8", 0, [new NewFact("report-filed", DateTimeOffset.UtcNow, item.Report!.Body)], CancellationToken.None));
        var delivered = cluster.Log.WrittenAsync("inbox/pea/8");
        await SweepAsync();
        await delivered.WaitAsync(FaultCluster.Patience);
        Assert.NotNull(await cluster.Subject("compound:asleep").CardAsync(s_pea, SubjectQuestion.Now));
    }

    [Fact]
    public async Task An_inbox_that_was_deactivated_writes_nothing_more()
    {
        var ids = await SameShardAsync("stopped");
        var stream = $"inbox/{InboxShard.KeyOf(new ReportKey("pea", ids[0]))}";
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        cluster.Log.OnAppend = appended =>
        {
            if (appended != "subject/compound:slow")
                return AppendFault.None;
            asked.TrySetResult();
            answer.Task.Wait();
            return AppendFault.None;
        };
        await cluster.Desk.FileAsync(Report(ids[0], Status("Slow", "raided"), agency: "pea"));
        await asked.Task.WaitAsync(FaultCluster.Patience);
        await cluster.DeactivateAsync(cluster.Inbox("pea", ids[0]));
        var version = await cluster.Log.ReadAsync(stream, 1, int.MaxValue, CancellationToken.None).CountAsync();
        answer.SetResult();
        await cluster.Subject("compound:slow").EvidenceAsync(s_pea, SubjectQuestion.Now);
        Assert.False(cluster.IsActive(cluster.Inbox("pea", ids[0])));

        // Nobody else writes here, so a writer that knows the version is not refused.
        cluster.Log.Heal();
        Assert.True(await cluster.Log.TryAppendAsync(stream, version, [new NewFact("reports-delivered", DateTimeOffset.UtcNow, InboxFacts.Delivery(0))], CancellationToken.None));
        await cluster.Inbox("pea", ids[0]).WaitUntilAppliedAsync(version);
    }

    [Fact]
    public async Task A_fold_that_fails_ends_the_activation_and_nothing_is_stored_twice()
    {
        var ids = await SameShardAsync("torn");
        var stream = "subject/compound:torn";
        await cluster.Desk.ApplyAsync(Report(ids[0], Status("Torn", "operating"), agency: "pea"));
        var version = await cluster.Log.ReadAsync(stream, 1, int.MaxValue, CancellationToken.None).CountAsync();
        Assert.True(await cluster.Log.TryAppendAsync(stream, version, [new NewFact("from-tomorrow", DateTimeOffset.UtcNow, "{}"u8.ToArray())], CancellationToken.None));
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Subject("compound:torn").ApplyAsync(Delivery(version + 5)));
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Subject("compound:torn").ApplyAsync(Delivery(version + 5)));
        Assert.Equal(version + 1, await cluster.Log.ReadAsync(stream, 1, int.MaxValue, CancellationToken.None).CountAsync());

        Delivery Delivery(long at) => new("pea/9", [new DeliveredEvidence(at, new ReportEvidence(new ReportKey("pea", "x"), 1, "pea", Grade.Parse("B2"), Handling.Of(Tlp.Green, Pap.Green, "pea", []), [], DateTimeOffset.UtcNow, [], null))]);
    }

    private static bool IsTo(IOutgoingGrainCallContext context, string subject) => context.MethodName == "ApplyAsync" && context.TargetId.Key.ToString() == subject;

    private async Task SweepAsync()
    {
        await cluster.DeactivateAsync(cluster.Grains.GetSweeper());
        await cluster.Grains.GetSweeper().SweepAsync();
    }

    private async Task<string[]> EvidenceAsync(string subject) => [.. (await cluster.Subject(subject).EvidenceAsync(s_pea, SubjectQuestion.Now)).Select(static each => each.Report.Id)];

    /// <summary>Ids of one shard that is awake, each for one test.</summary>
    private async Task<string[]> SameShardAsync(string test)
    {
        cluster.Log.Heal();
        cluster.OnCall = static _ => null;
        var warm = $"{test}-warm";
        await cluster.Desk.ApplyAsync(Report(warm, Status($"Warm {test}", "operating"), agency: "pea"));
        var shard = InboxShard.KeyOf(new ReportKey("pea", warm));
        return [.. Enumerable.Range(1, 999).Select(number => $"{test}-{number}").Where(id => InboxShard.KeyOf(new ReportKey("pea", id)) == shard).Take(4)];
    }
}
