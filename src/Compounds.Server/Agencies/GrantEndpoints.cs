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

/// <summary>What takes two people: what waits, and their word.</summary>
internal static class GrantEndpoints
{
    private const int IdBytes = 6;

    public static void MapGrants(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/grants").WithTags("Agencies");
        group.MapGet("/", ListAsync).RequireAuthorization(Access.ReadRegister)
            .WithName("ListGrants").WithSummary("What waits for the word of a second person, oldest first: all for a registrar, else that of one's own agency.");
        group.MapPost("/confirm", ConfirmAsync).RequireAuthorization(Access.Grant).ProducesProblem(403)
            .WithName("ConfirmGrants").WithSummary("Says yes to grants. With the second person's word a grant holds.");
        group.MapPost("/refuse", RefuseAsync).RequireAuthorization(Access.Grant).ProducesProblem(403)
            .WithName("RefuseGrants").WithSummary("Says no to grants: they wait no more.");
    }

    /// <summary>An id for what may have to wait.</summary>
    public static string NewId() => "g-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>Why the register did not do what was asked; null when it did, or waits.</summary>
    public static Problem? ProblemOf(RegisterAnswer answer, string unknown) => answer.Outcome switch
    {
        RegisterOutcome.Forbidden => Problem.Forbidden,
        RegisterOutcome.NotAPerson => s_person,
        RegisterOutcome.Unknown => Problem.NotFound(unknown),
        _ => null,
    };

    private static readonly Problem s_person = new(
        403, "person-needed", "Only a person may give this word.", "A key is a machine's. Sign in as a registrar of the task force, and confirm there.");

    private static async Task<IReadOnlyList<GrantBody>> ListAsync(HttpContext http, Replica<Register> replica, TimeProvider clock, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http.User);
        return [.. (await replica.GetAsync(cancellationToken)).WaitingAt(clock.GetUtcNow())
            .Where(grant => Duty.Allows(Act.ReadRegister, caller.Roles, grant.Asked.ForAgency == caller.Reader.Agency ? Relation.Own : Relation.Other))
            .Select(GrantBody.Of)];
    }

    private static async Task<Results<Ok<IReadOnlyList<GrantResult>>, ProblemHttpResult>> ConfirmAsync(
        GrantList body, IGrainFactory grains, Replica<Register> replica, CancellationToken cancellationToken)
    {
        var answers = await grains.GetRegister().ConfirmAsync(body.Grants, cancellationToken);
        return Tell(body.Grants, answers, "granted", replica);
    }

    private static async Task<Results<Ok<IReadOnlyList<GrantResult>>, ProblemHttpResult>> RefuseAsync(
        GrantList body, IGrainFactory grains, Replica<Register> replica, CancellationToken cancellationToken)
    {
        var answers = await grains.GetRegister().RefuseAsync(body.Grants, cancellationToken);
        return Tell(body.Grants, answers, "refused", replica);
    }

    private static Results<Ok<IReadOnlyList<GrantResult>>, ProblemHttpResult> Tell(
        IReadOnlyList<string> grants, IReadOnlyList<RegisterAnswer> answers, string done, Replica<Register> replica)
    {
        replica.Outdate();
        if (answers.FirstOrDefault(static answer => answer.Outcome is RegisterOutcome.NotAPerson or RegisterOutcome.Forbidden) is { } refused)
            return ProblemOf(refused, "")!.Result;
        return TypedResults.Ok<IReadOnlyList<GrantResult>>([.. grants.Zip(answers, (id, answer) => new GrantResult(
            id, OutcomeOf(answer.Outcome, done), answer.Grant is null ? null : GrantBody.Of(answer.Grant)))]);
    }

    private static string OutcomeOf(RegisterOutcome outcome, string done) => outcome switch
    {
        RegisterOutcome.Done => done,
        RegisterOutcome.Waits => "waits",
        RegisterOutcome.SaidAlready => "takes-another-person",
        RegisterOutcome.NoRoom => "two-keys-work",
        _ => "unknown",
    };
}

/// <summary>Grants to say yes or no to.</summary>
/// <param name="Grants">Their ids, 1 to 1,000.</param>
public sealed record GrantList([Required, MinLength(1), MaxLength(1_000)] IReadOnlyList<string> Grants);

/// <summary>What became of one of them.</summary>
/// <param name="Id">The grant.</param>
/// <param name="Outcome">
/// <c>granted</c> or <c>refused</c>; <c>waits</c> for one more person; <c>takes-another-person</c>, because you said yes already;
/// <c>two-keys-work</c> of its label; <c>unknown</c>, or ended.
/// </param>
/// <param name="Grant">The grant as it is after that; null when it is not known.</param>
public sealed record GrantResult(string Id, string Outcome, GrantBody? Grant);

/// <summary>What waits for a second person.</summary>
/// <param name="Id">The id.</param>
/// <param name="Kind"><c>clearance</c>, <c>key</c> or <c>emergency-access</c>.</param>
/// <param name="Agency">Whom it is for.</param>
/// <param name="Clearance">The clearance that was asked for; null for anything else.</param>
/// <param name="Key">The key that was asked for, without its secret; null for anything else.</param>
/// <param name="Access">The report to be read, and why; null for anything else.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="RequestedAt">When, in UTC.</param>
/// <param name="EndsAt">Until when it waits.</param>
/// <param name="ConfirmedBy">The people who said yes, in order. It takes two.</param>
public sealed record GrantBody(
    string Id, string Kind, string Agency, string? Clearance, KeyBody? Key, AccessBody? Access, string RequestedBy,
    DateTimeOffset RequestedAt, DateTimeOffset EndsAt, IReadOnlyList<string> ConfirmedBy)
{
    internal static GrantBody Of(Grant grant) => new(
        grant.Id, KindOf(grant.Asked), grant.Asked.ForAgency, (grant.Asked as ClearanceAsked)?.Clearance.Text(),
        grant.Asked is KeyAsked asked ? KeyBody.Of(asked.Key) : null, grant.Asked is AccessAsked access ? AccessBody.Of(access) : null,
        grant.RequestedBy, grant.RequestedAt, grant.EndsAt, grant.Words);

    private static string KindOf(Asked asked) => asked switch
    {
        KeyAsked => "key",
        AccessAsked => "emergency-access",
        _ => "clearance",
    };
}

/// <summary>A report that somebody asked to read in an emergency.</summary>
/// <param name="Report">The report, as <c>agency/id</c>.</param>
/// <param name="Reason"><c>life-at-risk</c>, <c>rescue-under-way</c> or <c>child-involved</c>.</param>
public sealed record AccessBody(string Report, string Reason)
{
    internal static AccessBody Of(AccessAsked asked) => new(asked.Report.ToString(), EmergencyEndpoints.NameOf(asked.Reason));
}
