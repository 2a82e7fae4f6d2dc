using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Compounds.Server.SignIn;

/// <summary>
/// The cookie of a person who signed in. It names a session and holds its secret, and when it was last used; all else is looked up at
/// each request, so that what was ended is over at once.
/// </summary>
internal static class SessionCookie
{
    /// <summary>The authentication scheme.</summary>
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>The claim that names the session.</summary>
    public const string SessionClaim = "session";

    /// <summary>The claim that says until when the session holds if it is not used again, in ticks of UTC.</summary>
    public const string IdleClaim = "idle";

    private const string SecretClaim = "secret";

    /// <summary>
    /// The name: a browser takes one with this prefix over TLS only, for this host alone. A developer's machine has no TLS.
    /// </summary>
    public static string NameIn(IHostEnvironment environment) => environment.IsDevelopment() ? "compounds" : "__Host-compounds";

    /// <summary>What the cookie holds.</summary>
    public static ClaimsPrincipal Of(string session, string secret) =>
        new(new ClaimsIdentity([new Claim(SessionClaim, session), new Claim(SecretClaim, secret)], Scheme));

    /// <summary>The session and the secret that a cookie holds.</summary>
    public static (string? Session, string? Secret) Read(ClaimsPrincipal? cookie) =>
        (cookie?.FindFirstValue(SessionClaim), cookie?.FindFirstValue(SecretClaim));

    /// <summary>Replaces what the cookie says by what its session gives now; a cookie without one is taken back.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var desk = context.HttpContext.RequestServices.GetRequiredService<SignInDesk>();
        var (id, secret) = Read(context.Principal);
        if (id is null || secret is null || await desk.FindAsync(id, secret, context.HttpContext.RequestAborted) is not { } caller)
        {
            context.RejectPrincipal();
            return;
        }

        var idle = context.Properties.ExpiresUtc ?? DateTimeOffset.MaxValue;
        context.ReplacePrincipal(caller.ToPrincipal(
            Scheme, new Claim(SessionClaim, id), new Claim(IdleClaim, idle.UtcTicks.ToString(CultureInfo.InvariantCulture))));
    }
}
