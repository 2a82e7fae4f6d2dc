using Compounds.Grains.Callers;

namespace Compounds.Server.SignIn;

/// <summary>Tells grains for whom a request is made.</summary>
internal static class CallerHosting
{
    /// <summary>From here on, calls of grains are made for the caller of the request; for nobody where it has none.</summary>
    public static void UseCallers(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        var services = http.RequestServices;
        var caller = http.User.Identity?.IsAuthenticated == true && Caller.Of(http.User) is var known
            ? new GrainCaller(known.Reader, known.Roles, known.Actor, known.Member is not null) : GrainCaller.Nobody;
        using (CallerContext.For(services.GetRequiredService<CallerSeal>(), caller, services.GetRequiredService<TimeProvider>().GetUtcNow()))
            await next(http);
    });
}
