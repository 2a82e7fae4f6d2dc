using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compounds.Server.Problems;

/// <summary>An answer that refuses, with a stable type (<c>urn:compounds:…</c>) and a sentence that says what would be right.</summary>
internal sealed record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>Gets what is wrong part by part, for answers that say so.</summary>
    public object? Parts { get; init; }

    public static Problem Unauthenticated { get; } = new(401, "unauthenticated", "Sign in first.", "Send 'Authorization: Bearer' with a key that an administrator issued, or sign in on the dashboard.");

    public static Problem Forbidden { get; } = new(403, "forbidden", "Your role does not allow this.", "Ask the administrator of your agency for a key with the role this needs.");

    public static Problem BodyTooLarge { get; } = new(413, "body-too-large", "One report is larger than 512 KiB.", "Put long material into attachments. Many reports go as application/x-ndjson, a line each, of any length in all.");

    public static Problem UnsupportedMediaType { get; } = new(415, "unsupported-media-type", "This content type is not read here.", "Send application/json for one report, application/x-ndjson for many, or text/csv.");

    public static Problem UnsupportedEncoding { get; } = new(415, "unsupported-encoding", "This encoding is not read here.", "Send the body in UTF-8, and say charset=utf-8 or no charset.");

    public static Problem TooManyRequests { get; } = new(429, "too-many-requests", "Too many requests.", "Wait as long as Retry-After says. Many reports in one request cost less than many requests.");

    public static Problem Busy { get; } = new(429, "inbox-full", "Your reports arrive faster than they can be applied.", "Wait as long as Retry-After says and send again; what was accepted is stored.");

    /// <summary>The problem as a typed result.</summary>
    public ProblemHttpResult Result => TypedResults.Problem(Details());

    public static Problem NotFound(string detail) => new(404, "not-found", "There is nothing here that you may see.", detail);

    public static Problem BadRequest(string detail) => new(400, "bad-request", "The request cannot be understood.", detail);

    public static Problem Conflict(string detail) => new(409, "conflict", "The id is taken by other content.", detail);

    /// <summary>Writes the problem as the whole answer.</summary>
    public Task WriteAsync(HttpContext context) => Result.ExecuteAsync(context);

    /// <summary>The problem as a part of another answer.</summary>
    public ProblemDetails Details()
    {
        var details = new ProblemDetails { Status = Status, Type = $"urn:compounds:{Code}", Title = Title, Detail = Detail };
        if (Parts is not null)
            details.Extensions["problems"] = Parts;
        return details;
    }
}
