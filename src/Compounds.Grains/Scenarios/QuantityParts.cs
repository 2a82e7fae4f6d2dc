using System.Collections.Immutable;
using Compounds.Simulation;

namespace Compounds.Grains.Scenarios;

/// <summary>A quantity on its way between silos. The type itself checks its numbers when it is made and cannot be filled in afterwards.</summary>
[GenerateSerializer, Immutable, Alias("simulation/quantity")]
public readonly record struct QuantityParts([Id(0)] QuantityShape Shape, [Id(1)] ImmutableArray<double> Points);

/// <summary>Takes quantities apart and puts them together.</summary>
[RegisterConverter]
public sealed class QuantityConverter : IConverter<Quantity, QuantityParts>
{
    /// <inheritdoc/>
    public Quantity ConvertFromSurrogate(in QuantityParts surrogate) => new(surrogate.Shape, surrogate.Points);

    /// <inheritdoc/>
    public QuantityParts ConvertToSurrogate(in Quantity value) => new(value.Shape, value.Points);
}
