using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation;

/// <summary>One line of effect or harm.</summary>
/// <param name="Line">Which line.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Total">The total of the run.</param>
/// <param name="ByNode">The nodes with an entry, sorted by name; empty for figures that are kept in total only.</param>
/// <param name="ByHour">The hours; empty for figures that are kept in total only.</param>
[GenerateSerializer, Immutable, Alias("simulation/line-outcome")]
public sealed record LineOutcome(
    [Id(0)] LedgerLine Line,
    [Id(1)] string Unit,
    [Id(2)] Spread Total,
    [Id(3)] ImmutableArray<NodeSpread> ByNode,
    [Id(4)] ImmutableArray<Spread> ByHour);
