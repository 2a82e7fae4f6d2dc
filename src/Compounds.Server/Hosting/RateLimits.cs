using System.Globalization;
using System.Threading.RateLimiting;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;

namespace Compounds.Server.Hosting;

/// <summary>Requests a caller may make. Reports are not counted: many in one request are what is wished for.</summary>
internal static class RateLimits
{
    private const int RequestsASecond = 500;
    private const int Burst = 2_000;
    private const int AnonymousAMinute = 1_200;

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(static options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(static http => http.User.Identity?.IsAuthenticated == true
            ? RateLimitPartition.GetTokenBucketLimiter(
                http.User.FindFirst(KeyAuthentication.KeyIdClaim)?.Value ?? Caller.Of(http.User).Reader.Agency,
                static _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = Burst, TokensPerPeriod = RequestsASecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
                })
            : RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                static _ => new FixedWindowRateLimiterOptions { PermitLimit = AnonymousAMinute, Window = TimeSpan.FromMinutes(1) }));
        options.OnRejected = static async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)) : 1;
            context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await Problem.TooManyRequests.WriteAsync(context.HttpContext);
        };
    });
}
