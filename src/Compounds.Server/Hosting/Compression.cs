using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Compounds.Server.Hosting;

/// <summary>
/// Compresses what the API answers to those who ask for it: a list of a thousand cards is half a megabyte, and many who read it sit on a poor line. The files of
/// the dashboard lie compressed already.
/// </summary>
internal static class Compression
{
    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(static options =>
        {
            // Safe under TLS here: no answer holds a secret beside words of somebody else's choice, and another site's page cannot ask with this one's cookie.
            options.EnableForHttps = true;
            options.MimeTypes = ["application/json", "application/problem+json", "application/x-ndjson", EventStream.MediaType];
        });
        services.Configure<BrotliCompressionProviderOptions>(static options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(static options => options.Level = CompressionLevel.Fastest);
    }

    /// <summary>Whether who asks takes an answer in an encoding.</summary>
    public static bool Accepts(this HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value == encoding && accepted.Quality is not 0);

    public static void UseCompression(this WebApplication app) =>
        app.UseWhen(static http => http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal), static api => api.UseResponseCompression());
}
