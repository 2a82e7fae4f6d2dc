using System.Globalization;
using System.Security.Claims;
using Compounds.Agencies;
using Compounds.Duties;
using Compounds.Readers;

namespace Compounds.Server.SignIn;

/// <summary>Who makes a request.</summary>
/// <param name="Reader">What he may see.</param>
/// <param name="Roles">What he may do.</param>
/// <param name="Actor">Who acts, as facts name him: a member, or a key or session of an agency.</param>
/// <param name="Member">The member who signs, for example <c>pea:3f0c92d15ab47e68</c>; null for a machine, which signs nothing.</param>
internal sealed record Caller(Reader Reader, Roles Roles, string Actor, string? Member = null)
{
    private const string MemberClaim = "member";
    private const string ActorClaim = "actor";
    private const string AgencyClaim = "agency";
    private const string ClearanceClaim = "clearance";
    private const string RolesClaim = "roles";

    /// <summary>The caller of a request that passed authentication.</summary>
    public static Caller Of(ClaimsPrincipal user)
    {
        var agency = user.FindFirstValue(AgencyClaim) ?? throw new InvalidOperationException("The request was not authenticated.");
        return new Caller(
            new Reader(agency, Enum.Parse<Tlp>(user.FindFirstValue(ClearanceClaim)!)),
            (Roles)int.Parse(user.FindFirstValue(RolesClaim)!, CultureInfo.InvariantCulture),
            user.FindFirstValue(ActorClaim)!,
            user.FindFirstValue(MemberClaim));
    }

    /// <summary>The same caller as an identity of an authentication scheme.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="more">What let him in.</param>
    public ClaimsPrincipal ToPrincipal(string scheme, params IEnumerable<Claim> more) => new(new ClaimsIdentity(
        [
            new Claim(AgencyClaim, Reader.Agency),
            new Claim(ClearanceClaim, Reader.Clearance.ToString()),
            new Claim(RolesClaim, ((int)Roles).ToString(CultureInfo.InvariantCulture)),
            new Claim(ActorClaim, Actor),
            .. Member is null ? [] : new[] { new Claim(MemberClaim, Member) },
            .. more,
        ],
        scheme));

    /// <summary>The caller as one who files in the name of another agency; null when it is his own.</summary>
    public Reader? RelayFor(string agency) => agency == Reader.Agency ? null : Reader;

    /// <summary>Whether the table of duties opens an act to the caller for what is his own agency's.</summary>
    public bool May(Act act) => Duty.Allows(act, Roles, Relation.Own);

    /// <summary>Whether the caller has one of these roles.</summary>
    public bool Is(Roles any) => (Roles & any) != 0;
}
