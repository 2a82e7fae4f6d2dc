using System.Collections.Immutable;
using System.Diagnostics;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Policy;

/// <summary>What the stream of one policy action amounts to.</summary>
/// <param name="Marking">Whose it is and who may see it; null before the first draft.</param>
/// <param name="Chosen">The scenario of the last draft; null before the first.</param>
/// <param name="Action">The action.</param>
/// <param name="Facts">Its steps, oldest first.</param>
/// <param name="Label">Whose reports all drafts so far rest on: titles and reasons of earlier ones stay in the history.</param>
internal sealed record PolicyStory(ActionMarking? Marking, ChosenScenario? Chosen, PolicyAction Action, ImmutableList<PolicyRecordedFact> Facts, Label Label)
{
    /// <summary>Before the first draft.</summary>
    public static PolicyStory Unwritten { get; } = new(null, null, PolicyAction.Unwritten, [], Label.None);

    /// <summary>Folds a fact. Total: it never refuses one.</summary>
    public PolicyStory Evolve(PolicyStoredFact fact, long version) => fact switch
    {
        PolicyMarked marked => this with { Marking = marked.Marking },
        PolicyScenarioChosen chosen => this with { Chosen = chosen.Chosen, Label = Label.Join(chosen.Chosen.LabelOfReader()) },
        PolicyStepTaken step => this with { Action = Action.Evolve(step.Fact), Facts = Facts.Add(new PolicyRecordedFact(version, step.Fact)), Marking = After(step.Fact) },
        _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
    };

    private ActionMarking? After(PolicyActionFact fact) => fact is PolicyActionMarkingLowered { To: var to } && Marking is not null
        ? Marking with { Handling = to.Of(Marking.Handling.Pap) } : Marking;

    /// <summary>The action as it is handed out; null before the first draft.</summary>
    public PolicyRecord? Record(string id) => Marking is null ? null : new PolicyRecord(id, Marking, Chosen!, [.. Facts], Label);
}

/// <summary>A fact in the stream of a policy action.</summary>
internal abstract record PolicyStoredFact;

/// <summary>Whose action it is was decided.</summary>
internal sealed record PolicyMarked(ActionMarking Marking) : PolicyStoredFact;

/// <summary>A draft was taken from a scenario.</summary>
internal sealed record PolicyScenarioChosen(ChosenScenario Chosen) : PolicyStoredFact;

/// <summary>A step of the life cycle was taken.</summary>
internal sealed record PolicyStepTaken(PolicyActionFact Fact) : PolicyStoredFact;

/// <summary>The stored form of these facts.</summary>
internal sealed class PolicyFactCodec : FactCodec<PolicyStoredFact>
{
    /// <inheritdoc/>
    public override NewFact Write(PolicyStoredFact fact, DateTimeOffset now) => fact switch
    {
        PolicyMarked marked => PolicyFacts.Write(marked.Marking, now),
        PolicyScenarioChosen chosen => PolicyFacts.Write(chosen.Chosen, now),
        PolicyStepTaken step => PolicyFacts.Write(step.Fact, now),
        _ => throw new UnreachableException($"No stored form of {fact.GetType().Name}."),
    };

    /// <inheritdoc/>
    public override PolicyStoredFact Read(Fact fact) => fact.Name switch
    {
        PolicyFacts.Marked => new PolicyMarked(PolicyFacts.ReadMarking(fact)),
        PolicyFacts.ScenarioChosen => new PolicyScenarioChosen(PolicyFacts.ReadChosen(fact)),
        _ => new PolicyStepTaken(PolicyActionJson.Read(fact.Body.Span)),
    };
}
