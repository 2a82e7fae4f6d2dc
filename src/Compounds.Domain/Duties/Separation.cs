using Compounds.Agencies;

namespace Compounds.Duties;

/// <summary>Which roles one person or key may have together, and where.</summary>
public static class Separation
{
    /// <summary>The roles that a key gets by two people only.</summary>
    public const Roles ByTwo = Roles.Administrator | Roles.Relay | Roles.Archivist | Roles.Registrar | Roles.ProtectionLead | Roles.Auditor;

    private const Roles OfTheTaskForce = Roles.Registrar | Roles.Auditor;

    private static readonly (Roles One, Roles Other)[] s_apart =
    [
        (Roles.Policy, Roles.Administrator), (Roles.Policy, Roles.Registrar), (Roles.Auditor, Roles.Administrator), (Roles.Auditor, Roles.Registrar),
    ];

    /// <summary>Why roles cannot be had together in an agency, as a sentence; null when they can.</summary>
    public static string? FaultOf(string agency, Roles roles)
    {
        foreach (var (one, other) in s_apart)
        {
            if (roles.HasFlag(one | other))
                return $"The roles {RoleNames.Text(one)} and {RoleNames.Text(other)} are kept apart: give them to two people.";
        }

        return agency != Agency.TaskForce && (roles & OfTheTaskForce) is var held and not Roles.None
            ? $"The role {RoleNames.Text(held)} is of the agency '{Agency.TaskForce}' alone." : null;
    }

    /// <summary>What is left of roles that were given in parts and cannot be had together: who keeps the register decides nothing, and is not audited by himself.</summary>
    public static Roles Within(string agency, Roles roles)
    {
        if (agency != Agency.TaskForce)
            roles &= ~OfTheTaskForce;
        return (roles & (Roles.Administrator | Roles.Registrar)) != 0 ? roles & ~(Roles.Policy | Roles.Auditor) : roles;
    }
}
