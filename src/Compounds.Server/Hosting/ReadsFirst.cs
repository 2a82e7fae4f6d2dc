using Compounds.Grains.Inbox;

namespace Compounds.Server.Hosting;

/// <summary>Lets questions go before intake: reports wait some milliseconds more, and no person waits behind them.</summary>
internal static class ReadsFirst
{
    public static void UseReadsFirst(this WebApplication app)
    {
        var pace = app.Services.GetRequiredService<IntakePace>();
        app.Use(async (http, next) =>
        {
            if (!IsQuestion(http.Request))
            {
                await next(http);
                return;
            }

            using var read = pace.Ask();
            // What streams has its answer once it has begun.
            http.Response.OnStarting(static read => { ((PacedRead)read).Answer(); return Task.CompletedTask; }, read);
            await next(http);
        });
    }

    /// <summary>A read that is to be answered at once: one that waits for a run to end would hold up intake for as long.</summary>
    private static bool IsQuestion(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) && !request.Headers.ContainsKey("Prefer");
}
