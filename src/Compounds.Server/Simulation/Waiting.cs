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
}
