using System.Collections.Immutable;

namespace Compounds.Simulation;

/// <summary>A network, or everything that is wrong with it.</summary>
/// <param name="Network">The network; nothing when there are problems.</param>
/// <param name="Problems">The problems, in the order of the document; empty when there is a network.</param>
public sealed record NetworkReading(Network? Network, ImmutableArray<NetworkProblem> Problems);
