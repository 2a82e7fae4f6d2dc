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
    [property: Id(0)] string Subject, [property: Id(1)] string Parameter, [property: Id(2)] string Value, [property: Id(3)] string Unit, [property: Id(4)] string Basis);
