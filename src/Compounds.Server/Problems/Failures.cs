using Compounds.Grains.Queues;
using Compounds.Ledger;
using Compounds.Server.Bodies;
using Compounds.Server.SignIn;
using Microsoft.AspNetCore.Diagnostics;

namespace Compounds.Server.Problems;

/// <summary>Turns failures into answers, in one place. The text of a failure stays in the log: it may quote what the caller may not see.</summary>
internal sealed partial class Failures(ILogger<Failures> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Tell(exception, httpContext);
        if (problem is null || httpContext.Response.HasStarted)
            return problem is null;
        if (problem.Status is 429 or 503 or 504)
            httpContext.Response.Headers.RetryAfter = problem.Status is 429 ? "30" : "1";
        await problem.WriteAsync(httpContext);
        return true;
    }

    /// <summary>The answer to a failure; what is ours to mend is logged.</summary>
    /// <returns>Null when the caller is gone.</returns>
    public Problem? Tell(Exception exception, HttpContext http)
    {
        var problem = exception switch
        {
            _ when http.RequestAborted.IsCancellationRequested => null,
            BadHttpRequestException { StatusCode: 413 } => Problem.BodyTooLarge,
            BadHttpRequestException { StatusCode: 415 } => Problem.UnsupportedMediaType,
            BadHttpRequestException bad => Problem.BadRequest(RequestReading.Mend(bad, http)),
            AccessEndedException => new Problem(
                401, "access-ended", "This key was revoked, or the clearance of its agency was changed, while the request was under way.",
                "What has a receipt is stored, and nothing after it. Send the rest with a key that works."),
            SimulationQueueFullException full => new Problem(
                429, "simulation-queue-full", full.Message, "Wait until some of them are done, or cancel what is no longer wanted; then ask again."),
            TimeoutException => new Problem(504, "timeout", "No answer in time.", "Whether it took effect is unknown. Sending it again is safe."),
            LedgerLostException => new Problem(503, "taken-over", "Another server has taken over from this one.", "Send it again in a moment; sending it twice is safe."),
            ClockBehindException => new Problem(503, "clock-behind", "The clock of this server is behind what it has recorded.", "Nothing was stored. Send it again when an operator has set the clock right; sending it twice is safe."),
            LedgerFullException => new Problem(503, "disk-full", "The disk of this server is full.", "Nothing was stored. Send it again when an operator has made room; sending it twice is safe."),
            LedgerUnavailableException => new Problem(503, "unavailable", "The store cannot be reached.", "Send it again in a moment; sending it twice is safe."),
            OrleansException or OperationCanceledException => new Problem(503, "moving", "A part of this server is moving to another place.", "Send it again in a moment; sending it twice is safe."),
            _ => new Problem(500, "fault", "Something broke on our side.", "The operators see it in their log."),
        };
        if (problem?.Status >= 500)
            LogFailed(exception, problem.Code);
        return problem;
    }

    [LoggerMessage(1, LogLevel.Error, "A request failed: {Code}")]
    private partial void LogFailed(Exception failure, string code);
}
