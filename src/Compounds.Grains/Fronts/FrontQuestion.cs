using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
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
/// <param name="Actions">1 to <see cref="DynamicPlan.ExhaustiveActions"/> actions, by id, ordinal.</param>
/// <param name="Spared">The nodes that no measure may reach.</param>
/// <param name="Query">What is compared and what is allowed.</param>
[GenerateSerializer, Immutable, Alias("value/front-question")]
public sealed record FrontQuestion(
    [Id(0)] string Title, [Id(1)] string NetworkHash, [Id(2)] DateTimeOffset AsOf, [Id(3)] DateTimeOffset KnownAt,
    [Id(4)] ImmutableArray<FrontAction> Actions, [Id(5)] ImmutableArray<string> Spared, [Id(6)] ChoiceQuery Query)
{
    /// <summary>The address of the question: SHA-256 over all that decides the answer, lower-case hexadecimal.</summary>
    public string Hash(Network network) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { Version = "front/1", Actions = Actions.Select(action => new { action.Id, Hash = action.Scenario.Hash(network) }), Spared, Query }, StoredJson.Options)));

    /// <summary>Every set of the actions, each once.</summary>
    public ImmutableArray<ImmutableArray<string>> Sets() => ExhaustiveFront.Sets([.. Actions.Select(static action => action.Id)]);

    /// <summary>What is simulated for a set: its measures, each once, narrowed to spare those nodes. All sets meet the same worlds.</summary>
    public Scenario ScenarioOf(Network network, ImmutableArray<string> set) => Actions[0].Scenario with
    {
        Measures = Protection.Of(network, [.. Actions.Where(action => set.Contains(action.Id)).SelectMany(static action => action.Scenario.Measures).Distinct()], Spared),
    };
}
