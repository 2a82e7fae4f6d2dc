using System.Globalization;

namespace Compounds.Exchange.Intake;

/// <summary>Finds <c>\u</c> escapes that are half of a pair: JSON allows them, but no string can be made of them.</summary>
internal static class Surrogates
{
    private const int EscapeLength = 6;

    /// <summary>Where the first unpaired escape begins; -1 when there is none. Malformed escapes are left to the JSON reader.</summary>
    public static int FirstUnpaired(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (true)
        {
            var next = json[at..].IndexOf((byte)'\\');
            if (next < 0)
                return -1;
            at += next;
            var unit = UnitAt(json, at);
            if (unit is >= 0xdc00 and <= 0xdfff)
                return at;
            if (unit is >= 0xd800 and <= 0xdbff)
            {
                if (UnitAt(json, at + EscapeLength) is not (>= 0xdc00 and <= 0xdfff))
                    return at;
                at += 2 * EscapeLength;
            }
            else
            {
                // A backslash and what it escapes, which may be a backslash too.
                at = Math.Min(at + 2, json.Length);
            }
        }
    }

    private static int UnitAt(ReadOnlySpan<byte> json, int at) =>
        json.Length - at >= EscapeLength && json[at] == '\\' && json[at + 1] == 'u' &&
        int.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? unit : -1;
}
