using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Server.SignIn;

/// <summary>What a provider's word about a person comes to here. Pure.</summary>
/// <param name="Agency">Whose member he is.</param>
/// <param name="Clearance">The highest level that his groups give.</param>
/// <param name="Roles">What all his groups give together.</param>
/// <param name="Member">Who he is here: the agency and an opaque id, made of issuer and subject.</param>
/// <param name="IsStrong">Whether he showed a second factor.</param>
internal sealed record Entitlement(string Agency, Tlp Clearance, Roles Roles, string Member, bool IsStrong)
{
    /// <summary>The roles that a person may have.</summary>
    public const Roles OfPeople =
        Roles.Analyst | Roles.Partner | Roles.Policy | Roles.Administrator | Roles.Registrar | Roles.ProtectionLead | Roles.Auditor;

    private const int MemberDigits = 16;

    /// <summary>Reads the claims of an identity token.</summary>
    /// <param name="token">The claims, under the names that the provider gave them.</param>
    /// <param name="provider">What its groups give.</param>
    /// <returns>What he may; or why he may nothing.</returns>
    public static (Entitlement? Entitlement, SignInRefusal Refusal) Of(ClaimsPrincipal token, ProviderOptions provider)
    {
        var (issuer, subject) = (token.FindFirstValue("iss"), token.FindFirstValue("sub"));
        if (issuer is not { Length: > 0 } || subject is not { Length: > 0 })
            return (null, SignInRefusal.Failed);
        var groups = token.FindAll(provider.GroupsClaim).Select(static claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        var grants = provider.Grants.Where(grant => groups.Contains(grant.Group)).ToArray();
        if (grants.Length == 0)
            return (null, SignInRefusal.NoGroup);
        if (grants.Select(static grant => grant.Agency).Distinct(StringComparer.Ordinal).Count() > 1)
            return (null, SignInRefusal.SeveralAgencies);
        var agency = grants[0].Agency;
        return (new Entitlement(
            agency, grants.Max(static grant => Levels.TryParse(grant.Clearance, out Tlp level) ? level : Tlp.Clear),
            grants.Aggregate(Roles.None, static (all, grant) => RoleNames.TryParse(grant.Roles, out var roles) ? all | roles : all),
            $"{agency}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")))[..MemberDigits]}",
            IsStrongly(token, provider)), SignInRefusal.None);
    }

    private static bool IsStrongly(ClaimsPrincipal token, ProviderOptions provider) =>
        token.FindFirstValue("acr") is { } acr && provider.StrongAcr.Contains(acr, StringComparer.Ordinal)
        || (provider.StrongAcr.Count == 0 && token.FindAll("amr").Any(static method => method.Value == "mfa"));
}

/// <summary>Why a sign-in came to nothing.</summary>
internal enum SignInRefusal
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>The provider refused it, or its answer could not be verified.</summary>
    Failed,

    /// <summary>None of the person's groups gives anything here.</summary>
    NoGroup,

    /// <summary>The person's groups belong to several agencies; a member is of one.</summary>
    SeveralAgencies,

    /// <summary>The agency is not registered here.</summary>
    UnknownAgency,
}
