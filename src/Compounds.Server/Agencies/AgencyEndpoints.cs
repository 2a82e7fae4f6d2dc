using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Compounds.Agencies;
using Compounds.Duties;
using Compounds.Grains.Agencies;
using Compounds.Grains.Replicas;
using Compounds.Readers;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Agencies;

/// <summary>Agencies, for the registrars of the task force, and their keys, for their administrators.</summary>
internal static class AgencyEndpoints
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(731);

    public static void MapAgencies(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/agencies").WithTags("Agencies").RequireAuthorization(Access.ReadRegister);
        group.MapGet("/", ListAsync).WithName("ListAgencies").WithSummary("All registered agencies for a registrar; one's own for its administrator.");
        group.MapPut("/{agency}", PutAsync).RequireAuthorization(Access.RegisterAgency).Produces<GrantBody>(202).ProducesProblem(403)
            .WithName("PutAgency").WithSummary("Registers an agency or changes its entry. A clearance above the present one waits for a second registrar (202).");
        group.MapGet("/{agency}/keys", KeysAsync).WithName("ListKeys").WithSummary("The keys of an agency, without their secrets.");
        group.MapPost("/{agency}/keys", IssueAsync).RequireAuthorization(Access.IssueKeys).Produces<NewKey>(202).ProducesProblem(403)
            .WithName("IssueKey")
            .WithSummary(
                "Issues a key. It is shown this once and kept only as a hash. One that a person may not issue alone works once two " +
                "registrars said yes (202).");
        group.MapDelete("/{agency}/keys/{key}", RevokeAsync).RequireAuthorization(Access.IssueKeys)
            .WithName("RevokeKey").WithSummary("Revokes a key from now on.");
    }

    private static async Task<IReadOnlyList<AgencyBody>> ListAsync(HttpContext http, Replica<Register> replica, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http.User);
        return [.. (await replica.GetAsync(cancellationToken)).Agencies.Values
            .Where(agency => Duty.Allows(Act.ReadRegister, caller.Roles, agency.Id == caller.Reader.Agency ? Relation.Own : Relation.Other))
            .Select(AgencyBody.Of)];
    }

    private static async Task<IResult> PutAsync(
        string agency, PutAgency body, IGrainFactory grains, Replica<Register> replica, CancellationToken cancellationToken)
    {
        if (!Agency.IsId(agency))
            return Problem.BadRequest("An agency id is 1 to 60 characters of a-z, 0-9 and hyphens, for example 'thai-pea'.").Result;
        if (!Levels.TryParse(body.Clearance, out Tlp clearance))
            return Problem.BadRequest("clearance is one of CLEAR, GREEN, AMBER, AMBER+STRICT, RED.").Result;
        if (body.SourceReliability is not [>= 'A' and <= 'F'])
            return Problem.BadRequest("sourceReliability is one letter, A (reliable) to F (cannot be judged).").Result;
        if (body.Cluster is not null && !Agency.IsId(body.Cluster))
            return Problem.BadRequest("cluster is an id such as 'one-newsroom', shared by agencies that are not independent, or absent.").Result;
        var registered = new Agency(agency, body.Name.Trim(), clearance, body.SourceReliability[0], body.Cluster);
        var answer = await grains.GetRegister().PutAgencyAsync(registered, GrantEndpoints.NewId(), cancellationToken);
        replica.Outdate();
        return GrantEndpoints.ProblemOf(answer, "")?.Result
            ?? (answer.Grant is { } waiting ? TypedResults.Accepted((string?)null, GrantBody.Of(waiting)) : (IResult)TypedResults.Ok(AgencyBody.Of(registered)));
    }

    private static async Task<IReadOnlyList<KeyBody>> KeysAsync(string agency, Replica<Register> replica, CancellationToken cancellationToken) =>
        [.. (await replica.GetAsync(cancellationToken)).Keys.Values.Where(key => key.Agency == agency).Select(KeyBody.Of)];

    private static async Task<IResult> IssueAsync(
        string agency, IssueKey body, IGrainFactory grains, Replica<Register> replica, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!RoleNames.TryParse(body.Roles, out var roles))
            return Problem.BadRequest($"roles is a list of {RoleNames.All}.").Result;
        if (Separation.FaultOf(agency, roles) is { } fault)
            return Problem.BadRequest(fault).Result;
        if (body.Addresses?.FirstOrDefault(static each => !IssuedKey.TryReadNetwork(each, out _)) is { } wrong)
            return Problem.BadRequest($"'{wrong}' is no address or network; addresses are such as 203.0.113.7 or 203.0.113.0/24.").Result;
        if (body.RelaysFor?.FirstOrDefault(static each => !Agency.IsId(each)) is { } noAgency)
            return Problem.BadRequest($"'{noAgency}' is not an agency id; relaysFor lists the ids of agencies, such as 'thai-pea'.").Result;
        if (body.RelaysFor is { Count: > 0 } && !roles.HasFlag(Roles.Relay))
            return Problem.BadRequest("relaysFor is for a key with the role relay; add the role, or leave relaysFor out.").Result;
        var now = clock.GetUtcNow();
        var expiresAt = body.ExpiresAt?.ToUniversalTime() ?? now + s_lifetime;
        if (expiresAt <= now || expiresAt > now + s_longest)
            return Problem.BadRequest("expiresAt is a time in the next two years; without it a key works for a year.").Result;
        var secret = RandomNumberGenerator.GetBytes(AgencyKey.SecretBytes);
        var id = AgencyKey.IdOf(secret);
        var key = AgencyKey.Compose(id, secret);
        var issued = new IssuedKey(
            id, agency, roles, body.Label?.Trim() ?? "", AgencyKey.HashOf(key)!, now, null, ExpiresAt: expiresAt, Addresses: body.Addresses,
            RelaysFor: body.RelaysFor is { Count: > 0 } ? [.. body.RelaysFor.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : null);
        var answer = await grains.GetRegister().IssueKeyAsync(issued, GrantEndpoints.NewId(), cancellationToken);
        replica.Outdate();
        if (answer.Outcome is RegisterOutcome.NoRoom)
            return await TwoWorkAsync(issued, replica, now, cancellationToken);
        var unknown = $"No agency '{agency}' is registered; register it first with PUT /v1/agencies/{agency}.";
        return GrantEndpoints.ProblemOf(answer, unknown)?.Result
            ?? (answer.Grant is { } waiting ? TypedResults.Accepted((string?)null, new NewKey(id, key, RoleNames.Of(roles), expiresAt, waiting.Id))
                : (IResult)TypedResults.Ok(new NewKey(id, key, RoleNames.Of(roles), expiresAt, null)));
    }

    private static async Task<ProblemHttpResult> TwoWorkAsync(IssuedKey issued, Replica<Register> replica, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var working = (await replica.GetAsync(cancellationToken)).WorkingOf(issued.Agency, issued.Label, now).Select(static other => other.Id);
        return new Problem(
            409, "two-keys-work", "Two keys of this label work already.",
            $"The keys {string.Join(" and ", working)} with the label '{issued.Label}' work; revoke one of them, or use another label.").Result;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string agency, string key, IGrainFactory grains, Replica<Register> replica, CancellationToken cancellationToken)
    {
        var answer = await grains.GetRegister().RevokeKeyAsync(agency, key, cancellationToken);
        replica.Outdate();
        return GrantEndpoints.ProblemOf(answer, "This agency has no key of that id.") is { } problem ? problem.Result : TypedResults.NoContent();
    }
}

/// <summary>An agency's entry.</summary>
/// <param name="Name">The name in full.</param>
/// <param name="Clearance">The highest TLP level its members may see.</param>
/// <param name="SourceReliability">The Admiralty letter its reports get when they give none.</param>
/// <param name="Cluster">The id shared by agencies that are not independent of each other, or absent.</param>
public sealed record PutAgency([Required, StringLength(200, MinimumLength = 1)] string Name, [Required] string Clearance, string SourceReliability = "F", string? Cluster = null);

/// <summary>A registered agency.</summary>
public sealed record AgencyBody(string Id, string Name, string Clearance, string SourceReliability, string? Cluster)
{
    internal static AgencyBody Of(Agency agency) => new(agency.Id, agency.Name, agency.Clearance.Text(), agency.SourceReliability.ToString(), agency.Cluster);
}

/// <summary>What a new key is for.</summary>
/// <param name="Roles">Any of the roles that the README of the server lists, such as analyst or partner.</param>
/// <param name="Label">What it is for, in the agency's words. At most two keys of one label work at a time, so that one can replace the other.</param>
/// <param name="ExpiresAt">Until when it works; a year without it, two years at most.</param>
/// <param name="Addresses">From where it works, such as 203.0.113.7 or 203.0.113.0/24; from anywhere without it.</param>
/// <param name="RelaysFor">The ids of the agencies in whose names a relay may file with it; without it, for its own agency only.</param>
public sealed record IssueKey(
    [Required] IReadOnlyList<string> Roles, [StringLength(200)] string? Label = null, DateTimeOffset? ExpiresAt = null,
    [MaxLength(100)] IReadOnlyList<string>? Addresses = null, [MaxLength(IssuedKey.MostRelayedFor)] IReadOnlyList<string>? RelaysFor = null);

/// <summary>A new key, shown once.</summary>
/// <param name="Id">The id that may be shown.</param>
/// <param name="Key">The key.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="ExpiresAt">Until when it works.</param>
/// <param name="Grant">What it waits for: it works once two people said yes to this grant; null when it works at once.</param>
public sealed record NewKey(string Id, string Key, IReadOnlyList<string> Roles, DateTimeOffset ExpiresAt, string? Grant);

/// <summary>A key without its secret.</summary>
/// <param name="Id">The id that may be shown.</param>
/// <param name="Agency">Whose it is.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="Label">What it is for.</param>
/// <param name="IssuedAt">When, in UTC.</param>
/// <param name="RevokedAt">When it was revoked; null while it was not.</param>
/// <param name="ExpiresAt">Until when it works; null for one of before, which works until it is revoked.</param>
/// <param name="Addresses">From where it works; empty for anywhere.</param>
/// <param name="LastUsedOn">The last day, in UTC, on which it was used; null where none was kept.</param>
/// <param name="RelaysFor">The agencies in whose names a relay may file with it; empty for its own only.</param>
public sealed record KeyBody(
    string Id, string Agency, IReadOnlyList<string> Roles, string Label, DateTimeOffset IssuedAt, DateTimeOffset? RevokedAt,
    DateTimeOffset? ExpiresAt, IReadOnlyList<string> Addresses, DateOnly? LastUsedOn, IReadOnlyList<string> RelaysFor)
{
    internal static KeyBody Of(IssuedKey key) => new(
        key.Id, key.Agency, RoleNames.Of(key.Roles), key.Label, key.IssuedAt, key.RevokedAt, key.ExpiresAt, key.Addresses ?? [], key.LastUsedOn,
        key.RelaysFor ?? []);
}
