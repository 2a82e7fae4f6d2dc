namespace Compounds.Fusion;

/// <summary>Admiralty grade stub; replaced by the fusion branch.</summary>
/// <param name="Source">A to F.</param>
/// <param name="Information">1 to 6.</param>
[GenerateSerializer, Immutable, Alias("value/grade")]
public readonly record struct Grade([property: Id(0)] char Source, [property: Id(1)] int Information);
