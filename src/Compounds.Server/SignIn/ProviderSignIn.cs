using Compounds.Agencies;
using Compounds.Grains.Replicas;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Compounds.Server.SignIn;

/// <summary>Signing in with OpenID Connect: authorization code with PKCE, one scheme a provider, one session cookie in the end.</summary>
internal static partial class ProviderSignIn
{
    /// <summary>The query under which the dashboard is told why a sign-in came to nothing.</summary>
    public const string RefusedQuery = "refused";

    private const string StrongItem = "strong";

    /// <summary>The authentication scheme of a provider.</summary>
    public static string SchemeOf(string provider) => "Provider-" + provider;

    /// <summary>Where a sign-in begins.</summary>
    public static AuthenticationProperties Begin(string returnTo, bool isStrong)
    {
        var properties = new AuthenticationProperties { RedirectUri = returnTo };
        if (isStrong)
            properties.Items[StrongItem] = "";
        return properties;
    }

    /// <summary>Adds the scheme of a provider.</summary>
    public static void AddProvider(this AuthenticationBuilder authentication, ProviderOptions provider, bool isDevelopment) =>
        authentication.AddOpenIdConnect(SchemeOf(provider.Id), provider.Name, options =>
        {
            options.Authority = provider.Authority!.ToString();
            options.RequireHttpsMetadata = !provider.IsOnLoopback;
            (options.ClientId, options.ClientSecret) = (provider.ClientId, provider.ClientSecret);
            (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
            options.Scope.Clear();
            foreach (var scope in (provider.Scopes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(OpenIdConnectScope.OpenId).Distinct())
                options.Scope.Add(scope);
            options.CallbackPath = $"/v1/sign-in/{provider.Id}/callback";
            options.SignInScheme = SessionCookie.Scheme;
            (options.MapInboundClaims, options.SaveTokens, options.GetClaimsFromUserInfoEndpoint) = (false, false, false);
            foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
                (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always);
            options.Events.OnRedirectToIdentityProvider = context => Ask(context, provider);
            options.Events.OnTokenValidated = context => EnterAsync(context, provider);
            options.Events.OnRemoteFailure = Refuse;
        });

    private static Task Ask(RedirectContext context, ProviderOptions provider)
    {
        if (!context.Properties.Items.ContainsKey(StrongItem))
            return Task.CompletedTask;
        // Whoever is signed in with one factor is asked again, else the provider would answer at once with what it has.
        context.ProtocolMessage.Prompt = OpenIdConnectPrompt.Login;
        if (provider.StrongAcr is [var acr, ..])
            context.ProtocolMessage.AcrValues = acr;
        return Task.CompletedTask;
    }

    private static async Task EnterAsync(TokenValidatedContext context, ProviderOptions provider)
    {
        var (services, stop) = (context.HttpContext.RequestServices, context.HttpContext.RequestAborted);
        var (entitlement, refusal) = Entitlement.Of(context.Principal!, provider);
        if (entitlement is not null && !(await services.GetRequiredService<Replica<Register>>().GetAsync(stop)).Agencies.ContainsKey(entitlement.Agency))
            (entitlement, refusal) = (null, SignInRefusal.UnknownAgency);
        if (entitlement is null)
        {
            context.Fail(new SignInRefusedException(refusal));
            return;
        }

        var desk = services.GetRequiredService<SignInDesk>();
        await SignInEndpoints.LeaveAsync(context.HttpContext, desk);
        (context.Principal, _) = await desk.StartAsync(
            entitlement.Agency, entitlement.Clearance, entitlement.Roles, entitlement.Member, provider.Id, entitlement.IsStrong, stop);
    }

    private static Task Refuse(RemoteFailureContext context)
    {
        var refused = context.Failure as SignInRefusedException ?? context.Failure?.InnerException as SignInRefusedException;
        if (refused is null)
            LogFailed(context.HttpContext.RequestServices.GetRequiredService<ILogger<SignInDesk>>(), context.Scheme.Name, context.Failure);
        context.Response.Redirect($"/?{RefusedQuery}={refused?.Refusal ?? SignInRefusal.Failed}");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Warning, "A sign-in through {Provider} failed")]
    private static partial void LogFailed(ILogger logger, string provider, Exception? failure);
}
