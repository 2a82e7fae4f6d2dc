using Compounds.Server.Problems;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Compounds.Server.Bodies;

/// <summary>Looks at the body of every request in one place, before an endpoint does.</summary>
internal static class BodyChecks
{
    // ASCII is a part of UTF-8, and some libraries name it for bodies that need no more.
    private static readonly string[] s_utf8 = ["utf-8", "utf8", "us-ascii"];

    /// <summary>The group that all of the API is mapped into: no endpoint of it sees a body that is not what its type says.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        group.AddEndpointFilterFactory(static (endpoint, next) =>
        {
            var types = endpoint.MethodInfo.GetParameters().Select(static parameter => parameter.ParameterType).ToArray();
            return call => Check(call, types) is { } problem ? ValueTask.FromResult<object?>(problem.Result) : next(call);
        });
        return group;
    }

    /// <summary>Refuses a body in another encoding than UTF-8, the only one in which the API is read.</summary>
    public static void UseUtf8Bodies(this WebApplication app) => app.Use(static (http, next) =>
        MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.Charset.HasValue && !IsUtf8(type.Charset)
            ? Problem.UnsupportedEncoding.WriteAsync(http)
            : next(http));

    /// <summary>What the body of a request should be, for a sentence; null when the path reads none of a known shape.</summary>
    public static string? Expected(HttpContext http) =>
        TypeOf(http) is { } type && type != typeof(string) ? BodyShape.Of(type).Description : null;

    private static Type? TypeOf(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;

    private static Problem? Check(EndpointFilterInvocationContext call, Type[] types)
    {
        if (TypeOf(call.HttpContext) is not { } type || Array.IndexOf(types, type) is not (>= 0 and var at))
            return null;
        if (call.Arguments[at] is not { } body)
            return Problem.BadRequest($"The body is null or empty; send {BodyShape.Of(type).Description}.");
        BodyProblem[] problems = [.. BodyShape.Of(type).Check(body)];
        return problems.Length == 0 ? null : Problem.BadRequest(problems[0].Message) with { Parts = problems };
    }

    private static bool IsUtf8(StringSegment charset) =>
        s_utf8.Contains(HeaderUtilities.RemoveQuotes(charset).ToString(), StringComparer.OrdinalIgnoreCase);
}
