namespace Compounds.Simulation;

/// <summary>A number that differs from sample to sample, and where it goes.</summary>
/// <param name="Name">The name of the draw, such as <c>C1.fuel</c> or <c>F1&gt;C1:Power.exists</c>.</param>
/// <param name="Quantity">Its distribution.</param>
/// <param name="Target">Which array it goes to.</param>
/// <param name="Parameter">Which node parameter, when the target is one.</param>
/// <param name="Index">Which node or edge.</param>
internal sealed record UncertainParameter(string Name, Quantity Quantity, UncertainTarget Target, NodeParameter Parameter, int Index)
{
    /// <summary>Gets the hash of the name, the address of the draw.</summary>
    public ulong NameHash { get; } = Draw.Hash(Name);
}
