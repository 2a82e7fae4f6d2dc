using Compounds.Agencies;

namespace Compounds.Server.SignIn;

/// <summary>Roles as lists of lower-case names.</summary>
internal static class RoleNames
{
    private static readonly Roles[] s_all = [Roles.Analyst, Roles.Partner, Roles.Policy, Roles.Administrator, Roles.Relay, Roles.Archivist];

    public static IReadOnlyList<string> Of(Roles roles) => [.. s_all.Where(role => roles.HasFlag(role)).Select(static role => role.ToString().ToLowerInvariant())];

    /// <summary>Reads names. False when one is no role or there is none.</summary>
    public static bool TryParse(IReadOnlyList<string> names, out Roles roles)
    {
        roles = Roles.None;
        foreach (var name in names)
        {
            var role = s_all.FirstOrDefault(role => role.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));
            if (role is Roles.None)
                return false;
            roles |= role;
        }

        return roles is not Roles.None;
    }
}
