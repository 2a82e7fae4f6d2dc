using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Compounds.Server.SignIn;

/// <summary>Keys for machines; for people a session, begun through a provider.</summary>
internal static class SignInHosting
{
    private const string Either = "Either";

    public static void AddCompoundsSignIn(this WebApplicationBuilder builder)
    {
        var (services, options, environment) = (builder.Services, SignInOptions.Of(builder.Configuration), builder.Environment);
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        builder.AddKeyRing();
        var cookieName = SessionCookie.NameIn(environment);
        var authentication = services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, either => either.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.Count > 0 || !http.Request.Cookies.ContainsKey(cookieName) ? KeyAuthentication.Name : SessionCookie.Scheme)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null)
            .AddCookie(SessionCookie.Scheme, cookie =>
            {
                cookie.Cookie.Name = cookieName;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.Path = "/";
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(options.IdleMinutes);
                cookie.SlidingExpiration = true;
                cookie.Events.OnValidatePrincipal = SessionCookie.ValidateAsync;
                cookie.Events.OnRedirectToLogin = static context => Problems.Problem.Unauthenticated.WriteAsync(context.HttpContext);
                cookie.Events.OnRedirectToAccessDenied = static context => Problems.Problem.Forbidden.WriteAsync(context.HttpContext);
            });
        foreach (var provider in options.Providers)
            authentication.AddProvider(provider, environment.IsDevelopment());
        services.AddSingleton<SignInDesk>().AddSingleton<KeyUses>().AddSingleton<StandingAccess>();
        services.AddAuthorizationBuilder().AddAccess();
    }
}
