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

/// <summary>Whose action it is and who may see it: decided once, when it is first drafted, as a report is marked when it is filed.</summary>
/// <param name="Agency">The agency of whoever drafted it.</param>
/// <param name="Handling">Who may see it. PAP means nothing here.</param>
[GenerateSerializer, Immutable, Alias("value/action-marking")]
public sealed record ActionMarking([Id(0)] string Agency, [Id(1)] Handling Handling);

/// <summary>The scenario that a draft was taken from.</summary>
/// <param name="Scenario">Its address.</param>
/// <param name="Reader">The class of readers whose scenario it is.</param>
[GenerateSerializer, Immutable, Alias("value/chosen-scenario")]
public sealed record ChosenScenario([Id(0)] string Scenario, [Id(1)] Reader Reader);
