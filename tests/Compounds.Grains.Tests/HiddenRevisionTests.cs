using Compounds.Assessments;
using Compounds.Grains.Inbox;
using Compounds.Readers;
using Compounds.Reports;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests;

/// <summary>A revision may be marked otherwise than the one before: each reader's picture is made of the revisions he may see.</summary>
[Collection(nameof(SharedCluster))]
public sealed class HiddenRevisionTests(GrainCluster cluster)
{
    private const string Red = """{"tlp":"RED","pap":"RED"}""";

    private static readonly Reader s_army = new("army", Tlp.Red);
    private static readonly Reader s_pea = new("pea", Tlp.Amber);

    [Fact]
    public async Task A_revision_that_a_reader_may_not_see_leaves_him_the_one_before()
    {
        await cluster.Desk.ApplyAsync(Report("H-1", Status("Raised", "operating"), agency: "army"));
        await cluster.Desk.ApplyAsync(Report("H-1", Status("Raised", "raided"), Red, revision: 2, agency: "army"));

        Assert.Equal(1, (await ReadAsync("H-1", s_pea))?.Report.Revision);
        Assert.Equal(2, (await ReadAsync("H-1", s_army))?.Report.Revision);
        Assert.Equal(1, Assert.Single(await ListAsync("H-1", s_pea), static stored => stored.Report.Key.Id == "H-1").Report.Revision);
        Assert.Equal(2, Assert.Single(await ListAsync("H-1", s_army), static stored => stored.Report.Key.Id == "H-1").Report.Revision);
        Assert.Equal("operating", (await cluster.Subject("compound:raised").CardAsync(s_pea, SubjectQuestion.Now))?.Status?.Value);
        Assert.Equal("raided", (await cluster.Subject("compound:raised").CardAsync(s_army, SubjectQuestion.Now))?.Status?.Value);
    }

    [Fact]
    public async Task A_revision_that_a_reader_may_see_does_not_tell_him_what_the_hidden_one_before_spoke_of()
    {
        await cluster.Desk.ApplyAsync(Report("H-2", Status("Spoken Of", "operating"), agency: "army"));
        var (card, history) = (await cluster.Subject("compound:spoken-of").CardAsync(s_pea, SubjectQuestion.Now), await HistoryAsync("compound:spoken-of"));
        cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        await cluster.Desk.ApplyAsync(Report("H-3", Status("Spoken Of", "raided"), Red, agency: "army"));
        cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        await cluster.Desk.ApplyAsync(Report("H-3", Status("Elsewhere", "raided"), revision: 2, agency: "army"));

        Assert.Equal(card!.ChangedAt, (await cluster.Subject("compound:spoken-of").CardAsync(s_pea, SubjectQuestion.Now))?.ChangedAt);
        Assert.Equal(history, await HistoryAsync("compound:spoken-of"));
        Assert.Equal("operating", (await cluster.Subject("compound:spoken-of").CardAsync(s_army, SubjectQuestion.Now))?.Status?.Value);
        Assert.Equal("raided", (await cluster.Subject("compound:elsewhere").CardAsync(s_pea, SubjectQuestion.Now))?.Status?.Value);
    }

    [Fact]
    public async Task A_report_that_was_always_hidden_is_neither_read_nor_listed()
    {
        await cluster.Desk.ApplyAsync(Report("H-4", Status("Always Hidden", "operating"), Red, agency: "army"));
        await cluster.Desk.ApplyAsync(Report("H-4", Status("Always Hidden", "raided"), Red, revision: 2, agency: "army"));
        Assert.Null(await ReadAsync("H-4", s_pea));
        Assert.DoesNotContain(await ListAsync("H-4", s_pea), static stored => stored.Report.Key.Id == "H-4");
        Assert.Null(await cluster.Subject("compound:always-hidden").CardAsync(s_pea, SubjectQuestion.Now));
        Assert.Empty(await HistoryAsync("compound:always-hidden"));
    }

    [Fact]
    public async Task A_hidden_revision_does_not_bring_back_what_was_taken_back_before()
    {
        await cluster.Desk.ApplyAsync(Report("H-5", Status("Taken Back", "operating"), agency: "army"));
        await cluster.Desk.ApplyAsync(Retraction("H-5", "withdrawn", agency: "army"));
        var (read, listed) = (await ReadAsync("H-5", s_pea), Assert.Single(await ListAsync("H-5", s_pea), static stored => stored.Report.Key.Id == "H-5"));
        Assert.Equal((RetractionReason.Withdrawn, RetractionReason.Withdrawn), (read!.Retracted, listed.Retracted));
        await cluster.Desk.ApplyAsync(Report("H-5", Status("Taken Back", "raided"), Red, revision: 2, agency: "army"));
        Assert.Equal((1, RetractionReason.Withdrawn), (await ReadAsync("H-5", s_pea) is { } pea ? (pea.Report.Revision, pea.Retracted) : default));
        Assert.Equal((2, null), (await ReadAsync("H-5", s_army) is { } army ? (army.Report.Revision, army.Retracted) : default));
        Assert.Equal(RetractionReason.Withdrawn, Assert.Single(await ListAsync("H-5", s_pea), static stored => stored.Report.Key.Id == "H-5").Retracted);
    }

    [Fact]
    public async Task Revisions_are_read_as_they_were_by_those_who_may_see_them()
    {
        await cluster.Desk.ApplyAsync(Report("H-6", Status("Read Many", "operating"), agency: "army", narrative: "First."));
        await cluster.Desk.ApplyAsync(Report("H-6", Status("Read Many", "raided"), Red, revision: 2, agency: "army", narrative: "Second."));
        await cluster.Desk.ApplyAsync(Report("H-6", Status("Read Many", "dormant"), revision: 3, agency: "army", narrative: "Third."));
        ReportRevision[] asked = [new("H-6", 1), new("H-6", 2), new("H-6", 3), new("H-6", 4), new("H-never", 1)];
        Assert.Equal<string?>(["First.", "Third."], await TextsAsync(s_pea));
        Assert.Equal<string?>(["First.", "Second.", "Third."], await TextsAsync(s_army));

        async Task<IEnumerable<string?>> TextsAsync(Reader reader) =>
            [.. (await InboxOf("H-6").ReadManyAsync(reader, asked)).OrderBy(static stored => stored.Report.Revision).Select(static stored => stored.Report.Narrative)];
    }

    private Task<StoredReport?> ReadAsync(string id, Reader reader) => InboxOf(id).ReadAsync(reader, id);

    private Task<IReadOnlyList<StoredReport>> ListAsync(string id, Reader reader) => InboxOf(id).ListAsync(reader, null, 200);

    private async Task<string[]> HistoryAsync(string subject) =>
        [.. await cluster.Subject(subject).HistoryAsync(s_pea).Select(static entry => $"{entry.Evidence.Report} {entry.Evidence.Revision} {entry.AppliedAt:O}").ToListAsync()];

    private IInboxGrain InboxOf(string id) => cluster.Grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(new ReportKey("army", id)));
}
