using Compounds.Server.Problems;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Primitives;

namespace Compounds.Server.Hosting;

/// <summary>
/// Answers only requests that name this server: by default as this machine, and otherwise by a name in <c>AllowedHosts</c>. A page of
/// another origin whose name was made to point here is refused.
/// </summary>
internal static class HostNames
{
    /// <summary>The setting.</summary>
    public const string Setting = "AllowedHosts";

    private static readonly string[] s_thisMachine = ["localhost", "127.0.0.1", "[::1]"];

    private static Problem Unknown { get; } = new(
        400, "unknown-host", "This server does not know the host name of the request.",
        "Use the name under which your operator runs it. The operator lists names in the setting AllowedHosts, for example compounds.example.org, " +
        "and has the proxy pass the name on.");

    public static void UseHostNames(this WebApplication app)
    {
        var names = app.Configuration[Setting]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var allowed = (names.Length > 0 ? names : s_thisMachine).Select(static name => new StringSegment(name)).ToArray();
        if (names.Contains("*"))
            return;
        // Probes ask by the address of the machine or pod, and learn nothing but whether it lives.
        app.Use((http, next) => HostString.MatchesAny(http.Request.Host.Host, allowed) || IsProbe(http.Request.Path)
            ? next(http)
            : Unknown.WriteAsync(http));
    }

    /// <summary>Has the framework leave the matter to the above: it would answer before it, and with a page.</summary>
    public static void AddHostNames(this IServiceCollection services) =>
        services.PostConfigure<HostFilteringOptions>(static filter => filter.AllowedHosts = ["*"]);

    private static bool IsProbe(PathString path) => path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
}
