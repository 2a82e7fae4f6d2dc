using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Compounds.Server.SignIn;

/// <summary>Keys for machines, a session cookie for people. Single sign-on adds a scheme that issues the same cookie.</summary>
internal static class SignInHosting
{
    private const string Either = "Either";

    private static readonly TimeSpan s_session = TimeSpan.FromHours(12);

    public static void AddCompoundsSignIn(this IServiceCollection services)
    {
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, static options => options.ForwardDefaultSelector = static http =>
                http.Request.Headers.Authorization.Count > 0 || !http.Request.Cookies.ContainsKey(CookieName) ? KeyAuthentication.Name : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null)
            .AddCookie(options =>
            {
                options.Cookie.Name = CookieName;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = s_session;
                options.Events.OnRedirectToLogin = static context => Problems.Problem.Unauthenticated.WriteAsync(context.HttpContext);
                options.Events.OnRedirectToAccessDenied = static context => Problems.Problem.Forbidden.WriteAsync(context.HttpContext);
            });
        services.AddSingleton<StandingAccess>();
        services.AddAuthorizationBuilder().AddAccess();
    }

    private const string CookieName = "compounds";
}
