using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Choice;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Fronts;

/// <summary>Something that may be done or left.</summary>
/// <param name="Id">Its id, unique in the question.</param>
/// <param name="Title">What it is called; not part of the question's address.</param>
/// <param name="Scenario">It alone, as it was asked for. Horizon, samples, seed and rationing are those of all actions of the question.</param>
[GenerateSerializer, Immutable, Alias("value/front-action")]
public sealed record FrontAction([Id(0)] string Id, [Id(1)] string Title, [Id(2)] [property: JsonConverter(typeof(ScenarioJson))] Scenario Scenario);

/// <summary>What somebody wants to know: which sets of actions are worth a decision.</summary>
/// <param name="Title">What it is called; not part of the question's address.</param>
/// <param name="NetworkHash">The address of the network.</param>
/// <param name="AsOf">When the network held in the world, in UTC.</param>
/// <param name="KnownAt">What had been recorded by then went into it, in UTC.</param>
/// <param name="Actions">1 to 40 actions, by id, ordinal.</param>
/// <param name="Spared">The nodes that no measure may reach.</param>
/// <param name="Query">What is compared and what is allowed.</param>
/// <param name="Label">The label of the network, not part of the question's address; null when it was asked before networks had one.</param>
[GenerateSerializer, Immutable, Alias("value/front-question")]
public sealed record FrontQuestion(
    [Id(0)] string Title, [Id(1)] string NetworkHash, [Id(2)] DateTimeOffset AsOf, [Id(3)] DateTimeOffset KnownAt,
    [Id(4)] ImmutableArray<FrontAction> Actions, [Id(5)] ImmutableArray<string> Spared, [Id(6)] ChoiceQuery Query,
    [Id(7)] Label? Label = null)
{
    /// <summary>How far the question and what is found may be shown, when these readers asked it.</summary>
    public Label LabelFor(Reader reader) => Label ?? Label.Unknown(reader);

    /// <summary>The address of the question: SHA-256 over all that decides the answer, lower-case hexadecimal.</summary>
    public string Hash(Network network) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { Version = "front/1", Actions = Actions.Select(action => new { action.Id, Hash = action.Scenario.Hash(network) }), Spared, Query }, StoredJson.Options)));

    /// <summary>The most sets that a plan for many actions has simulated beside its tables.</summary>
    public const int MostChecked = 1_000;

    /// <summary>Gets the ids of the actions, ordinal.</summary>
    [JsonIgnore]
    public ImmutableArray<string> ActionIds => [.. Actions.Select(static action => action.Id)];

    /// <summary>Gets a value indicating whether every set of the actions is simulated.</summary>
    [JsonIgnore]
    public bool IsSmall => Actions.Length <= DynamicPlan.ExhaustiveActions;

    /// <summary>What is simulated for a set: its measures, each once, narrowed to spare those nodes. All sets meet the same worlds.</summary>
    public Scenario ScenarioOf(Network network, ImmutableArray<string> set) => Actions[0].Scenario with
    {
        Measures = Protection.Of(network, [.. Actions.Where(action => set.Contains(action.Id)).SelectMany(static action => action.Scenario.Measures).Distinct()], Spared),
    };

    /// <summary>Plans with more actions than can be tried in every combination.</summary>
    /// <returns>Whether few enough of them meet.</returns>
    public bool TryPlan(Network network, [NotNullWhen(true)] out PlanningTables? tables, [NotNullWhen(false)] out PlanningFault? fault) => PlanningTables.TryPlan(
        network,
        Actions.ToDictionary(static action => action.Id, action => Protection.Of(network, action.Scenario.Measures, Spared), StringComparer.Ordinal),
        out tables,
        out fault);
}
