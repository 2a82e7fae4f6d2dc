using System.Collections.Immutable;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Policy;

/// <summary>What a draft says.</summary>
/// <param name="Title">What the action is called.</param>
/// <param name="Scenario">The address of a scenario that the drafter's class asked; its measures are drafted.</param>
/// <param name="Handling">
/// Who may see the action; counts at the first draft only. Null for AMBER+STRICT, or the level of what it rests on where that is higher.
/// </param>
/// <param name="Audience">Without a handling: the agencies that may see it beside the drafter's; null for none.</param>
/// <param name="Acting">The agencies that may act on it beside the drafter's; counts at the first draft only.</param>
[GenerateSerializer, Immutable, Alias("value/policy-draft")]
public sealed record PolicyDraft(
    [Id(0)] string Title, [Id(1)] string Scenario, [Id(2)] Handling? Handling, [Id(3)] IReadOnlyList<string>? Audience = null, [Id(4)] IReadOnlyList<string>? Acting = null);

/// <summary>The answer to a step.</summary>
/// <param name="Refusal">Why nothing was done; null when the step was taken, now or before.</param>
/// <param name="Record">The action after it; null when it was refused and there is none.</param>
[GenerateSerializer, Immutable, Alias("value/policy-answer")]
public sealed record PolicyAnswer([Id(0)] PolicyRefusal? Refusal, [Id(1)] PolicyRecord? Record);

/// <summary>What the do-no-harm gate would find.</summary>
/// <param name="Findings">What is missing or in the way, people held first; empty when the gate is open.</param>
/// <param name="Evidence">The reports of the case that stand, with their PAP levels and who filed them.</param>
[GenerateSerializer, Immutable, Alias("value/policy-check")]
public sealed record PolicyCheck([Id(0)] ImmutableArray<DoNoHarmFinding> Findings, [Id(1)] ImmutableArray<RestingEvidence> Evidence);

/// <summary>An action as the ledger keeps it. What it amounts to is the fold of its facts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Marking">Whose it is and who may see it.</param>
/// <param name="Chosen">The scenario that it was drafted from.</param>
/// <param name="Facts">Its facts, oldest first.</param>
/// <param name="Label">Whose reports its drafts rest on, and how far that may be shown.</param>
[GenerateSerializer, Immutable, Alias("value/policy-record")]
public sealed record PolicyRecord(
    [Id(0)] string Id, [Id(1)] ActionMarking Marking, [Id(2)] ChosenScenario Chosen, [Id(3)] ImmutableArray<PolicyRecordedFact> Facts, [Id(4)] Label Label)
{
    /// <summary>The action that the facts amount to.</summary>
    public PolicyAction Action() => Facts.Aggregate(PolicyAction.Unwritten, static (action, recorded) => action.Evolve(recorded.Fact));
}

/// <summary>A fact with its place in the action's stream.</summary>
/// <param name="Version">The place.</param>
/// <param name="Fact">The fact.</param>
[GenerateSerializer, Immutable, Alias("value/policy-recorded-fact")]
public sealed record PolicyRecordedFact([Id(0)] long Version, [Id(1)] PolicyActionFact Fact);

/// <summary>An action in the directory.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Marking">Whose it is and who may see it.</param>
/// <param name="DraftedAt">When it was first drafted, in UTC.</param>
[GenerateSerializer, Immutable, Alias("value/policy-entry")]
public sealed record PolicyEntry([Id(0)] string Id, [Id(1)] ActionMarking Marking, [Id(2)] DateTimeOffset DraftedAt);

/// <summary>A place in a list of actions.</summary>
/// <param name="DraftedAt">When the action there was first drafted, in UTC.</param>
/// <param name="Id">Its id.</param>
[GenerateSerializer, Immutable, Alias("value/policy-position")]
public sealed record PolicyPosition([Id(0)] DateTimeOffset DraftedAt, [Id(1)] string Id)
{
    /// <summary>Whether an entry comes after this place.</summary>
    public bool IsBefore(PolicyEntry entry) => entry.DraftedAt < DraftedAt || (entry.DraftedAt == DraftedAt && string.CompareOrdinal(entry.Id, Id) > 0);
}

/// <summary>Frozen samples, weighted by what was observed.</summary>
/// <param name="Refusal">Why there are no figures; null when there are.</param>
/// <param name="Samples">The number of samples.</param>
/// <param name="EffectiveSampleSize">The number of equally weighted samples that would be as good.</param>
/// <param name="Warning">A sentence when that is too few; null when it is enough.</param>
/// <param name="Lines">Each line before and after.</param>
[GenerateSerializer, Immutable, Alias("value/policy-reweighting")]
public sealed record PolicyReweighting(
    [Id(0)] PolicyRefusal? Refusal, [Id(1)] int Samples, [Id(2)] double EffectiveSampleSize, [Id(3)] string? Warning, [Id(4)] ImmutableArray<ReweightedLine> Lines);

/// <summary>A line before and after the observations.</summary>
/// <param name="Line">Which line.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Before">As it was frozen.</param>
/// <param name="After">As the observations leave it.</param>
[GenerateSerializer, Immutable, Alias("value/reweighted-line")]
public sealed record ReweightedLine([Id(0)] LedgerLine Line, [Id(1)] string Unit, [Id(2)] Spread Before, [Id(3)] Spread After);
