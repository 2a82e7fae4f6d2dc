using Compounds.Agencies;
using Microsoft.AspNetCore.Authorization;

namespace Compounds.Server.SignIn;

/// <summary>What each part of the API asks of a caller's role.</summary>
internal static class Access
{
    public const string Read = "read";
    public const string File = "file";
    public const string Simulate = "simulate";
    public const string Administer = "administer";

    /// <summary>Who read, signed in, granted and was refused.</summary>
    public const string Audit = "audit";

    /// <summary>Steps of policy actions.</summary>
    public const string Decide = "decide";

    /// <summary>Consent to acting on a report that one's agency filed.</summary>
    public const string Consent = "consent";

    public static void AddAccess(this AuthorizationBuilder authorization) => authorization
        .AddPolicy(Read, Needs(Roles.Analyst | Roles.Policy | Roles.Partner | Roles.Administrator | Roles.Relay))
        .AddPolicy(File, Needs(Roles.Partner | Roles.Relay))
        .AddPolicy(Decide, Needs(Roles.Policy))
        .AddPolicy(Consent, Needs(Roles.Policy | Roles.Partner))
        .AddPolicy(Simulate, Needs(Roles.Analyst | Roles.Policy))
        .AddPolicy(Audit, Needs(Roles.Auditor))
        .AddPolicy(Administer, Needs(Roles.Administrator));

    private static Action<AuthorizationPolicyBuilder> Needs(Roles any) =>
        policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.Identity?.IsAuthenticated == true && Caller.Of(context.User).Is(any));
}
