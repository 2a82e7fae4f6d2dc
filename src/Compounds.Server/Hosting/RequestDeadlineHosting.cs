namespace Compounds.Server.Hosting;

/// <summary>Puts the deadlines of requests before everything that takes time.</summary>
internal static class RequestDeadlineHosting
{
    public static void AddRequestDeadlines(this IServiceCollection services) =>
        services.AddSingleton<RequestDeadlines>().AddHostedService<RequestDeadlineWatch>();

    public static void UseRequestDeadlines(this WebApplication app)
    {
        var deadlines = app.Services.GetRequiredService<RequestDeadlines>();
        app.Use((http, next) => http.Request.Headers.ContainsKey("Prefer") ? next(http) : deadlines.RunAsync(http, next));
    }
}
