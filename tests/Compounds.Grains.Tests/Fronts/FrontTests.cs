using System.Collections.Immutable;
using Compounds.Grains.Fronts;
using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Grains.Tests.Scenarios;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Choice;

namespace Compounds.Grains.Tests.Fronts;

public sealed class FrontTests(ScenarioTests.Filled filled) : IClassFixture<ScenarioTests.Filled>
{
    private static readonly Reader s_army = new("army", Tlp.Red);

    [Fact]
    public async Task A_front_is_that_of_simulating_every_set_one_by_one()
    {
        var view = await NetworkAsync();
        var (network, question) = (view.Build(), Question(view));
        var front = filled.Cluster.Grains.GetFront(s_army, question.Hash(network));

        Assert.True(await front.AskAsync(question));
        var found = (await UntilAsync(front, ScenarioStage.Completed)).Front!;

        var outcomes = Enumerable.Range(0, 8).Select(subset => Simulated(network, question, subset)).ToArray();
        var allowed = outcomes.Where(static each => each.Hospital <= 0).ToArray();
        var best = allowed.Where(one => !Array.Exists(allowed, other => IsBetter(other, one))).Select(static each => each.Lost).Distinct().Order().ToArray();
        Assert.Equal(8, found.SetsSimulated);
        Assert.True(best.Length > 1);
        Assert.Equal(best, found.Points.Select(static point => Math.Round(point.Outcome.Disruption, 3)).Distinct().Order());
        Assert.NotEmpty(found.Outside);
        Assert.All(found.Points, static point => Assert.Equal(0, point.Outcome.HarmP90.HospitalCritical));
        Assert.All(found.Outside, static point => Assert.True(point.Outcome.HarmP90.HospitalCritical > 0));
        Assert.Equal(allowed.Max(static each => each.LostP10), Math.Round(found.Robust!.Outcome.DisruptionP10, 3));
        Assert.Contains(found.Greedy.Actions, static action => action == "moon");
    }

    [Fact]
    public async Task A_front_outlives_the_process_and_is_hidden_from_other_readers()
    {
        var view = await NetworkAsync();
        var question = Question(view, from: 6);
        var id = question.Hash(view.Build());
        var front = filled.Cluster.Grains.GetFront(s_army, id);
        await front.AskAsync(question);
        var before = await UntilAsync(front, ScenarioStage.Completed);

        await filled.Cluster.DeactivateAsync(front);
        var after = await front.ReadAsync();

        Assert.Equal(before.Progress, after!.Progress);
        Assert.Equal(before.Front!.Points.Select(static point => point.Outcome), after.Front!.Points.Select(static point => point.Outcome));
        Assert.False(await front.AskAsync(question));
        Assert.Equal(id, after.Question.Hash(view.Build()));
        Assert.Null(await filled.Cluster.Grains.GetFront(new Reader("pea", Tlp.Amber), id).ReadAsync());
    }

    [Fact]
    public async Task A_cancelled_front_stops_and_asking_again_starts_it_anew()
    {
        var view = await NetworkAsync();
        var question = Question(view, samples: 10_000, horizon: 720);
        var front = filled.Cluster.Grains.GetFront(s_army, question.Hash(view.Build()));
        await front.AskAsync(question);

        Assert.True(await front.CancelAsync());
        Assert.Null((await UntilAsync(front, ScenarioStage.Cancelled)).Front);
        Assert.False(await front.AskAsync(question));
        Assert.Equal(ScenarioStage.Running, (await front.FollowAsync(null))!.Stage);
        Assert.True(await front.CancelAsync());
    }

    internal static FrontQuestion Question(NetworkView view, int from = 5, int samples = 128, int horizon = 72)
    {
        Scenario Alone(string target) => new() { Measures = [new(target, MeasureKind.CutPower, from)], Horizon = horizon, Samples = samples, Tolerance = 0 };
        return new(
            "Which cuts", view.Hash, view.AsOf, view.KnownAt,
            [
                new("feed", "The whole feed", Alone(ScenarioDesk.Feed)), new("moon", "The line of Moon Park", Alone($"{ScenarioDesk.Feed}>compound:moon-park:Power")),
                new("town", "The line of Old Town", Alone($"{ScenarioDesk.Feed}>infrastructure:old-town:Power")),
            ],
            [], new(HarmWeights.Default, HarmBudget.Default, [HarmLine.CaptiveExposure]));
    }

    private static async Task<FrontView> UntilAsync(IFrontGrain front, ScenarioStage stage)
    {
        var progress = await front.FollowAsync(null);
        while (progress!.Stage != stage)
            progress = await front.FollowAsync(progress);
        return (await front.ReadAsync())!;
    }

    private static bool IsBetter(Brute one, Brute other) =>
        one.Lost >= other.Lost && one.Harm <= other.Harm && one.Captives <= other.Captives && (one.Lost > other.Lost || one.Harm < other.Harm || one.Captives < other.Captives);

    private static Brute Simulated(Network network, FrontQuestion question, int subset)
    {
        ImmutableArray<Measure> measures = [.. question.Actions.Where((_, at) => ((subset >> at) & 1) == 1).SelectMany(static action => action.Scenario.Measures)];
        var outcome = MonteCarlo.Run(network, question.Actions[0].Scenario with { Measures = measures });
        double Mean(LedgerLine line) => outcome.TotalsOf(line).ToArray().Average();
        return new(
            Math.Round(Mean(LedgerLine.LostWorkerHours), 3), Math.Round(outcome.Line(LedgerLine.LostWorkerHours).Total.P10, 3),
            Math.Round(Mean(LedgerLine.CivilPower) + (0.5 * Mean(LedgerLine.CivilTelecom)) + (2 * Mean(LedgerLine.WaterBelowMinimum)) + (10_000 * Mean(LedgerLine.HospitalCritical)), 3),
            Math.Round(Mean(LedgerLine.CaptiveExposure), 3), outcome.Line(LedgerLine.HospitalCritical).Total.P90);
    }

    private Task<NetworkView> NetworkAsync() => new ScenarioDesk(filled.Cluster.Grains, s_army).NetworkAsync();

    private sealed record Brute(double Lost, double LostP10, double Harm, double Captives, double Hospital);
}
