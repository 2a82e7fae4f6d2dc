using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Scenarios;

/// <summary>A fact in the life of one scenario.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(ScenarioAsked), "scenario-asked")]
[JsonDerivedType(typeof(ScenarioCompleted), "scenario-completed")]
[JsonDerivedType(typeof(ScenarioCancelled), "scenario-cancelled")]
internal abstract record ScenarioFact;

/// <summary>Somebody asked, or asked again after it was cancelled, or under another title.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="NetworkHash">The network.</param>
/// <param name="AsOf">When it held in the world, in UTC.</param>
/// <param name="KnownAt">What had been recorded by then went into it, in UTC.</param>
/// <param name="Asked">The scenario as it was asked for.</param>
/// <param name="Spared">The nodes that no measure may reach.</param>
/// <param name="Scenario">The scenario as it is simulated.</param>
/// <param name="Label">The label of the network; null in a fact from before networks had one.</param>
internal sealed record ScenarioAsked(
    string Title, string NetworkHash, DateTimeOffset AsOf, DateTimeOffset KnownAt, [property: JsonConverter(typeof(ScenarioJson))] Scenario Asked,
    ImmutableArray<string> Spared, [property: JsonConverter(typeof(ScenarioJson))] Scenario Scenario,
    Label? Label = null) : ScenarioFact
{
    /// <summary>The fact of a question.</summary>
    public static ScenarioAsked Of(ScenarioQuestion question) => new(
        question.Title, question.NetworkHash, question.AsOf, question.KnownAt, question.Scenario with { Measures = question.Asked }, question.Spared, question.Scenario, question.Label);

    /// <summary>The question of the fact.</summary>
    public ScenarioQuestion Question() => new(Title, NetworkHash, AsOf, KnownAt, Asked.Measures, Spared, Scenario, Label);
}

/// <summary>It was simulated.</summary>
/// <param name="ResultHash">The address of every number of the outcome: simulated again, it comes out equal to the bit.</param>
/// <param name="Samples">The samples it took.</param>
internal sealed record ScenarioCompleted(string ResultHash, int Samples) : ScenarioFact;

/// <summary>It was stopped.</summary>
internal sealed record ScenarioCancelled : ScenarioFact;
