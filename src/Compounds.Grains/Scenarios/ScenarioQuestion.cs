using System.Collections.Immutable;
using Compounds.Readers;
using Compounds.Simulation;

namespace Compounds.Grains.Scenarios;

/// <summary>What somebody wants to know: a scenario on one network.</summary>
/// <param name="Title">What it is called; not part of the question's address.</param>
/// <param name="NetworkHash">The address of the network.</param>
/// <param name="AsOf">When the network held in the world, in UTC.</param>
/// <param name="KnownAt">What had been recorded by then went into it, in UTC.</param>
/// <param name="Asked">The measures as they were asked for.</param>
/// <param name="Spared">The nodes that no measure may reach.</param>
/// <param name="Scenario">What is simulated: the measures narrowed to spare those nodes.</param>
/// <param name="Label">The label of the network; null when it was asked before networks had one.</param>
[GenerateSerializer, Immutable, Alias("value/scenario-question")]
public sealed record ScenarioQuestion(
    [Id(0)] string Title, [Id(1)] string NetworkHash, [Id(2)] DateTimeOffset AsOf, [Id(3)] DateTimeOffset KnownAt,
    [Id(4)] ImmutableArray<Measure> Asked, [Id(5)] ImmutableArray<string> Spared, [Id(6)] Scenario Scenario,
    [Id(7)] Label? Label = null)
{
    /// <summary>How far the question and what it comes to may be shown, when these readers asked it.</summary>
    public Label LabelFor(Reader reader) => Label ?? Label.Unknown(reader);
}
