namespace Compounds.Exchange.Generation;

/// <summary>Invented text that reads like a field note and names nobody.</summary>
internal sealed class SyntheticNarrative(int length)
{
    private static readonly byte[][] s_sentences =
    [
        "The night shift at the gate was doubled after the last convoy. "u8.ToArray(),
        "Lights in the eastern block stayed on through the outage. "u8.ToArray(),
        "Two fuel trucks were counted on the river road before dawn. "u8.ToArray(),
        "A survivor describes locked floors and a quota of messages a day. "u8.ToArray(),
        "The feeder was tested by the utility and carried its usual load. "u8.ToArray(),
        "New dishes are visible on the roof of the canteen. "u8.ToArray(),
        "Residents of the village downstream report no water since Monday. "u8.ToArray(),
        "The ferry runs again, one boat at a time, with guards on both banks. "u8.ToArray(),
        "Passports are said to be kept in the office on the ground floor. "u8.ToArray(),
        "Families confirm that calls stopped within the same hour. "u8.ToArray(),
        "Trenches for a new cable end at the southern wall. "u8.ToArray(),
        "The hospital received nine patients and kept three of them. "u8.ToArray(),
        "Imagery shows a cleared plot and foundations for four buildings. "u8.ToArray(),
        "Payments moved to a second service after the first account was frozen. "u8.ToArray(),
        "The source saw buses leave at noon and return empty. "u8.ToArray(),
        "No change against the report of last week. "u8.ToArray(),
    ];

    private readonly byte[] _text = new byte[length];

    /// <summary>The text, valid until the next call; empty when the length is 0.</summary>
    public ReadOnlySpan<byte> Next(ref Chance chance)
    {
        var rest = _text.AsSpan();
        while (!rest.IsEmpty)
        {
            var sentence = s_sentences[chance.Below(s_sentences.Length)].AsSpan();
            sentence = sentence[..Math.Min(sentence.Length, rest.Length)];
            sentence.CopyTo(rest);
            rest = rest[sentence.Length..];
        }

        return _text;
    }
}
