using System.Text.Json;
using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Exchange.Intake;

/// <summary>Handling as read, before it is known who files it.</summary>
/// <param name="Tlp">The TLP level.</param>
/// <param name="Pap">The PAP level.</param>
/// <param name="Audience">The agencies named.</param>
internal sealed record GivenHandling(Tlp Tlp, Pap Pap, IReadOnlyList<string> Audience);

/// <summary>Reads the handling of a report; null when it told a problem.</summary>
internal static class HandlingReading
{
    private const int TlpProperty = 0;
    private const int PapProperty = 1;
    private const int AudienceProperty = 2;
    private static readonly PropertySet s_properties = new("tlp", "pap", "audience");
    private static readonly Tlp[] s_tlps = Enum.GetValues<Tlp>();
    private static readonly Pap[] s_paps = Enum.GetValues<Pap>();

    /// <summary>Reads the handling at the reader.</summary>
    public static GivenHandling? Read(ref Utf8JsonReader reader, Problems problems)
    {
        var where = new Where("/handling");
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            TextReading.WrongType(ref reader, problems, where, """an object such as {"tlp":"AMBER","pap":"GREEN"}""");
            return null;
        }

        Tlp? tlp = null;
        Pap? pap = null;
        IReadOnlyList<string> audience = [];
        uint seen = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            switch (s_properties.Next(ref reader, ref seen, problems, where))
            {
                case TlpProperty:
                    tlp = ReadTlp(ref reader, problems, where.In("tlp"));
                    break;
                case PapProperty:
                    pap = ReadPap(ref reader, problems, where.In("pap"));
                    break;
                case AudienceProperty:
                    audience = ReadAudience(ref reader, problems);
                    break;
            }
        }

        return Complete(tlp, pap, audience, seen, problems, where);
    }

    private static GivenHandling? Complete(Tlp? tlp, Pap? pap, IReadOnlyList<string> audience, uint seen, Problems problems, in Where where)
    {
        if ((seen & (1u << TlpProperty)) == 0)
            problems.Add(RefusalCodes.MissingProperty, where.In("tlp"), $"Handling needs its TLP level: {Quoted.List(s_tlps.Select(static level => level.Text()))}.");
        if ((seen & (1u << PapProperty)) == 0)
        {
            pap = Pap.Amber;
            problems.Add(RefusalCodes.HandlingDefaulted, where.In("pap"), "No PAP level is given; PAP:AMBER holds.");
        }

        if (tlp is < Tlp.Amber && audience.Count > 0)
            problems.Add(RefusalCodes.AudienceBelowAmber, where.In("audience"), $"TLP:{tlp.Value.Text()} is for more readers than this audience; the audience holds. Use AMBER or higher for a closed one.");
        return tlp is { } shown && pap is { } used ? new GivenHandling(shown, used, audience) : null;
    }

    private static Tlp? ReadTlp(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        foreach (var level in s_tlps)
        {
            if (reader.ValueTextEquals(level.Text()))
                return level;
        }

        var text = reader.GetString()!;
        if (Levels.TryParse(text, out Tlp other))
            return other;
        problems.Add(RefusalCodes.UnknownMarking, where, $"TLP 2.0 has no level {Quoted.Text(text)}; give one of {Quoted.List(s_tlps.Select(static level => level.Text()))}.");
        return null;
    }

    private static Pap? ReadPap(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        foreach (var level in s_paps)
        {
            if (reader.ValueTextEquals(level.Text()))
                return level;
        }

        var text = reader.GetString()!;
        if (Levels.TryParse(text, out Pap other))
            return other;
        problems.Add(RefusalCodes.UnknownMarking, where, $"PAP has no level {Quoted.Text(text)}; give one of {Quoted.List(s_paps.Select(static level => level.Text()))}.");
        return null;
    }

    /// <summary>Whether an agency of the audience exists is not said: the answer would tell who takes part.</summary>
    private static List<string> ReadAudience(ref Utf8JsonReader reader, Problems problems)
    {
        var whole = new Where("/handling/audience");
        var audience = new List<string>();
        if (!ArrayReading.Begins(ref reader, problems, whole))
            return audience;
        for (var i = 0; ArrayReading.Next(ref reader, i, ReportLimits.Audience, problems, whole); i++)
        {
            var where = whole with { Index = i };
            if (!TextReading.IsText(ref reader, problems, where))
                continue;
            var agency = reader.GetString()!;
            if (Agency.IsId(agency))
                audience.Add(agency);
            else
                problems.Add(RefusalCodes.BadAudience, where, $"{Quoted.Text(agency)} is no agency id; give one of a-z, 0-9 and hyphens.");
        }

        return audience;
    }
}
