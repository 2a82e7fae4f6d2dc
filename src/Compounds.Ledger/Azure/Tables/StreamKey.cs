using System.Text;

namespace Compounds.Ledger;

/// <summary>The name of a stream as a key: without the characters that Azure forbids, in the same order and with the same prefixes.</summary>
/// <remarks>
/// Keys may not hold <c>/ \ # ?</c>, and <c>%</c> and <c>'</c> cause trouble in addresses and filters. Each character below
/// <c>0</c> becomes <c>!</c> and a hexadecimal digit, so <c>inbox/pea</c> is <c>inbox!Fpea</c>. <c>?</c> and <c>\</c> share a first
/// character with their lower neighbour (<c>&gt;0 &gt;1</c>, <c>[0 [1</c>), so that the order of names is the order of keys.
/// </remarks>
internal static class StreamKey
{
    private const char FirstPlain = '0';

    public static string Of(string stream)
    {
        var key = new StringBuilder(stream.Length + 16);
        foreach (var character in stream)
        {
            _ = character switch
            {
                < FirstPlain => key.Append('!').Append("0123456789ABCDEF"[character - ' ']),
                '>' => key.Append(">0"),
                '?' => key.Append(">1"),
                '[' => key.Append("[0"),
                '\\' => key.Append("[1"),
                _ => key.Append(character),
            };
        }

        return key.ToString();
    }
}
