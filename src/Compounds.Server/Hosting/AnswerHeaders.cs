namespace Compounds.Server.Hosting;

/// <summary>What every answer tells the browser: keep nothing that the API says, guess no content types, and come back over TLS only.</summary>
internal static class AnswerHeaders
{
    private const string NotKept = "private, no-store";
    private const string TlsForAYear = "max-age=31536000";

    private static readonly PathString[] s_answers = ["/v1", "/openapi", "/health", "/ops"];

    public static void UseAnswerHeaders(this WebApplication app)
    {
        var isDevelopment = app.Environment.IsDevelopment();
        app.Use((http, next) =>
        {
            http.Response.OnStarting(Set, http);
            return next(http);
        });

        Task Set(object state)
        {
            var http = (HttpContext)state;
            var headers = http.Response.Headers;
            // Files of the dashboard say themselves how long they may be kept.
            if (headers.CacheControl.Count == 0 || IsAnswer(http.Request.Path))
                headers.CacheControl = NotKept;
            headers.XContentTypeOptions = "nosniff";
            if (http.Request.IsHttps && !isDevelopment)
                headers.StrictTransportSecurity = TlsForAYear;
            return Task.CompletedTask;
        }
    }

    private static bool IsAnswer(PathString path) => Array.Exists(s_answers, root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));
}
