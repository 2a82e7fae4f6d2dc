using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Grains.Callers;

/// <summary>For whom grains are called.</summary>
/// <param name="Reader">Whose eyes count; null for the server itself, which works for all, and for somebody unknown.</param>
/// <param name="Roles">What he may do.</param>
/// <param name="Actor">Who acts, as facts name him.</param>
/// <param name="IsPerson">Whether he is a member, who can give his word; a key is a machine's.</param>
public sealed record GrainCaller(Reader? Reader, Roles Roles, string Actor, bool IsPerson = false)
{
    /// <summary>The server itself: what it does by itself, and for no one alone.</summary>
    public static GrainCaller Silo { get; } = new(null, Roles.None, "silo");

    /// <summary>Somebody who did not say who he is: no grain answers him.</summary>
    public static GrainCaller Nobody { get; } = new(null, Roles.None, "nobody");
}
