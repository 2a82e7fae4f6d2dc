using Compounds.Grains.Fronts;
using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Choice;

namespace Compounds.Server.Simulation;

/// <summary>A search for sets of actions.</summary>
/// <param name="Id">The address of network and question together.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Agency">Whose readers asked it.</param>
/// <param name="AskedAt">When it was first asked, in UTC.</param>
/// <param name="Network">The network it rests on.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Run">How far it is.</param>
/// <param name="Front">What was found; null before.</param>
/// <param name="Marking">How far it may be shown: as the network.</param>
public sealed record FrontBody(
    string Id, string Title, string Agency, DateTimeOffset AskedAt, NetworkReference Network, FrontText Question, FrontRunBody Run, FoundFront? Front,
    Handling Marking)
{
    internal static FrontBody Of(string id, Reader reader, FrontView view, NetworkView network, string liveHash) => new(
        id, view.Question.Title, reader.Agency, view.AskedAt, new(network.Hash, view.Question.AsOf, view.Question.KnownAt, liveHash != network.Hash, liveHash),
        FrontText.Of(view.Question), new(view.Progress.Stage, view.Progress.SetsDone, view.Progress.SetsAtMost, view.CompletedAt),
        view.Front is null ? null : FoundFront.Of(view.Front, view.Question.Query), view.Question.LabelFor(reader).Marking);
}

/// <summary>What was asked.</summary>
/// <param name="Actions">The actions, by id.</param>
/// <param name="Protect">The nodes that no complete cut may reach.</param>
/// <param name="Rationing">Who is served first.</param>
/// <param name="HorizonHours">The hours simulated.</param>
/// <param name="Samples">The samples of each set.</param>
/// <param name="Seed">The seed of all draws.</param>
/// <param name="Budgets">The limits.</param>
/// <param name="OwnAxes">The lines that are never traded for effect.</param>
/// <param name="Basis">What is compared.</param>
/// <param name="Weights">The weights of the one harm scalar of the chart, person-hour equivalents a unit; captives have none.</param>
public sealed record FrontText(
    IReadOnlyList<ActionBody> Actions, IReadOnlyList<string> Protect, RationingPolicy Rationing, int HorizonHours, int Samples, ulong Seed, IReadOnlyList<BudgetBody> Budgets,
    IReadOnlyList<HarmLine> OwnAxes, ChoiceBasis Basis, HarmWeights Weights)
{
    internal static FrontText Of(FrontQuestion question)
    {
        var each = question.Actions[0].Scenario;
        return new(
            [.. question.Actions.Select(static action => new ActionBody(action.Id, action.Title, [.. action.Scenario.Measures.Select(MeasureBody.Of)]))], question.Spared, each.Policy, each.Horizon,
            each.Samples, each.Seed, [.. question.Query.Budgets.Select(static budget => new BudgetBody(budget.Line, budget.Limit, budget.Statistic))], question.Query.OwnAxes,
            question.Query.Basis, question.Query.Weights);
    }
}

/// <summary>How far a search is.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="SetsDone">Sets that are simulated.</param>
/// <param name="SetsAtMost">Sets to simulate at most; 0 before the search began.</param>
/// <param name="CompletedAt">When the front came, in UTC; null before.</param>
public sealed record FrontRunBody(ScenarioStage State, int SetsDone, int SetsAtMost, DateTimeOffset? CompletedAt);
