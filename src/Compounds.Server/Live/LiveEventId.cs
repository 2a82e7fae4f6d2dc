using System.Globalization;

namespace Compounds.Server.Live;

/// <summary>The id of a live event: its place in one feed. A page that comes back to another feed, as after a restart, is told to read everything anew.</summary>
/// <param name="Feed">Which feed counted it; no two have the same.</param>
/// <param name="Number">The event's number in that feed.</param>
internal readonly record struct LiveEventId(long Feed, long Number)
{
    public static bool TryParse(string? text, out LiveEventId id)
    {
        id = default;
        if (text?.Split('-') is not [var feed, var number] || !TryRead(feed, out var which) || !TryRead(number, out var place))
            return false;
        id = new LiveEventId(which, place);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Feed}-{Number}");

    private static bool TryRead(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

/// <summary>One changed card, ready to be sent; or that changes may be missing before what follows.</summary>
/// <param name="Id">Where it stands.</param>
/// <param name="Json">The card as JSON; null to tell the page to read everything anew.</param>
internal sealed record LiveEvent(LiveEventId Id, string? Json);
