using Compounds.Agencies;
using Compounds.Duties;
using Compounds.Readers;

namespace Compounds.Sessions;

/// <summary>Somebody who signed in, and until when that holds.</summary>
/// <param name="Id">The id that may be shown: 16 hex digits.</param>
/// <param name="Hash">SHA-256, in hex, of the secret in the cookie.</param>
/// <param name="Agency">Whose member it is.</param>
/// <param name="Clearance">The highest TLP level that the sign-in gives.</param>
/// <param name="Roles">What the sign-in gives.</param>
/// <param name="Member">Who signs: the agency and an opaque id, never a name; null for one who signs nothing.</param>
/// <param name="Provider">Who said so: <c>development</c>, or the id of a sign-in provider.</param>
/// <param name="IsStrong">Whether a second factor was shown.</param>
/// <param name="StartedAt">When, in UTC.</param>
/// <param name="EndsAt">Until when it holds at most, in UTC, excluded.</param>
[GenerateSerializer, Immutable, Alias("value/session")]
public sealed record Session(
    [Id(0)] string Id, [Id(1)] string Hash, [Id(2)] string Agency, [Id(3)] Tlp Clearance, [Id(4)] Roles Roles, [Id(5)] string? Member,
    [Id(6)] string Provider, [Id(7)] bool IsStrong, [Id(8)] DateTimeOffset StartedAt, [Id(9)] DateTimeOffset EndsAt)
{
    /// <summary>The provider of sessions that anybody may begin on a developer's own machine.</summary>
    public const string Development = "development";

    /// <summary>What nobody has without a second factor.</summary>
    public const Roles StrongRoles = Roles.Policy | Roles.Administrator | Roles.Registrar | Roles.ProtectionLead | Roles.Auditor;

    /// <summary>The highest level that is read without a second factor.</summary>
    public const Tlp WeakClearance = Tlp.AmberStrict;

    /// <summary>Who acts in it, as facts name him.</summary>
    public string Actor => Member ?? $"{Agency}:{Provider}";

    /// <summary>What may be done in it. Roles that are kept apart are not had together, however many groups give them.</summary>
    public Roles Granted => Separation.Within(Agency, IsStrong ? Roles : Roles & ~StrongRoles);

    /// <summary>Whether a second factor would open more.</summary>
    public bool IsHeldBack => !IsStrong && ((Roles & StrongRoles) != 0 || Clearance > WeakClearance);

    /// <summary>What may be read in it.</summary>
    /// <param name="agency">The agency as it is registered now; null when it is not, which only development knows.</param>
    public Tlp Readable(Agency? agency)
    {
        var clearance = IsStrong || Clearance <= WeakClearance ? Clearance : WeakClearance;
        return agency is null || clearance <= agency.Clearance ? clearance : agency.Clearance;
    }
}
