using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>How far something may be shown, by the Traffic Light Protocol.</summary>
/// <param name="Tlp">The level, for example <c>AMBER+STRICT</c>.</param>
/// <param name="Audience">The agencies that may see it, sorted; empty when the level alone decides.</param>
[GenerateSerializer, Immutable, Alias("policy/shown-to")]
public sealed record ShownTo([Id(0)] string Tlp, [Id(1)] ImmutableArray<string> Audience)
{
    /// <summary>As people write it, for example <c>TLP:RED for embassy, police</c>.</summary>
    public string InWords() => Audience.IsDefaultOrEmpty ? $"TLP:{Tlp}" : $"TLP:{Tlp} for {string.Join(", ", Audience)}";
}
