using Compounds.Driving;
using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Readers;
using Compounds.Simulation;

namespace Compounds.Grains.Tests.Scenarios;

public sealed class ScenarioTests(ScenarioTests.Filled filled) : IClassFixture<ScenarioTests.Filled>
{
    private static readonly Reader s_army = new("army", Tlp.Red);

    private readonly ScenarioDesk _desk = new(filled.Cluster.Grains, s_army);

    [Fact]
    public async Task An_outcome_is_equal_to_the_bit_to_that_of_one_machine()
    {
        var network = await _desk.NetworkAsync();
        var question = ScenarioDesk.Question(network, samples: 1_000);
        var scenario = _desk.Scenario(network, question);

        Assert.True(await scenario.AskAsync(question));
        var view = await ScenarioDesk.UntilAsync(scenario, static progress => progress.Sensitivity is SensitivityStage.Completed);

        Assert.Equal(MonteCarlo.Run(network.Build(), question.Scenario).ResultHash, view.Outcome!.ResultHash);
        Assert.Equal((ScenarioStage.Completed, 4, 4), (view.Progress.Stage, view.Progress.BlocksDone, view.Progress.BlocksAtMost));
        Assert.NotEmpty(view.Sensitivity);
    }

    [Fact]
    public async Task A_run_is_one_span_that_tells_how_much_it_is_and_not_of_what()
    {
        using var spans = new SpanListener();
        var network = await _desk.NetworkAsync();
        var question = ScenarioDesk.Question(network, from: 17);
        await _desk.Scenario(network, question).AskAsync(question);
        await ScenarioDesk.UntilAsync(_desk.Scenario(network, question), static progress => progress.Stage is ScenarioStage.Completed);

        Assert.Contains(spans.Ended("simulate"), static run => run.Parent is null && run.GetTagItem(Spans.Count) is > 0);
        spans.AssertNothingIsDisclosed();
    }

    [Fact]
    public async Task The_same_question_twice_is_one_computation_and_another_title_only_renames_it()
    {
        var network = await _desk.NetworkAsync();
        var question = ScenarioDesk.Question(network, from: 6);
        var scenario = _desk.Scenario(network, question);

        Assert.True(await scenario.AskAsync(question));
        await ScenarioDesk.UntilAsync(scenario, static progress => progress.Stage is ScenarioStage.Completed);
        Assert.False(await scenario.AskAsync(question));
        Assert.False(await scenario.AskAsync(question with { Title = "Renamed" }));

        var view = await scenario.ReadAsync();
        Assert.Equal(("Renamed", ScenarioStage.Completed), (view!.Question.Title, view.Progress.Stage));
        Assert.Equal(["scenario-asked", "scenario-completed", "scenario-asked"], await NamesAsync(scenario));
    }

    [Fact]
    public async Task A_scenario_and_its_network_outlive_the_process()
    {
        var network = await _desk.NetworkAsync();
        var question = ScenarioDesk.Question(network, from: 7);
        await _desk.Scenario(network, question).AskAsync(question);
        var before = await ScenarioDesk.UntilAsync(_desk.Scenario(network, question), static progress => progress.Sensitivity is SensitivityStage.Completed);

        await filled.Cluster.DeactivateAsync(_desk.Scenario(network, question));
        await filled.Cluster.DeactivateAsync(filled.Cluster.Grains.GetNetworks(s_army));
        var after = await _desk.Scenario(network, question).ReadAsync();

        Assert.Equal(before.Outcome!.ResultHash, after!.Outcome!.ResultHash);
        Assert.Equal(before.Outcome.Line(LedgerLine.CaptiveExposure).Total, after.Outcome.Line(LedgerLine.CaptiveExposure).Total);
        Assert.Equal(before.Sensitivity.AsEnumerable(), after.Sensitivity);
        Assert.Equal(question.Scenario.Hash(network.Build()), after.Question.Scenario.Hash(network.Build()));
        var kept = await filled.Cluster.Grains.GetNetworks(s_army).FindAsync(network.Hash);
        Assert.Equal(network.Assumptions.AsEnumerable(), kept!.Assumptions);
        Assert.Equal(network.Hash, kept.Build().Hash);
        Assert.Equal([(Label.Of("army", Handling.Of(Tlp.Green, Pap.Green, "army")), network.Label), (network.Label, after.Question.Label)], [(network.Label, kept.Label), (kept.Label, question.Label)]);
    }

    [Fact]
    public async Task A_scenario_from_before_labels_is_as_closed_as_its_readers_and_takes_its_label_when_it_is_asked_again()
    {
        var network = await _desk.NetworkAsync();
        var question = ScenarioDesk.Question(network, from: 11);
        var scenario = _desk.Scenario(network, question);
        await scenario.AskAsync(question with { Label = null });
        Assert.Equal(Handling.MostClosedFor(s_army), (await scenario.SummariseAsync())!.Marking);

        Assert.False(await scenario.AskAsync(question));
        Assert.Equal(network.Label!.Marking, (await scenario.SummariseAsync())!.Marking);
        await ScenarioDesk.UntilAsync(scenario, static progress => progress.Stage is ScenarioStage.Completed);
    }

    [Fact]
    public async Task Other_readers_know_nothing_of_it()
    {
        var network = await _desk.NetworkAsync();
        var question = ScenarioDesk.Question(network, from: 8);
        await _desk.Scenario(network, question).AskAsync(question);

        var others = new Reader("pea", Tlp.Amber);
        Assert.Null(await filled.Cluster.Grains.GetScenario(others, question.Scenario.Hash(network.Build())).ReadAsync());
        Assert.Null(await filled.Cluster.Grains.GetNetworks(others).FindAsync(network.Hash));
        Assert.Empty(await filled.Cluster.Grains.GetScenarios(others).ListAsync(100));
        Assert.Contains(await filled.Cluster.Grains.GetScenarios(s_army).ListAsync(100), summary => summary.Id == question.Scenario.Hash(network.Build()));
    }

    [Fact]
    public async Task A_cancelled_scenario_stops_and_asking_again_starts_it_anew()
    {
        var network = await _desk.NetworkAsync();
        var question = ScenarioDesk.Question(network, samples: 10_000, horizon: 720, from: 9);
        var scenario = _desk.Scenario(network, question);

        await scenario.AskAsync(question);
        Assert.True(await scenario.CancelAsync());
        var stopped = await ScenarioDesk.UntilAsync(scenario, static progress => progress.Stage is not ScenarioStage.Running);
        Assert.Equal(ScenarioStage.Cancelled, stopped.Progress.Stage);
        Assert.Null(stopped.Outcome);

        var smaller = ScenarioDesk.Question(network, from: 10);
        await _desk.Scenario(network, smaller).AskAsync(smaller);
        await ScenarioDesk.UntilAsync(_desk.Scenario(network, smaller), static progress => progress.Stage is ScenarioStage.Completed);
        Assert.True(await _desk.Scenario(network, smaller).CancelAsync());
        Assert.Equal(ScenarioStage.Completed, (await _desk.Scenario(network, smaller).FollowAsync(null))!.Stage);
    }

    [Fact]
    public async Task A_new_report_moves_the_network_on_and_the_old_one_can_still_be_read()
    {
        var reader = new Reader("ngo", Tlp.Clear);
        await filled.Cluster.Desk.ApplyAsync(Wire.Report("N-1", Networks.SupplyWire.Site("Star Park", "power", "East Feed"), """{"tlp":"CLEAR","pap":"CLEAR"}""", agency: "ngo"));
        var before = await new ScenarioDesk(filled.Cluster.Grains, reader).NetworkAsync();
        await filled.Cluster.Desk.ApplyAsync(Wire.Report("N-2", Wire.Headcount("Star Park", 700), """{"tlp":"CLEAR","pap":"CLEAR"}""", agency: "ngo"));
        var after = await new ScenarioDesk(filled.Cluster.Grains, reader).NetworkAsync();

        Assert.NotEqual(before.Hash, after.Hash);
        Assert.Equal(before.Hash, (await filled.Cluster.Grains.GetNetworks(reader).FindAsync(before.Hash))!.Hash);
    }

    private async Task<IEnumerable<string>> NamesAsync(IScenarioGrain scenario)
    {
        var names = new List<string>();
        await foreach (var fact in filled.Cluster.Log.ReadAsync(ScenarioGrain.StreamOf(scenario.GetPrimaryKeyString()), 1, CancellationToken.None))
            names.Add(fact.Name);
        return names;
    }

    /// <summary>A cluster in which the stretch of border was reported.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        internal GrainCluster Cluster { get; } = new();

        public async Task InitializeAsync()
        {
            await Cluster.InitializeAsync();
            await Cluster.Desk.ApplyAsync(ScenarioDesk.Lines);
        }

        public Task DisposeAsync() => Cluster.DisposeAsync();
    }
}
