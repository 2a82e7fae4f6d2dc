using System.Security.Claims;
using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Server.SignIn;

/// <summary>Who makes a request.</summary>
/// <param name="Reader">What he may see.</param>
/// <param name="Roles">What he may do.</param>
/// <param name="MemberNumber">The number of the member of the agency, from 1; null for a machine, which signs nothing.</param>
internal sealed record Caller(Reader Reader, Roles Roles, int? MemberNumber = null)
{
    /// <summary>The highest number of a member.</summary>
    public const int MostMembers = 999_999_999;

    private const string MemberClaim = "member";
    private const string AgencyClaim = "agency";
    private const string ClearanceClaim = "clearance";
    private const string RolesClaim = "roles";

    /// <summary>The member who signs, for example <c>pea:member-3</c>; null for a machine.</summary>
    public string? Member => MemberNumber is { } number ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Reader.Agency}:member-{number}") : null;

    /// <summary>The caller of a request that passed authentication.</summary>
    public static Caller Of(ClaimsPrincipal user)
    {
        var agency = user.FindFirstValue(AgencyClaim) ?? throw new InvalidOperationException("The request was not authenticated.");
        return new Caller(
            new Reader(agency, Enum.Parse<Tlp>(user.FindFirstValue(ClearanceClaim)!)),
            (Roles)int.Parse(user.FindFirstValue(RolesClaim)!, System.Globalization.CultureInfo.InvariantCulture),
            user.FindFirstValue(MemberClaim) is { } member ? int.Parse(member, System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The same caller as an identity of an authentication scheme.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new Claim(AgencyClaim, Reader.Agency),
            new Claim(ClearanceClaim, Reader.Clearance.ToString()),
            new Claim(RolesClaim, ((int)Roles).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            .. MemberNumber is { } number ? new[] { new Claim(MemberClaim, number.ToString(System.Globalization.CultureInfo.InvariantCulture)) } : [],
        ],
        scheme));

    /// <summary>Whether the caller has one of these roles.</summary>
    public bool Is(Roles any) => (Roles & any) != 0;
}
