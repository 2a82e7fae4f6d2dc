using System.ComponentModel.DataAnnotations;
using System.Net;
using Compounds.Agencies;
using Compounds.Duties;
using Compounds.Readers;
using Compounds.Sessions;
using Compounds.Server.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Compounds.Server.SignIn;

/// <summary>Signing in and out, and who one is.</summary>
internal static class SignInEndpoints
{
    /// <summary>The highest number of a member in Development.</summary>
    public const int MostMembers = 999_999_999;

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Sign-in");
        group.MapGet("/sign-in", Choices).AllowAnonymous()
            .WithName("ListSignIns").WithSummary("How people sign in here.");
        group.MapGet("/sign-in/{provider}", Begin).AllowAnonymous().Produces(StatusCodes.Status302Found)
            .WithName("BeginSignIn").WithSummary("Sends the browser to a sign-in provider, which sends it back with a session.");
        group.MapPost("/sign-in/development", DevelopmentAsync).AllowAnonymous()
            .WithName("SignInForDevelopment")
            .WithSummary("Signs in as anybody. Only in Development and only from this machine; absent otherwise.");
        group.MapPost("/sign-out", static (HttpContext context, SignInDesk desk) => LeaveAsync(context, desk)).AllowAnonymous()
            .WithName("SignOut").WithSummary("Ends the session.");
        group.MapGet("/me", MeAsync).RequireAuthorization()
            .WithName("GetMe").WithSummary("Who the caller is: agency, clearance, roles.");
        group.MapGet("/sessions", ListAsync).RequireAuthorization()
            .WithName("ListSessions").WithSummary("The caller's own sessions, newest first. A key has none.");
        group.MapDelete("/sessions", EndAllAsync).RequireAuthorization()
            .WithName("EndSessions").WithSummary("Ends all of the caller's own sessions, this one too.");
        group.MapDelete("/sessions/{session}", EndAsync).RequireAuthorization()
            .WithName("EndSession").WithSummary("Ends one of the caller's own sessions.");
    }

    /// <summary>Ends the session of a request, if it has one, and takes the cookie back.</summary>
    public static async Task LeaveAsync(HttpContext http, SignInDesk desk)
    {
        var entered = await http.AuthenticateAsync(SessionCookie.Scheme);
        if (entered.Principal is { } user && SessionCookie.Read(user).Session is { } session)
            await desk.EndAsync([session], Caller.Of(user).Actor, http.RequestAborted);
        await http.SignOutAsync(SessionCookie.Scheme);
    }

    private static SignInChoices Choices(HttpContext http, IOptions<SignInOptions> options, IHostEnvironment environment) => new(
        IsDevelopmentOpen(http, options.Value, environment),
        [.. options.Value.Providers.Select(static provider => new SignInChoice(provider.Id, provider.Name))]);

    private static Results<ChallengeHttpResult, ProblemHttpResult> Begin(
        string provider, IOptions<SignInOptions> options, string returnTo = "/", bool strong = false)
    {
        if (!options.Value.Providers.Any(known => known.Id == provider))
            return Problem.NotFound("This server has no sign-in provider of that id; GET /v1/sign-in lists them.").Result;
        if (!IsLocal(returnTo))
            return Problem.BadRequest("returnTo is a path of this server, such as /map.").Result;
        return TypedResults.Challenge(ProviderSignIn.Begin(returnTo, strong), [ProviderSignIn.SchemeOf(provider)]);
    }

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> DevelopmentAsync(
        DevelopmentSignIn body, HttpContext context, SignInDesk desk, IOptions<SignInOptions> options, IHostEnvironment environment)
    {
        if (!IsDevelopmentOpen(context, options.Value, environment))
            return Problem.NotFound("This path does not exist.").Result;
        if (!Agency.IsId(body.Agency) || !Levels.TryParse(body.Clearance, out Tlp clearance) || !RoleNames.TryParse(body.Roles, out var roles))
        {
            return Problem.BadRequest(
                $"agency is an id such as 'pea', clearance a TLP level such as 'AMBER', roles a list of {RoleNames.All}.").Result;
        }

        if (Separation.FaultOf(body.Agency, roles) is { } fault)
            return Problem.BadRequest(fault).Result;
        var member = body.Member is { } number ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{body.Agency}:member-{number}") : null;
        var (cookie, session) = await desk.StartAsync(
            body.Agency, clearance, roles, member, Session.Development, isStrong: true, context.RequestAborted);
        await context.SignInAsync(SessionCookie.Scheme, cookie);
        return TypedResults.Ok(Me.Of(await desk.CallerOfAsync(session, context.RequestAborted), session));
    }

    private static async Task<Me> MeAsync(HttpContext http, SignInDesk desk) => Me.Of(
        Caller.Of(http.User), SessionCookie.Read(http.User).Session is { } id ? await desk.FindAsync(id, http.RequestAborted) : null);

    private static async Task<IReadOnlyList<SessionBody>> ListAsync(HttpContext http, SignInDesk desk) =>
        [.. (await MineAsync(http, desk)).Select(session => SessionBody.Of(session, SessionCookie.Read(http.User).Session))];

    private static async Task<NoContent> EndAllAsync(HttpContext http, SignInDesk desk)
    {
        await desk.EndAsync((await MineAsync(http, desk)).Select(static session => session.Id), Caller.Of(http.User).Actor, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync([FromRoute(Name = "session")] string id, HttpContext http, SignInDesk desk)
    {
        if (!(await MineAsync(http, desk)).Any(session => session.Id == id))
            return Problem.NotFound("You have no session of that id; GET /v1/sessions lists yours.").Result;
        await desk.EndAsync([id], Caller.Of(http.User).Actor, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<IReadOnlyList<Session>> MineAsync(HttpContext http, SignInDesk desk) =>
        SessionCookie.Read(http.User).Session is null ? [] : await desk.OfAsync(Caller.Of(http.User).Actor, http.RequestAborted);

    private static bool IsDevelopmentOpen(HttpContext http, SignInOptions options, IHostEnvironment environment) =>
        environment.IsDevelopment() && options.AllowDevelopment && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    private static bool IsLocal(string path) => path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal)
        && !path.Any(char.IsControl);
}

/// <summary>How people sign in.</summary>
/// <param name="Development">Whether anybody of this machine may sign in as anybody.</param>
/// <param name="Providers">Where people sign in.</param>
public sealed record SignInChoices(bool Development, IReadOnlyList<SignInChoice> Providers);

/// <summary>A sign-in provider.</summary>
/// <param name="Id">Its id, for GET /v1/sign-in/{provider}.</param>
/// <param name="Name">What people know it by.</param>
public sealed record SignInChoice(string Id, string Name);

/// <summary>Who to be.</summary>
/// <param name="Agency">The agency's id.</param>
/// <param name="Clearance">A TLP level, for example AMBER.</param>
/// <param name="Roles">Any of the roles that the README of the server lists, such as analyst or partner.</param>
/// <param name="Member">The number of the member of the agency, from 1; without it nothing can be signed.</param>
public sealed record DevelopmentSignIn(
    [Required] string Agency, [Required] string Clearance, [Required] IReadOnlyList<string> Roles,
    [Range(1, SignInEndpoints.MostMembers)] int? Member = null);

/// <summary>Who the caller is.</summary>
/// <param name="Agency">The agency's id.</param>
/// <param name="Clearance">The highest TLP level the caller may see.</param>
/// <param name="Roles">What the caller may do.</param>
/// <param name="Member">Who signs the caller's steps, an opaque id; null for a machine.</param>
/// <param name="StrongSignIn">
/// The provider through which a sign-in with a second factor would open more: RED, policy or administration; null where it would not.
/// </param>
public sealed record Me(string Agency, string Clearance, IReadOnlyList<string> Roles, string? Member, string? StrongSignIn)
{
    internal static Me Of(Caller caller, Session? session) => new(
        caller.Reader.Agency, caller.Reader.Clearance.Text(), RoleNames.Of(caller.Roles), caller.Member,
        session is { IsHeldBack: true } ? session.Provider : null);
}

/// <summary>A session that holds.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Member">Whose it is, an opaque id; null for one who signs nothing.</param>
/// <param name="Provider">Where it was begun.</param>
/// <param name="StartedAt">When, in UTC.</param>
/// <param name="EndsAt">Until when it holds at most.</param>
/// <param name="IsThis">Whether the request came in it.</param>
public sealed record SessionBody(string Id, string? Member, string Provider, DateTimeOffset StartedAt, DateTimeOffset EndsAt, bool IsThis)
{
    internal static SessionBody Of(Session session, string? current) =>
        new(session.Id, session.Member, session.Provider, session.StartedAt, session.EndsAt, session.Id == current);
}
