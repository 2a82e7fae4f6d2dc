using System.Collections.Immutable;
using Compounds.Simulation;

namespace Compounds.Grains.Scenarios;

/// <summary>A scenario on its way between silos. The type itself has members that only its own assembly may set.</summary>
[GenerateSerializer, Immutable, Alias("simulation/scenario")]
public readonly record struct ScenarioParts(
    [Id(0)] ImmutableArray<Measure> Measures, [Id(1)] ulong Seed, [Id(2)] int Horizon, [Id(3)] RationingPolicy Policy, [Id(4)] int Samples,
    [Id(5)] double Tolerance, [Id(6)] DisplacementRule? Displacement);

/// <summary>Takes scenarios apart and puts them together.</summary>
[RegisterConverter]
public sealed class ScenarioConverter : IConverter<Scenario, ScenarioParts>
{
    /// <inheritdoc/>
    public Scenario ConvertFromSurrogate(in ScenarioParts surrogate) => new()
    {
        Measures = surrogate.Measures, Seed = surrogate.Seed, Horizon = surrogate.Horizon, Policy = surrogate.Policy, Samples = surrogate.Samples,
        Tolerance = surrogate.Tolerance, Displacement = surrogate.Displacement,
    };

    /// <inheritdoc/>
    public ScenarioParts ConvertToSurrogate(in Scenario value) =>
        new(value.Measures, value.Seed, value.Horizon, value.Policy, value.Samples, value.Tolerance, value.Displacement);
}
