using Compounds.Duties;
using Microsoft.AspNetCore.Authorization;

namespace Compounds.Server.SignIn;

/// <summary>What each part of the API asks for: an act, which the table of duties opens to roles.</summary>
internal static class Access
{
    public const string Read = nameof(Act.Read);
    public const string File = nameof(Act.File);
    public const string Simulate = nameof(Act.Simulate);
    public const string ReadRegister = nameof(Act.ReadRegister);
    public const string RegisterAgency = nameof(Act.RegisterAgency);
    public const string IssueKeys = nameof(Act.IssueKeys);
    public const string Grant = nameof(Act.Grant);
    public const string AccessInEmergency = nameof(Act.AccessInEmergency);
    public const string Operate = nameof(Act.Operate);

    /// <summary>Who read, signed in, granted and was refused.</summary>
    public const string Audit = nameof(Act.Audit);

    /// <summary>Steps of policy actions.</summary>
    public const string Decide = nameof(Act.Decide);

    /// <summary>Consent to acting on a report that one's agency filed.</summary>
    public const string Consent = nameof(Act.Consent);

    /// <summary>The part of a path that says whose a thing is. Where a path has none, it is the caller's own.</summary>
    public const string OwnerPart = "agency";

    public static void AddAccess(this AuthorizationBuilder authorization)
    {
        foreach (var act in Enum.GetValues<Act>())
        {
            authorization.AddPolicy(act.ToString(), policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
                context.User.Identity?.IsAuthenticated == true && Caller.Of(context.User) is var caller
                && Duty.Allows(act, caller.Roles, RelationOf(caller, context.Resource as HttpContext))));
        }
    }

    private static Relation RelationOf(Caller caller, HttpContext? http) =>
        http?.GetRouteValue(OwnerPart) is string agency && agency != caller.Reader.Agency ? Relation.Other : Relation.Own;
}
