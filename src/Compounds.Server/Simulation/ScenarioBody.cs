using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Server.Simulation;

/// <summary>A scenario with its outcome.</summary>
/// <param name="Id">The address of network and scenario together.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Agency">Whose readers asked it.</param>
/// <param name="AskedAt">When it was first asked, in UTC.</param>
/// <param name="Network">The network it rests on.</param>
/// <param name="Scenario">What was asked.</param>
/// <param name="Run">How far it is.</param>
/// <param name="Outcome">What it came to; null before it is known.</param>
/// <param name="Assumptions">Everything that nobody reported and the network needs.</param>
/// <param name="Sensitivity">What moves the lost worker-hours most, longest bar first.</param>
/// <param name="Report">The outcome in plain sentences.</param>
/// <param name="Marking">How far it may be shown: as the network.</param>
public sealed record ScenarioBody(
    string Id, string Title, string Agency, DateTimeOffset AskedAt, NetworkReference Network, ScenarioText Scenario, RunBody Run, OutcomeBody? Outcome,
    IReadOnlyList<Assumption> Assumptions, IReadOnlyList<Influence> Sensitivity, IReadOnlyList<ReportSection> Report,
    Handling Marking)
{
    internal static ScenarioBody Of(string id, Reader reader, ScenarioView view, NetworkView network, string liveHash, bool isHourly) => new(
        id, view.Question.Title, reader.Agency, view.AskedAt,
        new NetworkReference(network.Hash, view.Question.AsOf, view.Question.KnownAt, liveHash != network.Hash, liveHash),
        ScenarioText.Of(view.Question), RunBody.Of(view.Progress, view.CompletedAt),
        view.Outcome is null ? null : OutcomeBody.Of(view.Outcome, network.Nodes.ToDictionary(static node => node.Id, static node => node.Name, StringComparer.Ordinal), isHourly),
        view.Outcome is null ? [] : network.Assumptions, view.Sensitivity,
        view.Outcome is null ? [] : OutcomeReport.Of(view.Outcome, view.Question.Scenario, network.Assumptions, view.Progress.Sensitivity is SensitivityStage.Pending ? null : view.Sensitivity),
        view.Question.LabelFor(reader).Marking);
}

/// <summary>The network of a scenario.</summary>
/// <param name="Hash">Its address.</param>
/// <param name="AsOf">When it held in the world, in UTC.</param>
/// <param name="KnownAt">What had been recorded by then went into it, in UTC.</param>
/// <param name="IsStale">Whether the live network has moved on since.</param>
/// <param name="LiveHash">The address of the live network.</param>
public sealed record NetworkReference(string Hash, DateTimeOffset AsOf, DateTimeOffset KnownAt, bool IsStale, string LiveHash);

/// <summary>What was asked.</summary>
/// <param name="Measures">The measures as asked.</param>
/// <param name="Protect">The nodes that no complete cut may reach.</param>
/// <param name="CarriedOut">The measures as simulated: narrowed to spare those nodes.</param>
/// <param name="Rationing">Who is served first.</param>
/// <param name="HorizonHours">The hours simulated.</param>
/// <param name="Samples">The most samples.</param>
/// <param name="Seed">The seed of all draws.</param>
/// <param name="Tolerance">The relative width at which the figures count as settled.</param>
/// <param name="Displacement">Whether operators may move people.</param>
public sealed record ScenarioText(
    IReadOnlyList<MeasureBody> Measures, IReadOnlyList<string> Protect, IReadOnlyList<MeasureBody> CarriedOut, RationingPolicy Rationing, int HorizonHours, int Samples,
    ulong Seed, double Tolerance, bool Displacement)
{
    internal static ScenarioText Of(ScenarioQuestion question) => new(
        [.. question.Asked.Select(MeasureBody.Of)], question.Spared, [.. question.Scenario.Measures.Select(MeasureBody.Of)], question.Scenario.Policy, question.Scenario.Horizon,
        question.Scenario.Samples, question.Scenario.Seed, question.Scenario.Tolerance, question.Scenario.Displacement is not null);
}

/// <summary>How far a scenario is.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="BlocksDone">Blocks of 256 samples that are simulated.</param>
/// <param name="BlocksAtMost">Blocks that are simulated unless the figures settle before.</param>
/// <param name="CompletedAt">When the outcome came, in UTC; null before.</param>
/// <param name="Sensitivity">How far the search for what moves the answer is.</param>
public sealed record RunBody(ScenarioStage State, int BlocksDone, int BlocksAtMost, DateTimeOffset? CompletedAt, SensitivityStage Sensitivity)
{
    internal static RunBody Of(ScenarioProgress progress, DateTimeOffset? completedAt) => new(progress.Stage, progress.BlocksDone, progress.BlocksAtMost, completedAt, progress.Sensitivity);
}
