using System.Globalization;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Exchange.Generation;

/// <summary>Writes what stands around the claims of a report: who, when, how reliable, for whom.</summary>
internal sealed class SyntheticEnvelope(ulong seed, SyntheticOptions options)
{
    private static readonly WeightedDraw s_tlp = new([22, 38, 27, 8, 5]);
    private static readonly WeightedDraw s_pap = new([30, 40, 22, 8]);
    private static readonly WeightedDraw s_credibility = new([8, 34, 30, 14, 4, 10]);
    private static readonly JsonEncodedText[] s_tlps = [.. Enum.GetValues<Tlp>().Select(static level => JsonEncodedText.Encode(level.Text(), SyntheticReports.Encoder))];
    private static readonly JsonEncodedText[] s_paps = [.. Enum.GetValues<Pap>().Select(static level => JsonEncodedText.Encode(level.Text()))];
    private static readonly int[] s_offsetHours = [0, 0, 7, 7, 7, 8];

    private readonly IReadOnlyList<Agency> _agencies = SyntheticAgency.All(options.Agencies);
    private readonly SyntheticNarrative _narrative = new(options.NarrativeLength);
    private readonly string _prefix = seed.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Writes the id of a report: the seed and the line, so that streams of two seeds never meet.</summary>
    public void WriteId(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long number)
    {
        Span<char> text = stackalloc char[40];
        _ = text.TryWrite(CultureInfo.InvariantCulture, $"{_prefix}-{number:00000000}", out var length);
        writer.WriteString(name, text[..length]);
    }

    /// <summary>Writes the filing agency.</summary>
    public void WriteAgency(Utf8JsonWriter writer, int agency) => writer.WriteString("agency"u8, _agencies[agency].Id);

    /// <summary>Writes every property of the filing up to its claims.</summary>
    public void Write(Utf8JsonWriter writer, SyntheticFiling filing)
    {
        var chance = new Chance(filing.EnvelopeKey);
        WriteId(writer, "report"u8, filing.Number);
        WriteAgency(writer, filing.Agency);
        if (filing.Revision > 1)
            writer.WriteNumber("revision"u8, filing.Revision);
        SyntheticTime.Write(writer, "writtenAt"u8, filing.WrittenAt, s_offsetHours[chance.Below(s_offsetHours.Length)]);
        WriteGrade(writer, ref chance, _agencies[filing.Agency].SourceReliability);
        WriteHandling(writer, ref chance, filing.Agency);
        WriteCites(writer, ref chance, filing.Cited);
        if (options.NarrativeLength > 0)
        {
            writer.WriteString("narrative"u8, _narrative.Next(ref chance));
            writer.WriteString("language"u8, "en"u8);
        }

        if (chance.Below(30) == 0)
            WriteLink(writer, filing.WrittenAt, filing.Number);
        if (chance.Below(40) == 0)
            WriteAttachment(writer, ref chance);
    }

    private static void WriteGrade(Utf8JsonWriter writer, ref Chance chance, char usual)
    {
        if (chance.Below(20) == 0)
            return;

        // One step beside the agency's usual letter in two of ten reports; F (cannot be judged) in one of fifty.
        var letter = chance.Below(50) switch { 0 => 'F', < 6 => (char)Math.Max('A', usual - 1), < 11 => (char)Math.Min('E', usual + 1), _ => usual };
        Span<char> grade = [letter, (char)('1' + s_credibility.Next(ref chance))];
        writer.WriteString("grade"u8, grade);
    }

    private void WriteHandling(Utf8JsonWriter writer, ref Chance chance, int agency)
    {
        if (chance.Happens(options.UnmarkedShare))
            return;
        var tlp = s_tlp.Next(ref chance);
        writer.WriteStartObject("handling"u8);
        writer.WriteString("tlp"u8, s_tlps[tlp]);
        writer.WriteString("pap"u8, s_paps[s_pap.Next(ref chance)]);
        if (tlp >= (int)Tlp.Amber && chance.Happens(tlp == (int)Tlp.Amber ? 0.25 : 0.6))
        {
            writer.WriteStartArray("audience"u8);
            var first = chance.Below(_agencies.Count);
            for (var i = 0; i <= Math.Min(chance.Below(3), _agencies.Count - 1); i++)
                writer.WriteStringValue(_agencies[(first + i) % _agencies.Count].Id);
            writer.WriteStringValue(_agencies[agency].Id);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void WriteCites(Utf8JsonWriter writer, ref Chance chance, (int Agency, long Number) cited)
    {
        var hasOrigin = chance.Happens(options.OriginShare);
        if (cited.Agency < 0 && !hasOrigin)
            return;
        Span<char> text = stackalloc char[60];
        writer.WriteStartArray("cites"u8);
        var length = 0;
        if (cited.Agency >= 0)
            _ = text.TryWrite(CultureInfo.InvariantCulture, $"{_agencies[cited.Agency].Id}/{_prefix}-{cited.Number:00000000}", out length);
        else
            _ = text.TryWrite(CultureInfo.InvariantCulture, $"origin:channel-{chance.Below(40)}", out length);
        writer.WriteStringValue(text[..length]);
        writer.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter writer, DateTime writtenAt, long number)
    {
        writer.WriteStartArray("links"u8);
        writer.WriteStartObject();
        writer.WriteString("title"u8, "Synthetic article"u8);
        writer.WriteString("url"u8, string.Create(CultureInfo.InvariantCulture, $"https://example.org/articles/{number}"));
        writer.WriteString("publisher"u8, "Example Gazette"u8);
        SyntheticTime.WriteDay(writer, "publishedOn"u8, writtenAt);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteAttachment(Utf8JsonWriter writer, ref Chance chance)
    {
        Span<char> sha256 = stackalloc char[64];
        for (var i = 0; i < 4; i++)
            _ = chance.Bits().TryFormat(sha256[(16 * i)..], out _, "x16", CultureInfo.InvariantCulture);
        writer.WriteStartArray("attachments"u8);
        writer.WriteStartObject();
        writer.WriteString("name"u8, "photo.jpg"u8);
        writer.WriteString("mediaType"u8, "image/jpeg"u8);
        writer.WriteString("sha256"u8, sha256);
        writer.WriteNumber("bytes"u8, 1_000 + chance.Below(4_000_000));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
