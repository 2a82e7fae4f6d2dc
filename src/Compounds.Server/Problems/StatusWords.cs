using Microsoft.AspNetCore.Mvc;

namespace Compounds.Server.Problems;

/// <summary>Gives an answer that holds nothing but a status the words of this API, so that every refusal is of one family.</summary>
internal static class StatusWords
{
    /// <summary>The beginning of the type of every problem.</summary>
    public const string Urn = "urn:compounds:";

    /// <summary>Words a problem of the framework; one of ours stays as it is.</summary>
    public static void Word(ProblemDetails problem, HttpResponse answer)
    {
        if (problem.Type?.StartsWith(Urn, StringComparison.Ordinal) == true)
            return;
        var words = Of(problem.Status ?? answer.StatusCode, answer);
        (problem.Type, problem.Title, problem.Detail) = (Urn + words.Code, words.Title, words.Detail);
    }

    private static Problem Of(int status, HttpResponse answer) => status switch
    {
        400 => Problem.BadRequest("Send what the API reference at /openapi/v1.json says of this path."),
        401 => Problem.Unauthenticated,
        403 => Problem.Forbidden,
        404 => Problem.NotFound("This path does not exist; the API reference at /openapi/v1.json lists those that do."),
        405 => new Problem(
            405, "method-not-allowed", "This path has no such method.",
            $"Use {(Allowed(answer) is { Length: > 0 } methods ? methods : "a method that the API reference names")}."),
        413 => Problem.BodyTooLarge,
        415 => new Problem(
            415, "unsupported-media-type", "This content type is not read here.",
            "Send the content type that the API reference at /openapi/v1.json names for this path; most read application/json."),
        429 => Problem.TooManyRequests,
        >= 500 => new Problem(status, "fault", "Something broke on our side.", "The operators see it in their log."),
        _ => new Problem(status, $"http-{status}", "The request was refused.", "See the API reference at /openapi/v1.json."),
    };

    private static string Allowed(HttpResponse answer) => answer.Headers.Allow.ToString();
}
