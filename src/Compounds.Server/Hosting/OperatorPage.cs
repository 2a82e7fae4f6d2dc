using System.Globalization;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Orleans.Dashboard;

namespace Compounds.Server.Hosting;

/// <summary>The page about silos, on a port of its own that only this machine reaches.</summary>
internal static class OperatorPage
{
    private const string Path = "/ops";

    // Its scripts and fonts are files; it sizes its charts by style attributes.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static Problem Absent { get; } =
        Problem.NotFound("The page for operators is served to the machine itself, on the port that the setting Operators:Port names.");

    /// <summary>The address to listen on for it; null when there is none.</summary>
    public static string? AddressOf(IConfiguration configuration) =>
        PortOf(configuration) is > 0 and var port ? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}") : null;

    /// <summary>Keeps it from every other port. The port is that of the connection: a host name could be made up.</summary>
    public static void UseOperatorPort(this WebApplication app)
    {
        var port = PortOf(app.Configuration);
        app.Use((http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase))
                return next(http);
            if (port == 0 || http.Connection.LocalPort != port)
                return Absent.WriteAsync(http);
            http.Response.Headers.ContentSecurityPolicy = Policy;
            return next(http);
        });
    }

    /// <summary>Maps it for the registrars of the task force.</summary>
    public static void MapOperatorPage(this WebApplication app) => app.MapOrleansDashboard(Path).RequireAuthorization(Access.Operate);

    private static int PortOf(IConfiguration configuration) => configuration.GetSection(OperatorOptions.Section).Get<OperatorOptions>()?.Port ?? 0;
}
