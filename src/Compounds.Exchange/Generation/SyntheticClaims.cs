using System.Globalization;
using System.Text.Json;
using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Exchange.Generation;

/// <summary>
/// Claims about a hidden truth: every attribute of every subject has one, drawn from the seed and the typical amount, and
/// sources see it through noise, with mistakes, denials and outliers.
/// </summary>
internal sealed class SyntheticClaims(ulong seed, SyntheticOptions options)
{
    private const int MostClaims = 4;

    private static readonly WeightedDraw s_count = new([35, 30, 20, 15]);
    private static readonly string[] s_aliases = ["园区 {0}:zh", "新城 {0} 号:zh", "สวน {0}:th", "ဥယျာဉ် {0}:my", "Site {0}:en"];

    private readonly SyntheticSubjects _subjects = new(options.Subjects);
    private readonly SyntheticAttribute[][] _attributes = [.. SubjectKinds.All.Select(SyntheticAttribute.Of)];
    private readonly WeightedDraw[] _byWeight = [.. SubjectKinds.All.Select(static kind => new WeightedDraw(SyntheticAttribute.Of(kind).Select(static each => each.Weight)))];

    /// <summary>Writes the array of one to four claims of a filing, no two about one attribute of one subject.</summary>
    public void Write(Utf8JsonWriter writer, SyntheticFiling filing)
    {
        var about = new Chance(filing.SubjectKey);
        var chance = new Chance(filing.ValueKey);
        Span<(int Subject, int Attribute)> said = stackalloc (int, int)[MostClaims];
        var main = _subjects.Next(ref about);
        var count = 1 + s_count.Next(ref about);
        writer.WriteStartArray("claims"u8);
        for (var i = 0; i < count; i++)
        {
            var subject = i == 0 || about.Below(10) < 7 ? main : _subjects.Next(ref about);
            var kind = (int)_subjects.KindOf(subject);
            var attribute = _byWeight[kind].Next(ref about);
            while (said[..i].Contains((subject, attribute)))
                attribute = (attribute + 1) % _attributes[kind].Length;
            said[i] = (subject, attribute);
            WriteClaim(writer, ref chance, subject, _attributes[kind][attribute], filing.ContentAt);
        }

        writer.WriteEndArray();
    }

    private void WriteClaim(Utf8JsonWriter writer, ref Chance chance, int subject, SyntheticAttribute attribute, DateTime writtenAt)
    {
        var rule = attribute.Rule;
        writer.WriteStartObject();
        writer.WritePropertyName("subject"u8);
        writer.WriteRawValue(_subjects.Reference(subject, ref chance), skipInputValidation: true);
        writer.WriteString("attribute"u8, attribute.Name);
        var dimension = attribute.Dimensions.Length == 0 ? 0 : chance.Below(attribute.Dimensions.Length);
        if (attribute.Dimensions.Length > 0)
            writer.WriteString("dimension"u8, attribute.Dimensions[dimension]);
        var truth = new Chance(Chance.Key(seed, (ulong)subject, ((ulong)attribute.Ordinal << 16) | (uint)dimension));
        if (rule.HasParty)
            WriteParty(writer, "party"u8, ref chance, ref truth, rule, subject);
        var on = rule.IsDated ? writtenAt.AddDays(-chance.Below(20)) : writtenAt;
        if (rule.IsDated)
            WriteDay(writer, "on"u8, on);
        SyntheticScope.Write(writer, ref chance, rule, on);

        WriteValue(writer, ref chance, ref truth, attribute, subject);
        if (rule.Form is not (ValueForm.Quantity or ValueForm.Point) && chance.Below(25) == 0)
        {
            writer.WriteBoolean("denied"u8, true);
            if (chance.Below(8) == 0)
                writer.WriteBoolean("neverSo"u8, true);
        }

        if (!rule.IsDated && chance.Below(10) < 6)
            WriteObserved(writer, ref chance, writtenAt);
        if (chance.Below(10) == 0)
            writer.WriteNumber("credibility"u8, 1 + chance.Below(6));
        writer.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter writer, ref Chance chance, ref Chance truth, SyntheticAttribute attribute, int subject)
    {
        var rule = attribute.Rule;
        switch (rule.Form)
        {
            case ValueForm.Category:
                writer.WriteString("value"u8, Seen(ref chance, ref truth, attribute.Codes, rule.IsSingle));
                break;
            case ValueForm.Label:
                writer.WriteString("value"u8, Seen(ref chance, ref truth, attribute.Labels, isSingle: true));
                break;
            case ValueForm.Entity:
                WriteParty(writer, "value"u8, ref chance, ref truth, rule, subject);
                break;
            case ValueForm.Alias:
                WriteAlias(writer, ref chance, subject);
                break;
            case ValueForm.Point:
                WritePoint(writer, ref chance, ref truth);
                break;
            default:
                var amount = attribute.Median * Chance.Exp((attribute.Spread * 0.6 * truth.Bell()) + (0.25 * chance.Bell()));
                if (chance.Happens(options.OutlierShare))
                    amount *= chance.Below(2) == 0 ? 8 : 0.125;
                SyntheticQuantity.Write(writer, ref chance, attribute, amount);
                break;
        }
    }

    /// <summary>Mostly the truth (one word, or one of three when several hold), else any other word.</summary>
    private static JsonEncodedText Seen(ref Chance chance, ref Chance truth, JsonEncodedText[] words, bool isSingle)
    {
        var first = truth.Below(words.Length);
        return chance.Below(20) < 3 ? words[chance.Below(words.Length)] : words[(first + (isSingle ? 0 : chance.Below(3))) % words.Length];
    }

    private void WriteParty(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ref Chance chance, ref Chance truth, AttributeRule rule, int subject)
    {
        var kinds = rule.PartyKinds ?? SubjectKinds.All;
        var (kind, first) = (kinds[truth.Below(kinds.Count)], truth.Bits() >> 1);
        var number = chance.Below(10) == 0 ? chance.Bits() : first + (ulong)chance.Below(3);
        writer.WritePropertyName(name);
        writer.WriteRawValue(_subjects.Reference(_subjects.Pick(kind, number, except: subject), ref chance), skipInputValidation: true);
    }

    private static void WriteAlias(Utf8JsonWriter writer, ref Chance chance, int subject)
    {
        var form = s_aliases[chance.Below(s_aliases.Length)].Split(':');
        var name = string.Format(CultureInfo.InvariantCulture, form[0], subject + 1);
        if (chance.Below(2) == 0)
        {
            writer.WriteString("value"u8, name);
            return;
        }

        writer.WriteStartObject("value"u8);
        writer.WriteString("name"u8, name);
        writer.WriteString("language"u8, form[1]);
        writer.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter writer, ref Chance chance, ref Chance truth)
    {
        // Precisions of 0.3 to 10 km; the noise in degrees is the precision at 111 km a degree.
        var precision = (3 + chance.Below(98)) / 10.0;
        writer.WriteStartObject("value"u8);
        writer.WriteNumber("lat"u8, Math.Round((11 + (10 * truth.Unit()) + (chance.Bell() * precision / 111)) * 10_000) / 10_000);
        writer.WriteNumber("lon"u8, Math.Round((97 + (9 * truth.Unit()) + (chance.Bell() * precision / 111)) * 10_000) / 10_000);
        if (chance.Below(10) > 0)
            writer.WriteNumber("precisionKm"u8, precision);
        writer.WriteEndObject();
    }

    private static void WriteObserved(Utf8JsonWriter writer, ref Chance chance, DateTime writtenAt)
    {
        if (chance.Below(4) == 0)
            SyntheticTime.Write(writer, "observedAt"u8, writtenAt.AddMinutes(-chance.Below(4_000)), offsetHours: 0);
        else
            WriteDay(writer, "observedAt"u8, writtenAt.AddDays(-chance.Below(20)));
    }

    private static void WriteDay(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTime at) => SyntheticTime.WriteDay(writer, name, at);
}
