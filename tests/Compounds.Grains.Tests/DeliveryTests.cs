using System.Text;
using System.Text.Json;
using Compounds.Assessments;
using Compounds.Grains.Inbox;
using Compounds.Grains.Subjects;
using Compounds.Grains.Sweeping;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests;

[Collection(nameof(SharedCluster))]
public sealed class DeliveryTests(GrainCluster cluster)
{
    private static readonly Reader s_pea = new("pea", Tlp.Amber);

    [Fact]
    public async Task Once_the_wait_ends_every_subject_of_the_report_shows_its_claims()
    {
        await cluster.Desk.ApplyAsync(Report("D-1", $"{Headcount("Seen One", 400)},{Status("Seen Two", "raided")}", agency: "pea"));
        var one = (await cluster.Subject("compound:seen-one").ReadAsync(s_pea, new SubjectQuestion(null, null, Explain: true)))!;
        Assert.Equal("pea/D-1", Assert.Single(Assert.Single(one.Assessments).Contributions!).Report);
        Assert.Equal("raided", (await cluster.Subject("compound:seen-two").CardAsync(s_pea, SubjectQuestion.Now))?.Status?.Value);
        Assert.Equal("D-1", Assert.Single(await cluster.Subject("compound:seen-one").EvidenceAsync(s_pea, SubjectQuestion.Now)).Report.Id);
        var stored = (await InboxOf("D-1").ReadAsync(s_pea, "D-1"))!;
        Assert.True(stored.IsApplied);
        Assert.Equal(["compound:seen-one", "compound:seen-two"], stored.Subjects.Select(static subject => subject.Value));
    }

    [Fact]
    public async Task A_delivery_repeated_changes_nothing()
    {
        await cluster.Desk.ApplyAsync(Report("D-2", Status("Repeated", "operating"), agency: "pea"));
        var (stream, before) = ("subject/compound:repeated", await ReadAsync("compound:repeated"));
        var facts = await cluster.Log.ReadAsync(stream, 1, CancellationToken.None).ToListAsync();
        foreach (var delivery in facts.SelectMany(SubjectFacts.Read).Select(static each => new Delivery(each.Inbox, [each.Item])))
        {
            await cluster.Subject("compound:repeated").ApplyAsync(delivery);
            await cluster.Subject("compound:repeated").ApplyAsync(delivery);
        }

        Assert.Equal(facts.Count, await cluster.Log.ReadAsync(stream, 1, CancellationToken.None).CountAsync());
        Assert.Equal(before, await ReadAsync("compound:repeated"));
    }

    [Fact]
    public async Task A_rival_writer_on_a_subject_is_noticed_and_its_facts_are_decided_on()
    {
        await cluster.Desk.ApplyAsync(Report("D-3", Status("Contested", "operating"), agency: "pea"));
        var stream = "subject/compound:contested";
        var own = await cluster.Log.ReadAsync(stream, 1, CancellationToken.None).ToListAsync();
        var rival = SubjectFacts.Read(own[0]).Select(static each => each.Item with { Version = 1 }).ToList();
        var append = new SubjectAppend();
        append.Add("army/0", [rival[0] with { Evidence = rival[0].Evidence with { Report = new ReportKey("army", "R-1"), Source = "army" } }]);
        Assert.True(await cluster.Log.TryAppendAsync(stream, own.Count, [new SubjectFactCodec().Write(append.Facts.Single(), cluster.Clock.GetUtcNow())], CancellationToken.None));

        // The same delivery as the rival's is nothing new, and the next report stands behind it.
        await cluster.Desk.ApplyAsync(Report("D-4", Status("Contested", "raided"), agency: "pea"));
        await cluster.Subject("compound:contested").ApplyAsync(new Delivery("army/0", [rival[0]]));
        Assert.Equal(
            ["D-3", "R-1", "D-4"],
            await cluster.Subject("compound:contested").HistoryAsync(s_pea).Select(static entry => entry.Evidence.Report.Id).ToListAsync());
        Assert.Equal(own.Count + 2, await cluster.Log.ReadAsync(stream, 1, CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task An_inbox_that_stopped_between_storing_and_delivering_goes_on_as_if_it_had_not()
    {
        await cluster.Desk.ApplyAsync(Report("D-5", Status("Stopped First", "operating"), agency: "pea"));
        var inbox = InboxOf("D-5");
        await cluster.DeactivateAsync(inbox);

        // What a process leaves that dies after the append and before the delivery: a revision that moves to another subject, and its end.
        var stream = $"inbox/{InboxShard.KeyOf(new ReportKey("pea", "D-5"))}";
        var revision = (await cluster.Desk.ReadAsync(Report("D-5", Status("Stopped Second", "raided"), revision: 2, agency: "pea"))).Item.Report!;
        await inbox.WaitUntilAppliedAsync(await cluster.Log.AppendAsync(stream, "report-filed", revision.Body, cluster.Clock.GetUtcNow()));
        Assert.Null(await cluster.Subject("compound:stopped-first").CardAsync(s_pea, SubjectQuestion.Now));
        Assert.Equal("raided", (await cluster.Subject("compound:stopped-second").CardAsync(s_pea, SubjectQuestion.Now))?.Status?.Value);

        await cluster.DeactivateAsync(inbox);
        var retraction = Encoding.UTF8.GetBytes("""{"report":"D-5","reason":"erroneous"}""");
        await inbox.WaitUntilAppliedAsync(await cluster.Log.AppendAsync(stream, "report-retracted", retraction, cluster.Clock.GetUtcNow()));
        Assert.Null(await cluster.Subject("compound:stopped-second").CardAsync(s_pea, SubjectQuestion.Now));
    }

    [Fact]
    public async Task A_sweep_wakes_the_inboxes_that_have_something_to_deliver_and_no_others()
    {
        await cluster.Desk.ApplyAsync(Report("D-6", Status("Slept", "operating"), agency: "army"));
        var (waiting, idle) = (cluster.Grains.GetGrain<IInboxGrain>("army/9"), cluster.Grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(new ReportKey("army", "D-6"))));
        await cluster.DeactivateAsync(idle);
        var report = (await cluster.Desk.ReadAsync(Report("D-7", Status("Woken", "raided"), agency: "army"))).Item.Report!;
        Assert.True(await cluster.Log.TryAppendAsync("inbox/army/9", 0, [new NewFact("report-filed", cluster.Clock.GetUtcNow(), report.Body)], CancellationToken.None));

        await cluster.DeactivateAsync(cluster.Grains.GetSweeper());
        await cluster.Grains.GetSweeper().SweepAsync();
        Assert.True(cluster.IsActive(waiting));
        Assert.False(cluster.IsActive(idle));
    }

    private IInboxGrain InboxOf(string id) => cluster.Grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(new ReportKey("pea", id)));

    private async Task<string> ReadAsync(string subject) =>
        JsonSerializer.Serialize(await cluster.Subject(subject).ReadAsync(s_pea, new SubjectQuestion(null, null, Explain: true)), JsonSerializerOptions.Web);
}
