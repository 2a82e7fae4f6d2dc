using System.Globalization;

namespace Compounds.Server.Simulation;

/// <summary>How long a caller is willing to wait: <c>Prefer: wait</c> or <c>Prefer: wait=SECONDS</c> (RFC 7240).</summary>
internal static class Waiting
{
    private const int MostSeconds = 60;

    /// <summary>The time; null when the caller does not wait.</summary>
    public static TimeSpan? Of(IHeaderDictionary headers)
    {
        foreach (var preference in headers["Prefer"].SelectMany(static value => value?.Split(',') ?? []).Select(static value => value.Trim()))
        {
            if (preference.Equals("wait", StringComparison.OrdinalIgnoreCase))
                return TimeSpan.FromSeconds(MostSeconds);
            if (preference.StartsWith("wait=", StringComparison.OrdinalIgnoreCase) && int.TryParse(preference.AsSpan("wait=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds));
        }

        return null;
    }

    /// <summary>Waits for something that runs.</summary>
    /// <param name="follow">Answers once it differs from what was seen, or after a while; null when there is no such thing.</param>
    /// <param name="isRunning">Whether it still runs.</param>
    /// <param name="patience">How long to wait at most.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stopping">Ends the waiting early: this server is about to stop.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task UntilAsync<TProgress>(
        Func<TProgress?, CancellationToken, Task<TProgress?>> follow, Func<TProgress, bool> isRunning, TimeSpan patience, TimeProvider clock, CancellationToken stopping, CancellationToken cancellationToken)
        where TProgress : class
    {
        var until = clock.GetUtcNow() + patience;
        var progress = await follow(null, cancellationToken);
        while (progress is not null && isRunning(progress) && clock.GetUtcNow() < until && !stopping.IsCancellationRequested)
            progress = await follow(progress, cancellationToken);
    }
}
