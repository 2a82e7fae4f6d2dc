using Compounds.Assessments;
using Compounds.Grains.Inbox;
using Compounds.Readers;
using Compounds.Reports;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests;

[Collection(nameof(SharedCluster))]
public sealed class FilingTests(GrainCluster cluster)
{
    private static readonly Reader s_pea = new("pea", Tlp.Amber);

    [Fact]
    public async Task A_report_is_accepted_once_and_then_a_duplicate_that_changes_nothing()
    {
        var line = Report("F-1", Status("Filed Once", "operating"), agency: "pea");
        await cluster.Desk.ApplyAsync(line);
        var before = await HistoryAsync("compound:filed-once");

        var again = Assert.Single(await cluster.Desk.FileAsync(line));
        Assert.Equal((ReceiptOutcome.Duplicate, 1), (again.Outcome, again.Revision));
        await InboxOf("F-1").WaitUntilAppliedAsync(again.Version);
        Assert.Equal(before, await HistoryAsync("compound:filed-once"));
    }

    [Fact]
    public async Task Other_content_under_the_same_id_and_revision_is_a_conflict_and_nothing_is_stored()
    {
        await cluster.Desk.ApplyAsync(Report("F-2", Status("Conflicted", "operating"), agency: "pea"));
        var other = Assert.Single(await cluster.Desk.FileAsync(Report("F-2", Status("Conflicted", "vacated"), agency: "pea")));
        Assert.Equal((ReceiptOutcome.Conflict, 1), (other.Outcome, other.Revision));
        Assert.Equal("operating", await StatusOf("compound:conflicted"));
    }

    [Fact]
    public async Task A_higher_revision_replaces_and_a_lower_one_is_a_conflict()
    {
        await cluster.Desk.ApplyAsync(Report("F-3", Status("Revised", "operating"), agency: "pea"));
        await cluster.Desk.ApplyAsync(Report("F-3", Status("Revised", "raided"), revision: 3, agency: "pea"));
        Assert.Equal("raided", await StatusOf("compound:revised"));
        var lower = Assert.Single(await cluster.Desk.FileAsync(Report("F-3", Status("Revised", "dormant"), revision: 2, agency: "pea")));
        Assert.Equal((ReceiptOutcome.Conflict, 3), (lower.Outcome, lower.Revision));
    }

    [Fact]
    public async Task A_revision_that_speaks_of_another_subject_leaves_the_first_one()
    {
        await cluster.Desk.ApplyAsync(Report("F-4", Status("Left Behind", "operating"), agency: "pea"));
        await cluster.Desk.ApplyAsync(Report("F-4", Status("Moved To", "operating"), revision: 2, agency: "pea"));
        Assert.Null(await cluster.Subject("compound:left-behind").ReadAsync(s_pea, SubjectQuestion.Now));
        Assert.Equal("operating", await StatusOf("compound:moved-to"));
    }

    [Theory]
    [InlineData("erroneous")]
    [InlineData("withdrawn")]
    [InlineData("handling")]
    public async Task A_retraction_takes_the_claims_back_and_a_second_one_is_a_duplicate(string reason)
    {
        var (id, subject) = ($"F-5-{reason}", $"Retracted {reason}");
        await cluster.Desk.ApplyAsync(Report(id, Status(subject, "operating"), agency: "pea"));
        await cluster.Desk.ApplyAsync(Retraction(id, reason, "pea"));
        Assert.Null(await cluster.Subject($"compound:retracted-{reason}").ReadAsync(s_pea, SubjectQuestion.Now));
        Assert.Equal(ReceiptOutcome.Duplicate, Assert.Single(await cluster.Desk.FileAsync(Retraction(id, reason, "pea"))).Outcome);
        Assert.Equal(reason, (await InboxOf(id).ReadAsync(s_pea, id))?.Retracted?.ToString().ToLowerInvariant());

        await cluster.Desk.ApplyAsync(Report(id, Status(subject, "raided"), revision: 2, agency: "pea"));
        Assert.Equal("raided", await StatusOf($"compound:retracted-{reason}"));
    }

    [Fact]
    public async Task A_retraction_of_what_was_never_filed_is_invalid() =>
        Assert.Equal(ReceiptOutcome.Invalid, Assert.Single(await cluster.Desk.FileAsync(Retraction("F-6", "withdrawn", "pea"))).Outcome);

    [Fact]
    public async Task Lines_of_one_batch_are_judged_against_those_before_them()
    {
        var first = Report("F-7", Status("Siblings", "operating"), agency: "pea");
        var second = Report("F-7", Status("Siblings", "raided"), revision: 2, agency: "pea");
        string[] lines = [first, first, Report("F-7", Status("Siblings", "dormant"), agency: "pea"), second, first, Retraction("F-7", "withdrawn", "pea"), Retraction("F-7", "withdrawn", "pea")];
        var answers = await cluster.Desk.FileAsync(lines);
        Assert.Equal(
            [
                ReceiptOutcome.Accepted, ReceiptOutcome.Duplicate, ReceiptOutcome.Conflict, ReceiptOutcome.Accepted, ReceiptOutcome.Conflict,
                ReceiptOutcome.Accepted, ReceiptOutcome.Duplicate,
            ],
            answers.Select(static answer => answer.Outcome));
        await InboxOf("F-7").WaitUntilAppliedAsync(answers[5].Version);
        Assert.Null(await cluster.Subject("compound:siblings").ReadAsync(s_pea, SubjectQuestion.Now));
        Assert.Equal(3, (await HistoryAsync("compound:siblings")).Length);
    }

    [Fact]
    public async Task A_batch_answers_the_same_whether_its_lines_come_together_or_one_by_one()
    {
        string[] Lines(string id, string subject) =>
        [
            Report(id, Status(subject, "operating"), agency: "pea"), Report(id, Status(subject, "raided"), revision: 2, agency: "pea"), Retraction(id, "withdrawn", "pea"),
            Report(id, Status(subject, "raided"), revision: 2, agency: "pea"), Report(id, Status(subject, "dormant"), revision: 3, agency: "pea"), Report(id, Status(subject, "operating"), agency: "pea"),
        ];
        var together = await cluster.Desk.FileAsync(Lines("F-8", "Batched"));
        var apart = new List<Filed>();
        foreach (var line in Lines("F-9", "Batched"))
            apart.AddRange(await cluster.Desk.FileAsync(line));
        Assert.Equal(apart.Select(static answer => (answer.Outcome, answer.Revision)), together.Select(static answer => (answer.Outcome, answer.Revision)));
    }

    private IInboxGrain InboxOf(string id) => cluster.Grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(new ReportKey("pea", id)));

    private async Task<string?> StatusOf(string subject) => (await cluster.Subject(subject).CardAsync(s_pea, SubjectQuestion.Now))?.Status?.Value;

    private async Task<(string, int, RetractionReason?)[]> HistoryAsync(string subject) =>
        [.. await cluster.Subject(subject).HistoryAsync(s_pea).Select(static entry => (entry.Evidence.Report.Id, entry.Evidence.Revision, entry.Evidence.Retracted)).ToListAsync()];
}
