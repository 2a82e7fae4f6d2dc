using System.Reflection;
using Compounds.Server.Problems;

namespace Compounds.Server.Bodies;

/// <summary>Refuses a request that gives one parameter of its query twice: no rule says which of the two would count.</summary>
internal static class SingleValues
{
    public static void UseSingleValues(this WebApplication app) => app.Use(static (http, next) =>
        http.Request.QueryString.HasValue && Doubled(http) is { } name
            ? Problem.BadRequest($"'{name}' is given more than once; give it once.").WriteAsync(http)
            : next(http));

    /// <summary>Only a parameter that is a list may be given several times.</summary>
    private static string? Doubled(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>() is not { } handler)
            return null;
        var lists = handler.GetParameters().Where(static parameter => parameter.ParameterType.IsArray).Select(static parameter => parameter.Name);
        return http.Request.Query.Where(static value => value.Value.Count > 1).Select(static value => value.Key)
            .FirstOrDefault(name => !lists.Contains(name, StringComparer.OrdinalIgnoreCase));
    }
}
