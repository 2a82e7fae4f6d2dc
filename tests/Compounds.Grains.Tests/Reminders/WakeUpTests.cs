using Compounds.Assessments;
using Compounds.Driving;
using Compounds.Grains.Fronts;
using Compounds.Grains.Inbox;
using Compounds.Grains.Reminders;
using Compounds.Grains.Scenarios;
using Compounds.Grains.Subjects;
using Compounds.Grains.Tests.Faults;
using Compounds.Grains.Tests.Fronts;
using Compounds.Grains.Tests.Scenarios;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Tests.Reminders;

/// <summary>What a process leaves unfinished when it ends is gone on with by the next one, although nobody asks for it.</summary>
public sealed class WakeUpTests : IAsyncLifetime
{
    private static readonly Reader s_army = new("army", Tlp.Red);

    private RemindedCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await RemindedCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Reports_that_are_delivered_at_once_set_no_reminder()
    {
        var tries = 0;
        _cluster.Log.OnAppend = stream => stream == "subject/compound:late" && ++tries == 1 ? AppendFault.NotWritten : AppendFault.None;
        await _cluster.Desk.FileAsync(Wire.Report("at-once", Wire.Status("Late", "raided"), agency: "pea"));
        await _cluster.UntilAsync(() => tries == 2);
        Assert.Empty(_cluster.RemindersOf(InboxOf("at-once")));
    }

    [Fact]
    public async Task An_inbox_that_cannot_deliver_for_some_seconds_has_a_reminder_until_it_has_delivered()
    {
        _cluster.Log.OnAppend = static stream => stream == "subject/compound:away" ? AppendFault.NotWritten : AppendFault.None;
        var since = _cluster.Clock.GetUtcNow();
        await _cluster.Desk.FileAsync(Wire.Report("held-up", Wire.Status("Away", "raided"), agency: "pea"));
        await _cluster.UntilAsync(() => _cluster.RemindersOf(InboxOf("held-up")).Count > 0);
        Assert.True(_cluster.Clock.GetUtcNow() - since >= TimeSpan.FromSeconds(5));
        AssertRings("deliver", InboxOf("held-up"));

        _cluster.Log.Heal();
        await _cluster.UntilAsync(() => _cluster.RemindersOf(InboxOf("held-up")).Count == 0);
        var subject = _cluster.Grains.GetSubject(SubjectId.Parse("compound:away"));
        Assert.NotNull(await subject.CardAsync(new Reader("pea", Tlp.Amber), SubjectQuestion.Now));
    }

    [Fact]
    public async Task Reports_that_a_process_left_undelivered_are_delivered_by_the_next_one_within_a_minute()
    {
        _cluster.Log.OnAppend = static stream => stream == "subject/compound:left" ? AppendFault.NotWritten : AppendFault.None;
        await _cluster.Desk.FileAsync(Wire.Report("left", Wire.Status("Left", "raided"), agency: "pea"));
        await _cluster.RestartAsync();
        AssertRings("deliver", InboxOf("left"));

        await _cluster.UntilAsync(() => _cluster.Log.HasWritten("subject/compound:left"));
        await _cluster.UntilAsync(() => _cluster.RemindersOf(InboxOf("left")).Count == 0);
    }

    [Fact]
    public async Task A_scenario_that_a_process_left_unfinished_is_simulated_by_the_next_one_and_then_has_no_reminder()
    {
        var (desk, network) = await NetworkAsync();
        var question = ScenarioDesk.Question(network);
        var scenario = desk.Scenario(network, question);
        LoseCallsToWorkers();
        await scenario.AskAsync(question);
        await _cluster.UntilAsync(() => _cluster.RemindersOf(scenario).Count > 0);

        await _cluster.RestartAsync();
        await _cluster.UntilAsync(() => _cluster.Log.HasWritten("scenario/"));
        scenario = new ScenarioDesk(_cluster.Grains, s_army).Scenario(network, question);
        await _cluster.UntilAsync(() => _cluster.RemindersOf(scenario).Count == 0);
        Assert.Equal(ScenarioStage.Completed, (await scenario.FollowAsync(null))!.Stage);
    }

    [Fact]
    public async Task A_front_that_a_process_left_unfinished_is_searched_by_the_next_one_and_then_has_no_reminder()
    {
        var (_, network) = await NetworkAsync();
        var question = FrontTests.Question(network);
        IFrontGrain Front() => _cluster.Grains.GetFront(s_army, question.Hash(network.Build()));
        LoseCallsToWorkers();
        await Front().AskAsync(question);
        await _cluster.UntilAsync(() => _cluster.RemindersOf(Front()).Count > 0);

        await _cluster.RestartAsync();
        await _cluster.UntilAsync(() => _cluster.Log.HasWritten("front/"));
        await _cluster.UntilAsync(() => _cluster.RemindersOf(Front()).Count == 0);
    }

    [Fact]
    public async Task A_scenario_that_was_cancelled_has_no_reminder()
    {
        var (desk, network) = await NetworkAsync();
        var question = ScenarioDesk.Question(network);
        var scenario = desk.Scenario(network, question);
        LoseCallsToWorkers();
        await scenario.AskAsync(question);
        await _cluster.UntilAsync(() => _cluster.RemindersOf(scenario).Count > 0);
        await scenario.CancelAsync();
        Assert.Empty(_cluster.RemindersOf(scenario));
    }

    private void LoseCallsToWorkers() => _cluster.OnCall = static context =>
        context.InterfaceName.Contains("SimulationWorker", StringComparison.Ordinal) ? new TimeoutException("expired") : null;

    private void AssertRings(string name, IAddressable grain)
    {
        var reminder = Assert.Single(_cluster.RemindersOf(grain));
        Assert.Equal((name, WakeUp.Period), (reminder.Name, reminder.Period));
        Assert.True(reminder.StartAt - _cluster.Clock.GetUtcNow().UtcDateTime <= WakeUp.Period);
    }

    private IInboxGrain InboxOf(string report) => _cluster.Grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(new ReportKey("pea", report)));

    private async Task<(ScenarioDesk Desk, Compounds.Grains.Networks.NetworkView Network)> NetworkAsync()
    {
        await _cluster.Desk.ApplyAsync(ScenarioDesk.Lines);
        var desk = new ScenarioDesk(_cluster.Grains, s_army);
        return (desk, await desk.NetworkAsync());
    }
}
