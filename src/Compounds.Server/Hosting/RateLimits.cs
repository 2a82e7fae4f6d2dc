using System.Globalization;
using System.Threading.RateLimiting;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>
/// Requests that a caller may make, counted for each key or member and then for the agency, so that nobody uses up what another has.
/// Callers who are not signed in share the budget of their address; probes, files and the way to sign in cost nobody anything.
/// </summary>
internal static class RateLimits
{
    private const int CallersOfAnAgency = 4;
    private const int AnonymousAMinute = 1_200;
    private const string Free = "free";

    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services.AddSingleton<WrongKeys>();
        // The framework would write two lines for each wrong key, without an address; WrongKeys writes what can be used.
        services.AddLogging(static logging => logging.AddFilter(typeof(KeyAuthentication).FullName, LogLevel.Warning));
        services.AddRateLimiter(static _ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>>(static (limiter, limits) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(OfCallers(limits.Value), OfAgencies(limits.Value));
            limiter.OnRejected = static (context, _) => RefuseAsync(
                context.HttpContext, context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
        });
    }

    /// <summary>Before authorization, so that what is refused there is counted too.</summary>
    public static void UseRateLimits(this WebApplication app)
    {
        var keys = app.Services.GetRequiredService<WrongKeys>();
        app.Use((http, next) => IsWrongKey(http) && keys.Refuse(http) is { } wait && !IsFree(http.Request.Path)
            ? RefuseAsync(http, wait).AsTask()
            : next(http));
        app.UseRateLimiter();
    }

    private static PartitionedRateLimiter<HttpContext> OfCallers(LimitOptions limits) => Limiter(http =>
        IsFree(http.Request.Path) ? RateLimitPartition.GetNoLimiter(Free)
            : IsSignedIn(http) ? RateLimitPartition.GetTokenBucketLimiter($"caller {Caller.Of(http.User).Actor}", _ => Bucket(limits, 1))
            : RateLimitPartition.GetFixedWindowLimiter($"address {WrongKeys.AddressOf(http)}", static _ => OneMinute));

    private static PartitionedRateLimiter<HttpContext> OfAgencies(LimitOptions limits) => Limiter(http =>
        IsFree(http.Request.Path) || !IsSignedIn(http) ? RateLimitPartition.GetNoLimiter(Free)
            : RateLimitPartition.GetTokenBucketLimiter(Caller.Of(http.User).Reader.Agency, _ => Bucket(limits, CallersOfAnAgency)));

    private static FixedWindowRateLimiterOptions OneMinute => new() { PermitLimit = AnonymousAMinute, Window = TimeSpan.FromMinutes(1) };

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, RateLimitPartition<string>> partition) =>
        PartitionedRateLimiter.Create(partition);

    private static bool IsSignedIn(HttpContext http) => http.User.Identity?.IsAuthenticated == true;

    private static bool IsWrongKey(HttpContext http) => http.Request.Headers.Authorization.Count > 0 && !IsSignedIn(http);

    private static bool IsFree(PathString path)
    {
        return Begins("/v1/sign-in") || Begins("/v1/sign-out") || !(Begins("/v1") || Begins("/openapi"));

        bool Begins(string with) => path.StartsWithSegments(with, StringComparison.OrdinalIgnoreCase);
    }

    private static TokenBucketRateLimiterOptions Bucket(LimitOptions limits, int callers) => new()
    {
        TokenLimit = callers * limits.RequestsAtOnce,
        TokensPerPeriod = callers * limits.RequestsASecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    private static async ValueTask RefuseAsync(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Problem.TooManyRequests.WriteAsync(http);
    }
}
