using Compounds.Server.Hosting;
using Microsoft.Net.Http.Headers;

namespace Compounds.Server.Dashboard;

/// <summary>Serves the web application as files. Everything it asks for is of this origin, and the browser is told to hold it to that.</summary>
internal static class DashboardEndpoints
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
        "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void MapDashboard(this WebApplication app)
    {
        var files = DashboardFiles.In(app.Configuration["Dashboard:Path"] ?? Path.Combine(AppContext.BaseDirectory, "dashboard"));
        app.MapFallback("{**path}", (string? path, HttpContext http) => SendAsync(files, path, http)).AllowAnonymous().ExcludeFromDescription()
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
    }

    private static async Task SendAsync(DashboardFiles files, string? path, HttpContext http)
    {
        if (files.Find(path ?? "") is not { } file)
        {
            var problem = files.IsBuilt ? Problems.Problem.NotFound("This path does not exist.")
                : Problems.Problem.NotFound("The dashboard is not built. Run 'npm ci' and 'npm run build' in src/Compounds.Dashboard and build the server again; ./scripts/run does both.");
            await problem.WriteAsync(http);
            return;
        }

        var headers = http.Response.GetTypedHeaders();
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        headers.ETag = file.Tag;
        // The name of an asset holds the hash of its content; anything else is asked for again each time.
        http.Response.Headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(file.Tag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var isSmall = file.Compressed is not null && http.Request.Accepts("br");
        var content = isSmall ? file.Compressed! : file.Path;
        if (isSmall)
            http.Response.Headers.ContentEncoding = "br";
        http.Response.ContentType = file.ContentType;
        http.Response.ContentLength = new FileInfo(content).Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.SendFileAsync(content, http.RequestAborted);
    }
}
