namespace Compounds.Agencies;

/// <summary>Roles as lists of names in lower case, with a hyphen between words, such as <c>protection-lead</c>.</summary>
public static class RoleNames
{
    private static readonly (Roles Role, string Name)[] s_all =
    [
        (Roles.Analyst, "analyst"), (Roles.Partner, "partner"), (Roles.Policy, "policy"), (Roles.Administrator, "administrator"),
        (Roles.Relay, "relay"), (Roles.Archivist, "archivist"), (Roles.Registrar, "registrar"), (Roles.ProtectionLead, "protection-lead"),
        (Roles.Auditor, "auditor"),
    ];

    /// <summary>Gets all names, with commas between, for messages.</summary>
    public static string All { get; } = Text(s_all.Aggregate(Roles.None, static (all, each) => all | each.Role));

    /// <summary>The names of roles.</summary>
    public static IReadOnlyList<string> Of(Roles roles) => [.. s_all.Where(each => roles.HasFlag(each.Role)).Select(static each => each.Name)];

    /// <summary>The names of roles, with commas between.</summary>
    public static string Text(Roles roles) => string.Join(", ", Of(roles));

    /// <summary>Reads names in any case. False when one is unknown, or none is given.</summary>
    public static bool TryParse(IReadOnlyList<string> names, out Roles roles)
    {
        roles = Roles.None;
        foreach (var name in names)
        {
            var role = s_all.FirstOrDefault(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Role;
            if (role is Roles.None)
                return false;
            roles |= role;
        }

        return roles is not Roles.None;
    }
}
