using Orleans;

namespace Compounds.Simulation;

/// <summary>A value that nobody reported and the simulation needs.</summary>
/// <param name="Subject">The node or edge.</param>
/// <param name="Parameter">The name of the parameter.</param>
/// <param name="Value">The value taken.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Basis">Why this value.</param>
[GenerateSerializer, Immutable, Alias("simulation/assumption")]
public sealed record Assumption(
    [Id(0)] string Subject, [Id(1)] string Parameter, [Id(2)] string Value, [Id(3)] string Unit, [Id(4)] string Basis);
