using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>What severs one consumer.</summary>
/// <param name="Consumer">The consumer's id.</param>
/// <param name="SeveringSubsets">How many of all subsets leave it without a path.</param>
/// <param name="MinimalSets">The sets that sever it while none of their parts does: fewest actions first, then in the order of
/// ids. One empty set when it has no path to begin with; none when nothing severs it.</param>
[GenerateSerializer, Immutable, Alias("choice/consumer-severance")]
public sealed record ConsumerSeverance(
    [Id(0)] string Consumer,
    [Id(1)] long SeveringSubsets,
    [Id(2)] ImmutableArray<ImmutableArray<string>> MinimalSets);
