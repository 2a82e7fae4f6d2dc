using Compounds.Agencies;

namespace Compounds.Grains.Callers;

/// <summary>What a call of this method is made for asks for one of these roles.</summary>
/// <param name="roles">The roles.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsksForAttribute(Roles roles) : Attribute
{
    /// <summary>Gets the roles, of which one is enough.</summary>
    public Roles Roles { get; } = roles;
}

/// <summary>The key of these grains begins with the class of readers whose they are, and others are not answered.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class KeyedByReaderAttribute : Attribute;
