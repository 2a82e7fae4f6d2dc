using Compounds.Agencies;
using Compounds.Duties;
using Compounds.Grains.Policy;
using Compounds.Grains.Replicas;
using Compounds.Readers;
using Compounds.Server.Cursors;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Compounds.Simulation.Policy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Policy;

/// <summary>Policy actions: lists, single ones with their history, and the steps from a draft to a review.</summary>
internal static class PolicyEndpoints
{
    private const int MaxLimit = 100, MaxAudience = 200;
    private const string MarkingMalformed = "tlp is one of CLEAR, GREEN, AMBER, AMBER+STRICT, RED; audience and actingAgencies are lists of agency ids.";

    public static void MapPolicyActions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/policy-actions").WithTags("Policy actions").RequireAuthorization(Access.Read);
        group.MapGet("/", ListAsync).WithName("ListPolicyActions").WithSummary("The policy actions that the caller may see, newest draft first; waiting=true keeps those in which others wait for the caller.");
        group.MapGet("/{action}", GetAsync).WithName("GetPolicyAction").WithSummary("One action: measures, forecast, do-no-harm case, what the gate finds, approvals, observations, score, every step.");
        group.MapGet("/{action}/reweighting", ReweightAsync).WithName("ReweightPolicyAction").WithSummary("What the frozen samples say after what was observed. Nothing is simulated again.");
        group.MapGet("/{action}/case", SuggestAsync).WithName("SuggestCase").WithSummary("What the live state knows of the people that the action could harm, as a start for the case.");
        group.MapPost("/{action}/check", CheckAsync).RequireAuthorization(Access.Decide).WithName("CheckCase").WithSummary("What the do-no-harm gate would find on a case. Records nothing.");
        group.MapPost("/", DraftAsync).RequireAuthorization(Access.Decide).WithName("DraftPolicyAction").WithSummary("Drafts an action from a scenario.");
        group.MapPost("/{action}/draft", RedraftAsync).RequireAuthorization(Access.Decide).WithName("RedraftPolicyAction").WithSummary("Drafts it anew from another scenario, before it is proposed.");
        Step<PolicyStep>("forecast", "AttachForecast", "Attaches the outcome of the drafted scenario.", static (by, _, grain, cancellation) => grain.AttachForecastAsync(by.Reader, by.Instruction, cancellation), static body => body.Why);
        Step<ProposeStep>("propose", "ProposePolicyAction", "Puts the action to the vote. The do-no-harm gate must be open; what is missing is listed.", ProposeAsync, static body => body.Why);
        Take<SignOffStep>("sign-offs", "SignOffHarm", "Answers for a harm that the forecast shows; not by an author.", static (body, by) => new SignOffHarm(by, body.Line!.Value), static body => body.Why);
        Take<ConsentStep>("consents", "ConsentToEvidence", "Consents to acting on a report of the caller's agency.", static (body, by) => new ConsentToEvidence(by, body.Report), static body => body.Why, Access.Consent);
        Step<DeclassifyStep>(
            "declassifications", "DeclassifyForAction", "Lets what the action takes from reports of the caller's agency be shown further than they may be.",
            static (by, body, grain, cancellation) => grain.DeclassifyAsync(by.Reader, by.Instruction, MarkingOf(by.Reader, body.Tlp, body.Audience), body.Report, cancellation),
            static body => body.Why, Access.Consent);
        group.MapPost("/{action}/marking", LowerMarkingAsync).RequireAuthorization(Access.Decide).WithName("LowerMarking")
            .WithSummary("Lowers the marking, once each agency whose reports keep it up has declassified; by a member who did neither that nor the drafting.");
        Take<ApproveStep>("approve", "ApprovePolicyAction", "Approves a proposal. The second approval by another person freezes the forecast.", static (body, by) => new ApprovePolicyAction(by, body.Proposal), static body => body.Why);
        Take<PolicyStep>("send-back", "SendBackPolicyAction", "Sends a proposal back to be improved; approvals are void.", static (_, by) => new SendBackPolicyAction(by), static body => body.Why);
        Take<PolicyStep>("withdraw", "WithdrawPolicyAction", "Gives the action up before it is carried out.", static (_, by) => new WithdrawPolicyAction(by), static body => body.Why);
        Take<CarryOutStep>("carry-out", "CarryOutPolicyAction", "Records that the measures were taken.", static (body, by) => new CarryOutPolicyAction(by, body.CarriedOutAt), static body => body.Why);
        Take<ObserveStep>("observations", "RecordObservation", "Records what was observed since.", static (body, by) => new RecordObservation(by, ObservationOf(body)), static body => body.Why);
        Step<PolicyStep>("review", "ReviewPolicyAction", "Scores the frozen forecast and closes the action; the reason holds the lessons.", static (by, _, grain, cancellation) => grain.ReviewAsync(by.Reader, by.Instruction, cancellation), static body => body.Why);

        void Take<TBody>(string path, string name, string summary, Func<TBody, Instruction, PolicyActionCommand> command, Func<TBody, string> why, string access = Access.Decide) =>
            Step<TBody>(path, name, summary, (by, body, grain, cancellation) => grain.TakeAsync(by.Reader, command(body, by.Instruction), cancellation), why, access);

        void Step<TBody>(
            string path, string name, string summary, Func<(Reader Reader, Instruction Instruction), TBody, IPolicyActionGrain, CancellationToken, Task<PolicyAnswer?>> take, Func<TBody, string> why, string access = Access.Decide) =>
            group.MapPost("/{action}/" + path, (string action, TBody body, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
                    AnswerAsync(action, why(body), body, http, grains, by => take(by, body, grains.GetPolicyAction(action), cancellationToken), cancellationToken))
                .RequireAuthorization(access).WithName(name).WithSummary(summary);
    }

    private static async Task<Results<Ok<PolicyActionPage>, ProblemHttpResult>> ListAsync(
        HttpContext http, IGrainFactory grains, Replica<PolicyList> replica, CancellationToken cancellationToken, string? stage = null, bool waiting = false, int limit = 50, string? cursor = null)
    {
        PolicyActionStage? wanted = null;
        if (stage is not null)
        {
            if (!Enum.TryParse<PolicyActionStage>(stage, ignoreCase: true, out var named) || !Enum.IsDefined(named))
                return Problem.BadRequest("stage is one of draft, simulated, proposed, approved, carriedOut, reviewed, withdrawn.").Result;
            wanted = named;
        }

        if (limit is < 1 or > MaxLimit)
            return Problem.BadRequest($"limit is 1 to {MaxLimit}.").Result;
        var cursors = CursorSeal.ScopeOf(http, "policy actions");
        if (!PolicyCursor.TryParse(cursors, cursor, out var after))
            return Problem.BadRequest(CursorSeal.Wrong).Result;
        var caller = Caller.Of(http.User);
        var reader = caller.Reader;
        var list = await replica.GetAsync(cancellationToken);
        var items = new List<PolicyActionHead>();
        while (true)
        {
            var entries = list.Page(reader, after, limit);
            var records = await Task.WhenAll(entries.Select(entry => grains.GetPolicyAction(entry.Id).ReadAsync(reader, cancellationToken)));
            foreach (var (entry, record) in entries.Zip(records))
            {
                after = new PolicyPosition(entry.DraftedAt, entry.Id);
                if (record?.Action() is not { } action || (wanted is { } only && action.Stage != only))
                    continue;
                var awaited = PolicyPermissions.Waiting(action, record.Marking, caller.Member, caller.May(Act.Decide), caller.May(Act.Consent));
                if (waiting && awaited.Count == 0)
                    continue;
                items.Add(PolicyActionHead.Of(record, action, entry.DraftedAt, awaited));
                if (items.Count == limit)
                    return TypedResults.Ok(new PolicyActionPage(items, PolicyCursor.Write(cursors, after)));
            }

            if (entries.Count < limit)
                return TypedResults.Ok(new PolicyActionPage(items, null));
        }
    }

    private static async Task<Results<Ok<PolicyActionBody>, ProblemHttpResult>> GetAsync(string action, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        PolicyActions.IsId(action) && await grains.GetPolicyAction(action).ReadAsync(Caller.Of(http.User).Reader, cancellationToken) is { } record
            ? await ShowAsync(record, http, grains, cancellationToken) : Absent();

    private static async Task<Results<Ok<PolicyReweightingBody>, ProblemHttpResult>> ReweightAsync(string action, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var weighted = PolicyActions.IsId(action) ? await grains.GetPolicyAction(action).ReweightAsync(Caller.Of(http.User).Reader, cancellationToken) : null;
        return weighted is null ? Absent() : weighted.Refusal is { } refusal ? PolicyProblem.Of(refusal) : TypedResults.Ok(PolicyReweightingBody.Of(weighted));
    }

    private static async Task<Results<Ok<SuggestedCase>, ProblemHttpResult>> SuggestAsync(string action, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var reader = Caller.Of(http.User).Reader;
        return PolicyActions.IsId(action) && await grains.GetPolicyAction(action).ReadAsync(reader, cancellationToken) is { } record
            ? TypedResults.Ok(await SuggestedCase.ForAsync(record.Action(), reader, grains, cancellationToken)) : Absent();
    }

    private static async Task<Results<Ok<PolicyCheck>, ProblemHttpResult>> CheckAsync(string action, HarmCase body, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        PolicyActions.IsId(action) && await grains.GetPolicyAction(action).CheckAsync(Caller.Of(http.User).Reader, Bounded(body).Written(), EvidenceOf(body), cancellationToken) is { } check
            ? TypedResults.Ok(check) : Absent();

    private static async Task<Results<Created<PolicyActionBody>, ProblemHttpResult>> DraftAsync(
        PostPolicyAction body, HttpContext http, IGrainFactory grains, Replica<PolicyList> replica, CancellationToken cancellationToken)
    {
        var reader = Caller.Of(http.User).Reader;
        var tlp = Tlp.Clear;
        if ((body.Tlp is not null && !Levels.TryParse(body.Tlp, out tlp)) || (body.Audience ?? []).Concat(body.ActingAgencies ?? []).Any(static agency => !Agency.IsId(agency)))
            return Problem.BadRequest(MarkingMalformed).Result;
        if (!TrySign(http, body.Why, body, out var instruction, out var refusal))
            return refusal;
        var grain = grains.GetPolicyAction(PolicyActions.IdOf(reader.Agency, instruction.CommandId));
        var answer = await grain.DraftAsync(reader, instruction, new PolicyDraft(
            body.Title, body.Scenario ?? "", body.Tlp is null ? null : Handling.Of(tlp, Pap.Clear, reader.Agency, body.Audience), body.Audience, body.ActingAgencies), cancellationToken);
        replica.Outdate();
        if (answer is null)
            return Absent();
        return answer.Refusal is { } why ? PolicyProblem.Of(why) : TypedResults.Created($"/v1/policy-actions/{answer.Record!.Id}", await BodyAsync(answer.Record, http, grains, cancellationToken));
    }

    private static Task<Results<Ok<PolicyActionBody>, ProblemHttpResult>> RedraftAsync(string action, RedraftPolicyAction body, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        AnswerAsync(action, body.Why, body, http, grains, async by =>
        {
            var grain = grains.GetPolicyAction(action);
            return await grain.ReadAsync(by.Reader, cancellationToken) is not { } record
                ? null : await grain.DraftAsync(by.Reader, by.Instruction, new PolicyDraft(body.Title, body.Scenario ?? "", record.Marking.Handling), cancellationToken);
        }, cancellationToken);

    private static async Task<Results<Ok<PolicyActionBody>, ProblemHttpResult>> LowerMarkingAsync(
        string action, LowerMarkingStep body, HttpContext http, IGrainFactory grains, Replica<PolicyList> replica, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(action, body.Why, body, http, grains, by => grains.GetPolicyAction(action)
            .LowerMarkingAsync(by.Reader, by.Instruction, MarkingOf(by.Reader, body.Tlp, body.Audience), cancellationToken), cancellationToken);
        replica.Outdate();
        return answer;
    }

    private static async Task<PolicyAnswer?> ProposeAsync((Reader Reader, Instruction Instruction) by, ProposeStep body, IPolicyActionGrain grain, CancellationToken cancellationToken)
    {
        var harm = Bounded(body.Case ?? new HarmCase());
        return await grain.ProposeAsync(by.Reader, by.Instruction, harm.Written(), EvidenceOf(harm), cancellationToken);
    }

    private static Handling MarkingOf(Reader reader, string? level, IReadOnlyList<string>? audience) =>
        Levels.TryParse(level, out Tlp tlp) && audience is null or { Count: <= MaxAudience } && (audience ?? []).All(Agency.IsId)
            ? Handling.Of(tlp, Pap.Clear, reader.Agency, audience) : throw new BadHttpRequestException(MarkingMalformed);

    private static HarmCase Bounded(HarmCase harm) => harm.IsBounded() ? harm : throw new BadHttpRequestException("A list of the case has at most 200 entries, and a name at most 200 characters.");

    private static string[] EvidenceOf(HarmCase harm) => [.. (harm.Evidence ?? []).OfType<string>()];

    /// <summary>Takes a step and shows the action after it.</summary>
    private static async Task<Results<Ok<PolicyActionBody>, ProblemHttpResult>> AnswerAsync(
        string action, string why, object? body, HttpContext http, IGrainFactory grains, Func<(Reader Reader, Instruction Instruction), Task<PolicyAnswer?>> take, CancellationToken cancellationToken)
    {
        if (!PolicyActions.IsId(action))
            return Absent();
        if (!TrySign(http, why, body, out var instruction, out var refusal))
            return refusal;
        var answer = await take((Caller.Of(http.User).Reader, instruction));
        if (answer is null)
            return Absent();
        return answer.Refusal is { } refused ? PolicyProblem.Of(refused) : await ShowAsync(answer.Record!, http, grains, cancellationToken);
    }

    /// <summary>Who takes a step: the member that the sign-in names, never one that the body names.</summary>
    private static bool TrySign(HttpContext http, string why, object? body, out Instruction instruction, out ProblemHttpResult refusal)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        instruction = new Instruction(key.Length > 0 ? key : Guid.NewGuid().ToString("N"), Caller.Of(http.User).Member ?? "", why, StepHash.Of(http, body));
        refusal = PolicyProblem.Of(new PolicyRefusal("member-needed", "Every step is signed by a member of an agency; have a key issued with a member number, or sign in with one."));
        return instruction.By.Length > 0;
    }

    private static Observation ObservationOf(ObserveStep body) =>
        new(body.Line!.Value, body.Value, body.StandardError, body.ObservedAt.ToUniversalTime(), body.Source, body.Threshold, body.Reference);

    private static async Task<Ok<PolicyActionBody>> ShowAsync(PolicyRecord record, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        http.Response.Headers.ETag = $"\"{record.Facts[^1].Version}\"";
        return TypedResults.Ok(await BodyAsync(record, http, grains, cancellationToken));
    }

    private static Task<PolicyActionBody> BodyAsync(PolicyRecord record, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http.User);
        var body = PolicyActionBody.Of(record, caller.Member, caller.May(Act.Decide), caller.May(Act.Consent));
        return HiddenReports.HideAsync(body, caller.Reader, grains, cancellationToken);
    }

    private static ProblemHttpResult Absent() => Problem.NotFound("There is no such policy action, or you may not see it.").Result;
}
