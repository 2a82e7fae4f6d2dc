using Compounds.Assessments;
using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Readers;
using Compounds.Server.Hosting;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;

namespace Compounds.Server.Simulation;

/// <summary>Scenarios: asking, reading, following, cancelling. A scenario belongs to the agency and clearance that asked it.</summary>
internal static class ScenarioEndpoints
{
    private const int MaxLimit = 1_000;

    public static void MapScenarios(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/scenarios").WithTags("Scenario").RequireAuthorization(Access.Read);
        group.MapPost("/", PostAsync).WithName("AskScenario").RequireAuthorization(Access.Simulate).Produces<ScenarioBody>().Produces<ScenarioBody>(201).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429)
            .WithSummary("Simulates measures on a network. The same question again is the same computation. With Prefer: wait the answer holds the outcome.");
        group.MapGet("/", ListAsync).WithName("ListScenarios").Produces<ScenarioPage>().ProducesProblem(400).WithSummary("The scenarios that the caller's agency asked at the caller's clearance, newest first.");
        group.MapGet("/compare", ComparisonEndpoint.GetAsync).WithName("CompareScenarios").Produces<ComparisonBody>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("What two to four scenarios add to the first, line by line: differences are taken sample by sample, then summarised.");
        group.MapGet("/{id}", GetAsync).WithName("GetScenario").Produces<ScenarioBody>().ProducesProblem(404)
            .WithSummary("The scenario with its outcome: harm first, captives before all; what was assumed, what would change the answer, and all of it in plain sentences.");
        group.MapGet("/{id}/progress", ScenarioProgressEndpoint.GetAsync).WithName("FollowScenario").Produces<string>(200, EventStream.MediaType).ProducesProblem(404)
            .WithSummary("Server-sent events: 'progress' as blocks come in, then 'completed', 'cancelled' or 'failed', and 'sensitivity' at last; 'beat' every 15 s.");
        group.MapPost("/{id}/cancel", CancelAsync).WithName("CancelScenario").RequireAuthorization(Access.Simulate).Produces(204).ProducesProblem(404)
            .WithSummary("Stops it. One that has ended stays as it is; asking the same again starts it anew.");
    }

    /// <summary>The answer for a scenario that these readers never asked.</summary>
    internal static Problem Absent { get; } = Problem.NotFound("Nobody of your agency and clearance asked a scenario of this id. See GET /v1/scenarios.");

    private static async Task<IResult> PostAsync(PostScenario body, HttpContext http, IGrainFactory grains, Drain drain, TimeProvider clock, CancellationToken cancellationToken)
    {
        var reader = Caller.Of(http.User).Reader;
        var networks = grains.GetNetworks(reader);
        if (await networks.ChooseAsync(body.Network, cancellationToken) is not { } view)
            return NetworkChoice.Absent.Result;
        var network = view.Build();
        if (body.Read(view, network, out var question) is { Count: > 0 } problems)
            return SimulationRefusals.ScenarioInvalid.Answer("The scenario cannot be simulated.", problems[0].Message, problems);
        await networks.KeepAsync(view.Hash, cancellationToken);
        var id = question!.Scenario.Hash(network);
        var scenario = grains.GetScenario(reader, id);
        var isFirst = await scenario.AskAsync(question, cancellationToken);
        if (Waiting.Of(http.Request.Headers) is { } patience)
            await Waiting.UntilAsync<ScenarioProgress>(scenario.FollowAsync, static progress => progress.Stage is ScenarioStage.Running, patience, clock, drain.Stopping, cancellationToken);
        var answer = await BodyAsync(reader, id, isHourly: true, grains, cancellationToken);
        return isFirst ? TypedResults.Created($"/v1/scenarios/{id}", answer) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken, bool hourly = true) =>
        IsId(id) && await BodyAsync(Caller.Of(http.User).Reader, id, hourly, grains, cancellationToken) is { } body ? TypedResults.Ok(body) : Absent.Result;

    private static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains, CancellationToken cancellationToken, int limit = 100)
    {
        if (limit is < 1 or > MaxLimit)
            return Problem.BadRequest($"limit is 1 to {MaxLimit}.").Result;
        var reader = Caller.Of(http.User).Reader;
        return TypedResults.Ok(new ScenarioPage([.. (await grains.GetScenarios(reader).ListAsync(limit, cancellationToken)).Select(summary => ScenarioEntry.Of(summary, reader.Agency))]));
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        IsId(id) && await grains.GetScenario(Caller.Of(http.User).Reader, id).CancelAsync(cancellationToken) ? TypedResults.NoContent() : Absent.Result;

    /// <summary>Whether a text can be a scenario's id: other texts must not become keys of grains.</summary>
    internal static bool IsId(string id) => id.Length == 64 && id.All(char.IsAsciiHexDigitLower);

    private static async Task<ScenarioBody?> BodyAsync(Reader reader, string id, bool isHourly, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var networks = grains.GetNetworks(reader);
        if (await grains.GetScenario(reader, id).ReadAsync(cancellationToken) is not { } view)
            return null;
        var network = await networks.FindAsync(view.Question.NetworkHash, cancellationToken) ?? throw new InvalidDataException($"The network of scenario {id} is not kept.");
        var live = await networks.CompileAsync(SubjectQuestion.Now, cancellationToken);
        return ScenarioBody.Of(id, reader, view, network, live.Hash, isHourly);
    }
}

/// <summary>Scenarios in a list.</summary>
/// <param name="Items">The scenarios, newest first.</param>
public sealed record ScenarioPage(IReadOnlyList<ScenarioEntry> Items);

/// <summary>A scenario in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Agency">Whose readers asked it.</param>
/// <param name="AskedAt">When it was first asked, in UTC.</param>
/// <param name="Network">The hash of its network.</param>
/// <param name="State">Where it stands.</param>
/// <param name="CompletedAt">When the outcome came, in UTC; null before.</param>
/// <param name="ResultHash">The address of the outcome; null before it is known.</param>
/// <param name="Headline">The totals that matter most; null before the outcome is known.</param>
/// <param name="Marking">How far it may be shown.</param>
public sealed record ScenarioEntry(
    string Id, string Title, string Agency, DateTimeOffset AskedAt, string Network, ScenarioStage State, DateTimeOffset? CompletedAt, string? ResultHash, IReadOnlyList<HeadlineTotal>? Headline,
    Handling Marking)
{
    internal static ScenarioEntry Of(ScenarioSummary summary, string agency) => new(
        summary.Id, summary.Title, agency, summary.AskedAt, summary.NetworkHash, summary.Progress.Stage, summary.CompletedAt, summary.Progress.ResultHash,
        summary.Headline.IsEmpty ? null : summary.Headline, summary.Marking);
}
