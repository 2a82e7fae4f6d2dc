using Compounds.Assessments;
using Compounds.Grains.Fronts;
using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Readers;
using Compounds.Server.Hosting;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;

namespace Compounds.Server.Simulation;

/// <summary>Searches for the sets of actions that are worth a decision. A search belongs to the agency and clearance that asked it.</summary>
internal static class FrontEndpoints
{
    public static void MapFronts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/fronts").WithTags("Front").RequireAuthorization(Access.Read);
        group.MapPost("/", PostAsync).WithName("AskFront").RequireAuthorization(Access.Simulate).Produces<FrontBody>().Produces<FrontBody>(201).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429)
            .WithSummary("Looks for the sets of actions that do most for the least harm, within limits. The same question again is the same computation.");
        group.MapGet("/{id}", GetAsync).WithName("GetFront").Produces<FrontBody>().ProducesProblem(404)
            .WithSummary("The sets worth a decision, each simulated; those that break a limit beside them; captives are never traded for effect.");
        group.MapGet("/{id}/progress", FollowAsync).WithName("FollowFront").Produces<string>(200, EventStream.MediaType).ProducesProblem(404)
            .WithSummary("Server-sent events: 'progress' as sets come in, then 'completed', 'cancelled' or 'failed'; 'beat' every 15 s.");
        group.MapPost("/{id}/cancel", CancelAsync).WithName("CancelFront").RequireAuthorization(Access.Simulate).Produces(204).ProducesProblem(404)
            .WithSummary("Stops it. One that has ended stays as it is; asking the same again starts it anew.");
    }

    private static Problem Absent { get; } = Problem.NotFound("Nobody of your agency and clearance asked a search of this id. Ask one with POST /v1/fronts.");

    private static async Task<IResult> PostAsync(PostFront body, HttpContext http, IGrainFactory grains, Drain drain, TimeProvider clock, CancellationToken cancellationToken)
    {
        var reader = Caller.Of(http.User).Reader;
        var networks = grains.GetNetworks(reader);
        if (await networks.ChooseAsync(body.Network, cancellationToken) is not { } view)
            return NetworkChoice.Absent.Result;
        var network = view.Build();
        if (body.Read(view, network, out var question) is { Count: > 0 } problems)
            return SimulationRefusals.FrontInvalid.Answer("The search cannot be made.", problems[0].Message, problems);
        await networks.KeepAsync(view.Hash, cancellationToken);
        var id = question!.Hash(network);
        var front = grains.GetFront(reader, id);
        var isFirst = await front.AskAsync(question, cancellationToken);
        if (Waiting.Of(http.Request.Headers) is { } patience)
            await Waiting.UntilAsync<FrontProgress>(front.FollowAsync, static progress => progress.Stage is ScenarioStage.Running, patience, clock, drain.Stopping, cancellationToken);
        var answer = await BodyAsync(reader, id, grains, cancellationToken);
        return isFirst ? TypedResults.Created($"/v1/fronts/{id}", answer) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        ScenarioEndpoints.IsId(id) && await BodyAsync(Caller.Of(http.User).Reader, id, grains, cancellationToken) is { } body ? TypedResults.Ok(body) : Absent.Result;

    private static async Task<IResult> FollowAsync(string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var front = grains.GetFront(Caller.Of(http.User).Reader, id);
        if (!ScenarioEndpoints.IsId(id) || await front.FollowAsync(null, cancellationToken) is not { } progress)
            return Absent.Result;
        return new ProgressStream<FrontProgress>(front.FollowAsync, EventsOf, static progress => progress.Stage is not ScenarioStage.Running).From(progress, http);
    }

    private static IEnumerable<ProgressEvent> EventsOf(FrontProgress progress)
    {
        yield return progress.Stage is ScenarioStage.Running
            ? new(ProgressStream<FrontProgress>.Moving, new { progress.SetsDone, progress.SetsAtMost }, progress.SetsDone)
            : ScenarioProgressEndpoint.EndOf(progress.Stage, progress.ResultHash, progress.SetsDone);
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        ScenarioEndpoints.IsId(id) && await grains.GetFront(Caller.Of(http.User).Reader, id).CancelAsync(cancellationToken) ? TypedResults.NoContent() : Absent.Result;

    private static async Task<FrontBody?> BodyAsync(Reader reader, string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var networks = grains.GetNetworks(reader);
        if (await grains.GetFront(reader, id).ReadAsync(cancellationToken) is not { } view)
            return null;
        var network = await networks.FindAsync(view.Question.NetworkHash, cancellationToken) ?? throw new InvalidDataException($"The network of front {id} is not kept.");
        var live = await networks.CompileAsync(SubjectQuestion.Now, cancellationToken);
        return FrontBody.Of(id, reader, view, network, live.Hash);
    }
}
