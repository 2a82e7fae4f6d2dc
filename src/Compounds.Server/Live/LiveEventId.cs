using System.Globalization;

namespace Compounds.Server.Live;

/// <summary>
/// The id of a live event: its place in this process's feed, and the newest change that had been sent by then. The first resumes exactly
/// while the process lives; the second finds everything newer after a restart.
/// </summary>
/// <param name="Feed">Which feed counted it: the ticks at which it began.</param>
/// <param name="Number">The event's number in that feed.</param>
/// <param name="ChangedTicks">UTC ticks of the newest change sent up to here.</param>
internal readonly record struct LiveEventId(long Feed, long Number, long ChangedTicks)
{
    public static bool TryParse(string? text, out LiveEventId id)
    {
        id = default;
        var parts = text?.Split('-') ?? [];
        if (parts.Length != 3 || !TryRead(parts[0], out var feed) || !TryRead(parts[1], out var number) || !TryRead(parts[2], out var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return false;
        id = new LiveEventId(feed, number, ticks);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Feed}-{Number}-{ChangedTicks}");

    private static bool TryRead(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

/// <summary>One changed card, ready to be sent.</summary>
/// <param name="Id">Where it stands.</param>
/// <param name="Json">The card as JSON.</param>
internal sealed record LiveEvent(LiveEventId Id, string Json);
