using System.ComponentModel.DataAnnotations;
using System.Net;
using Compounds.Agencies;
using Compounds.Readers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Compounds.Server.SignIn;

/// <summary>Signing in and out, and who one is. Single sign-on will issue the same cookie; nothing else changes then.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Sign-in");
        group.MapPost("/sign-in/development", DevelopmentAsync).AllowAnonymous()
            .WithName("SignInForDevelopment")
            .WithSummary("Signs in as anybody. Only in Development and only from this machine; absent otherwise.");
        group.MapPost("/sign-out", static (HttpContext context) => context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme)).AllowAnonymous()
            .WithName("SignOut").WithSummary("Ends the session.");
        group.MapGet("/me", static (HttpContext context) => Me.Of(Caller.Of(context.User))).RequireAuthorization()
            .WithName("GetMe").WithSummary("Who the caller is: agency, clearance, roles.");
    }

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> DevelopmentAsync(
        DevelopmentSignIn body, HttpContext context, IOptions<SignInOptions> options, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment() || !options.Value.AllowDevelopment || context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return Problems.Problem.NotFound("This path does not exist.").Result;
        if (!Agency.IsId(body.Agency) || !Levels.TryParse(body.Clearance, out Tlp clearance) || !RoleNames.TryParse(body.Roles, out var roles))
            return Problems.Problem.BadRequest("agency is an id such as 'pea', clearance a TLP level such as 'AMBER', roles a list of analyst, partner, policy, administrator, relay.").Result;
        var caller = new Caller(new Reader(body.Agency, clearance), roles, body.Member);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, caller.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
        return TypedResults.Ok(Me.Of(caller));
    }
}

/// <summary>Who to be.</summary>
/// <param name="Agency">The agency's id.</param>
/// <param name="Clearance">A TLP level, for example AMBER.</param>
/// <param name="Roles">Any of analyst, partner, policy, administrator, relay.</param>
/// <param name="Member">The number of the member of the agency, from 1; without it nothing can be signed.</param>
public sealed record DevelopmentSignIn(
    [Required] string Agency, [Required] string Clearance, [Required] IReadOnlyList<string> Roles, [Range(1, Caller.MostMembers)] int? Member = null);

/// <summary>Who the caller is.</summary>
/// <param name="Agency">The agency's id.</param>
/// <param name="Clearance">The highest TLP level the caller may see.</param>
/// <param name="Roles">What the caller may do.</param>
/// <param name="Member">Who signs the caller's steps, for example pea:member-3; null for a machine.</param>
public sealed record Me(string Agency, string Clearance, IReadOnlyList<string> Roles, string? Member)
{
    internal static Me Of(Caller caller) => new(caller.Reader.Agency, caller.Reader.Clearance.Text(), RoleNames.Of(caller.Roles), caller.Member);
}
