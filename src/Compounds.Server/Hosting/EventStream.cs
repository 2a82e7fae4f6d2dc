using System.Net.ServerSentEvents;
using Compounds.Server.SignIn;
using Microsoft.AspNetCore.Http.Features;

namespace Compounds.Server.Hosting;

/// <summary>Server-sent events, each sent as it comes. The framework's own result forbids that they be compressed, which makes a change three times as long.</summary>
internal sealed class EventStream(IAsyncEnumerable<SseItem<string>> events) : IResult
{
    /// <summary>The media type of the answer.</summary>
    public const string MediaType = "text/event-stream";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // A page listens all day: for each gzip remembers 32 kB, brotli up to 8 MB.
        if (httpContext.Request.Accepts("gzip"))
            httpContext.Request.Headers.AcceptEncoding = "gzip";
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        // It ends with the right to it, also while there is nothing to tell.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted);
        var telling = SseFormatter.WriteAsync(events, response.Body, stop.Token);
        var over = httpContext.RequestServices.GetRequiredService<StandingAccess>().EndAsync(httpContext.User, stop.Token);
        var isOver = await Task.WhenAny(telling, over) == over;
        await stop.CancelAsync();
        await over.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (isOver ? telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing) : telling.ConfigureAwait(ConfigureAwaitOptions.None));
    }
}
