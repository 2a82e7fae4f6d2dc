using System.Text.Json;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Policy;

/// <summary>The stored form of policy actions: their own facts, the marking before the first, and the scenario that a draft was taken from.</summary>
internal static class PolicyFacts
{
    public const string Marked = "policy-action-marked";
    public const string ScenarioChosen = "policy-scenario-chosen";

    /// <summary>The beginning of every action's stream.</summary>
    public const string Prefix = "policy-action/";

    public static NewFact Write(ActionMarking marking, DateTimeOffset now) => new(Marked, now, JsonSerializer.SerializeToUtf8Bytes(marking, StoredJson.Options));

    public static NewFact Write(ChosenScenario chosen, DateTimeOffset now) => new(ScenarioChosen, now, JsonSerializer.SerializeToUtf8Bytes(chosen, StoredJson.Options));

    public static NewFact Write(PolicyActionFact fact, DateTimeOffset now) => StoredJson.Named(PolicyActionJson.Write(fact), now);

    public static ActionMarking ReadMarking(Fact fact) => JsonSerializer.Deserialize<ActionMarking>(fact.Body.Span, StoredJson.Options)!;

    public static ChosenScenario ReadChosen(Fact fact) => JsonSerializer.Deserialize<ChosenScenario>(fact.Body.Span, StoredJson.Options)!;
}

/// <summary>Whose action it is, who may see it and who may act on it: decided when it is first drafted; only the level and audience are lowered later.</summary>
/// <param name="Agency">The owner: the agency whose member drafted it. It alone drafts again, withdraws and lowers the marking.</param>
/// <param name="Handling">Who may see it, and the strictest level of action of what it was first drafted from.</param>
/// <param name="Acting">The agencies that may act on it beside the owner, sorted; null or empty for the owner alone.</param>
[GenerateSerializer, Immutable, Alias("value/action-marking")]
public sealed record ActionMarking([Id(0)] string Agency, [Id(1)] Handling Handling, [Id(2)] IReadOnlyList<string>? Acting = null)
{
    /// <summary>Whether members of an agency may take the steps that need no more: forecast, propose, sign off, approve, send back, carry out, observe, review.</summary>
    public bool MayAct(string agency) => agency == Agency || Acting?.Contains(agency, StringComparer.Ordinal) == true;

    /// <summary>The first agency that may act on what it may not see; null when there is none such.</summary>
    public string? FirstUnseeing() => Handling.Audience.Count == 0 ? null
        : Acting?.FirstOrDefault(agency => !Handling.Audience.Contains(agency, StringComparer.Ordinal));

    /// <summary>The agencies that may act, the owner first.</summary>
    public string ActingInWords() => string.Join(", ", (Acting ?? []).Prepend(Agency));
}

/// <summary>The scenario that a draft was taken from.</summary>
/// <param name="Scenario">Its address.</param>
/// <param name="Reader">The class of readers whose scenario it is.</param>
/// <param name="Label">Whose reports it rests on, and how far that may be shown; null in what was drafted before that was kept.</param>
[GenerateSerializer, Immutable, Alias("value/chosen-scenario")]
public sealed record ChosenScenario([Id(0)] string Scenario, [Id(1)] Reader Reader, [Id(2)] Label? Label = null)
{
    /// <summary>The label, or the most closed one of these readers.</summary>
    public Label LabelOfReader() => Label ?? Label.Unknown(Reader);
}
