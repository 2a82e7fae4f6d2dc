using System.Collections.Immutable;
using System.Text;
using Compounds.Simulation.Policy;

namespace Compounds.Simulation.Tests.Policy;

/// <summary>A policy action told step by step; every step is a command of its own, an hour after the last.</summary>
internal sealed class Story
{
    public const string Author = "pea:member-1", First = "mfa:member-2", Second = "iom:member-3";

    private readonly List<PolicyActionFact> _facts = [];

    public static DateTimeOffset Start { get; } = new(2025, 2, 5, 2, 0, 0, TimeSpan.Zero);

    public static Scenario Cut { get; } = new() { Measures = [new("F1", MeasureKind.CutPower, 24)], Seed = 7, Horizon = 336 };

    public static Forecast Forecast { get; } = new(
        new string('a', 64),
        new string('b', 64),
        Start,
        7,
        336,
        1000,
        new string('c', 64),
        [new(LedgerLine.CaptiveExposure, 0, 10, 50, 90, 100), new(LedgerLine.HospitalCritical, 0, 0, 0, 0, 1), new(LedgerLine.LostWorkerHours, 100, 200, 300, 400, 500)]);

    public static DoNoHarmCase Open { get; } = DoNoHarmCase.Empty with
    {
        Captives = [new("C1", new Spread(50, 100, 200))],
        CaptiveSignOff = new("un:member-9", "The exposure is bounded and shelters are ready."),
        Feeders = [new("F1", 1, new Spread(900, 1000, 1100))],
        Crossings = [new("X1", 200, 500)],
        Notice = [new("Myawaddy hospital", "telephone", 24)],
        Evidence = [new("pea/r-1", "pea", PermissibleAction.Green, null)],
    };

    public static Observation Seen { get; } = new(LedgerLine.LostWorkerHours, 310, 20, Start.AddDays(20), "pea/r-9");

    public PolicyAction Action { get; private set; } = PolicyAction.Unwritten;

    public IReadOnlyList<PolicyActionFact> Facts => _facts;

    public DateTimeOffset Now { get; private set; } = Start;

    public static Story Drafted() => new Story().Then(by => new DraftPolicyAction(by, "Cut F1", Cut));

    public static Story Simulated() => Drafted().Then(by => new SimulatePolicyAction(by, Forecast));

    public static Story Proposed() => Simulated().Then(by => new ProposePolicyAction(by, Open));

    public static Story Approved() => Proposed().Then(by => new ApprovePolicyAction(by, 1), First).Then(by => new ApprovePolicyAction(by, 1), Second);

    public static Story CarriedOut()
    {
        var story = Approved();
        return story.Then(by => new CarryOutPolicyAction(by, story.Now));
    }

    public static Story Observed() => CarriedOut().At(Start.AddDays(30)).Then(by => new RecordObservation(by, Seen));

    public static ForecastScore ScoreOf(params Observation[] observations) =>
        ForecastScore.Of([.. observations.Select(o => new ObservedForecast(o, [100, 200, 300, 400, 500]))]);

    /// <summary>The state in words, for comparing states that hold arrays.</summary>
    public static string Told(PolicyAction action)
    {
        var told = new StringBuilder().Append(action.Stage).Append('|').Append(action.Title).Append('|').Append(action.Proposal).Append('|').Append(action.CarriedOutAt);
        told.AppendJoin(',', action.Authors).Append('|').AppendJoin(',', action.Approvals).Append('|').AppendJoin(',', action.Observations);
        told.Append('|').AppendJoin(',', action.Followed.Keys.Order(StringComparer.Ordinal)).Append('|').Append(action.Forecast?.InputHash).Append(action.Frozen?.InputHash);
        return told.Append('|').Append(action.Case?.Captives.Length).Append(action.Score?.Coverage).Append(action.Scenario?.Seed).Append(action.Scenario?.Measures.Length).ToString();
    }

    public Story At(DateTimeOffset now)
    {
        Now = now;
        return this;
    }

    /// <summary>Follows a command and insists that it is accepted.</summary>
    public Story Then(Func<Instruction, PolicyActionCommand> command, string by = Author)
    {
        var decision = Try(command, by);
        Assert.Null(decision.Refusal);
        Assert.NotEmpty(decision.Facts);
        return this;
    }

    /// <summary>Follows a command if it is accepted.</summary>
    public PolicyDecision Try(Func<Instruction, PolicyActionCommand> command, string by = Author, string? id = null)
    {
        Now = Now.AddHours(1);
        var decision = command(new(id ?? $"command-{_facts.Count}-{Now.UtcTicks}", by, "Because it helps.")).Decide(Action, Now);
        foreach (var fact in decision.Facts)
        {
            _facts.Add(fact);
            Action = Action.Evolve(fact);
        }

        return decision;
    }

    /// <summary>Insists that a command is refused by a code, with a sentence, and leaves no fact.</summary>
    public PolicyRefusal Refuses(string code, Func<Instruction, PolicyActionCommand> command, string by = Author)
    {
        var decision = Try(command, by);
        Assert.NotNull(decision.Refusal);
        Assert.Equal(code, decision.Refusal.Code);
        Assert.EndsWith(".", decision.Refusal.Sentence, StringComparison.Ordinal);
        Assert.Empty(decision.Facts);
        return decision.Refusal;
    }
}
