using System.Collections.Immutable;

namespace Compounds.Simulation.Choice;

/// <summary>A place of the network in the static question "does anything still reach it".</summary>
/// <param name="Id">Unique in the graph.</param>
/// <param name="Needs">What it needs, all at once; empty for a source, which is up unless it is cut.</param>
/// <param name="CutBy">The ids of the actions that take the place itself out; any one suffices.</param>
public sealed record SeveranceNode(string Id, ImmutableArray<SeveranceNeed> Needs, ImmutableArray<string> CutBy);

/// <summary>One kind of supply and the paths it can come by; one live path suffices.</summary>
/// <param name="Kind">Power, telecom, fuel and so on; only used to tell a loop of one kind from a mutual dependence.</param>
/// <param name="Paths">The alternatives. A need without any path is never met.</param>
public sealed record SeveranceNeed(string Kind, ImmutableArray<SeverancePath> Paths);

/// <summary>A supply edge.</summary>
/// <param name="From">The id of the place it comes from.</param>
/// <param name="CutBy">The ids of the actions that cut this edge and nothing else.</param>
public sealed record SeverancePath(string From, ImmutableArray<string> CutBy);
