using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Assessments;
using Compounds.Grains.Agencies;
using Compounds.Grains.Callers;
using Compounds.Grains.Inbox;
using Compounds.Grains.Replicas;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Problems;
using Compounds.Server.Reports;
using Compounds.Server.SignIn;
using Compounds.Server.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Agencies;

/// <summary>To read one report outside whose audience one is, because somebody's safety depends on it.</summary>
internal static class EmergencyEndpoints
{
    private static readonly (EmergencyReason Reason, string Name)[] s_reasons =
        [.. Enum.GetValues<EmergencyReason>().Select(static reason => (reason, JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString())))];

    public static void MapEmergencyAccess(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/emergency-access/{agency}").WithTags("Agencies").RequireAuthorization(Access.AccessInEmergency);
        group.MapPost("/", AskAsync).Produces<GrantBody>(202).ProducesProblem(403)
            .WithName("AskEmergencyAccess").WithSummary("Asks to read one report of another agency whatever its marking. A registrar has to say yes (202).");
        group.MapGet("/{grant}", ReadAsync)
            .WithName("ReadInEmergency").WithSummary("The report, for the person who asked, for 24 hours after a registrar said yes. Its agency sees each reading.");
    }

    /// <summary>The name of a reason.</summary>
    public static string NameOf(EmergencyReason reason) => s_reasons.First(each => each.Reason == reason).Name;

    private static async Task<IResult> AskAsync(
        string agency, AskEmergencyAccess body, IGrainFactory grains, Replica<Register> replica, CancellationToken cancellationToken)
    {
        var known = Array.FindIndex(s_reasons, each => each.Name == body.Reason);
        if (!Agency.IsId(agency) || !ReportKey.IsId(body.Report) || known < 0)
        {
            var reasons = string.Join(", ", s_reasons.Select(static each => each.Name));
            return Problem.BadRequest($"report is the id of a report of this agency; reason is one of {reasons}.").Result;
        }

        var answer = await grains.GetRegister().AskAccessAsync(
            new ReportKey(agency, body.Report), s_reasons[known].Reason, GrantEndpoints.NewId(), cancellationToken);
        replica.Outdate();
        return GrantEndpoints.ProblemOf(answer, "")?.Result ?? (IResult)TypedResults.Accepted((string?)null, GrantBody.Of(answer.Grant!));
    }

    private static async Task<Results<Ok<ReportBody>, ProblemHttpResult>> ReadAsync(
        string agency, string grant, HttpContext http, IGrainFactory grains, Replica<Register> replica, TimeProvider clock, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http.User);
        if ((await replica.GetAsync(cancellationToken)).FindAccess(grant, caller.Actor, clock.GetUtcNow()) is not { } access || access.Report.Agency != agency)
            return Problem.NotFound("You have no emergency access of that id, or it has ended: it lasts 24 hours from a registrar's word on.").Result;
        var owner = new Reader(agency, Tlp.Red);
        StoredReport? stored;
        using (CallerContext.ForSilo()) // The register says that he may see what its agency sees.
            stored = await grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(access.Report)).ReadAsync(owner, access.Report.Id, cancellationToken);
        if (stored is null)
            return Problem.NotFound("Its agency has filed no report of that id.").Result;
        var names = await new NameLookUp(grains, caller.Reader, SubjectQuestion.Now).ForAsync(stored.Report.Claims, cancellationToken);
        return TypedResults.Ok(ReportBody.Of(stored, owner, names));
    }
}

/// <summary>A report to read in an emergency.</summary>
/// <param name="Report">The agency's own report id.</param>
/// <param name="Reason"><c>life-at-risk</c>, <c>rescue-under-way</c> or <c>child-involved</c>.</param>
public sealed record AskEmergencyAccess([Required] string Report, [Required] string Reason);
