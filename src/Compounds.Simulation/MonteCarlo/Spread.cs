using Orleans;

namespace Compounds.Simulation;

/// <summary>A number with its range. The range is what we do not know about the world, not the noise of sampling.</summary>
/// <param name="P10">One sample in ten is below.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">One sample in ten is above.</param>
[GenerateSerializer, Immutable, Alias("simulation/spread")]
public readonly record struct Spread([Id(0)] double P10, [Id(1)] double P50, [Id(2)] double P90);
