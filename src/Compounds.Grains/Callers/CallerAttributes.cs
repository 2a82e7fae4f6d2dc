using Compounds.Duties;

namespace Compounds.Grains.Callers;

/// <summary>A call of this method is an act, which the table of duties opens to the caller for his own agency or for others.</summary>
/// <param name="act">The act.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsksForAttribute(Act act) : Attribute
{
    /// <summary>Gets the act.</summary>
    public Act Act { get; } = act;
}

/// <summary>The key of these grains begins with the class of readers whose they are, and others are not answered.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class KeyedByReaderAttribute : Attribute;
