using System.Text.Json;
using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Exchange.Intake;

/// <summary>Handling of a report as read, before it is known who files it.</summary>
/// <param name="Tlp">The TLP level.</param>
/// <param name="Pap">The PAP level.</param>
/// <param name="Audience">The agencies named.</param>
internal sealed record GivenHandling(Tlp Tlp, Pap Pap, IReadOnlyList<string> Audience);

/// <summary>Handling of a claim as read: what it leaves out is the report's.</summary>
/// <param name="Tlp">The TLP level, or null.</param>
/// <param name="Pap">The PAP level, or null.</param>
/// <param name="Audience">The agencies named; empty when the report's audience holds.</param>
internal sealed record GivenClaimHandling(Tlp? Tlp, Pap? Pap, IReadOnlyList<string> Audience);

/// <summary>Reads the handling of a report or a claim; null when it told a problem.</summary>
internal static class HandlingReading
{
    private const int TlpProperty = 0;
    private const int PapProperty = 1;
    private const int AudienceProperty = 2;
    private static readonly PropertySet s_properties = new("tlp", "pap", "audience");
    private static readonly Tlp[] s_tlps = Enum.GetValues<Tlp>();
    private static readonly Pap[] s_paps = Enum.GetValues<Pap>();

    /// <summary>Reads the handling of a report, which says its TLP level.</summary>
    public static GivenHandling? OfReport(ref Utf8JsonReader reader, Problems problems)
    {
        var where = new Where("/handling");
        uint seen = 0;
        if (Read(ref reader, problems, where, new Where("/handling/audience"), ref seen) is not var (tlp, pap, audience))
            return null;
        if ((seen & (1u << TlpProperty)) == 0)
            problems.Add(RefusalCodes.MissingProperty, where.In("tlp"),
                $"Handling needs its TLP level: {Quoted.List(s_tlps.Select(static level => level.Text()))}.");
        if ((seen & (1u << PapProperty)) == 0)
        {
            pap = Pap.Amber;
            problems.Add(RefusalCodes.HandlingDefaulted, where.In("pap"), "No PAP level is given; PAP:AMBER holds.");
        }

        return tlp is { } shown && pap is { } used ? new GivenHandling(shown, used, audience) : null;
    }

    /// <summary>Reads the handling of a claim.</summary>
    public static GivenClaimHandling? OfClaim(ref Utf8JsonReader reader, Problems problems, in Where claim)
    {
        var where = claim.At("/handling");
        uint seen = 0;
        if (Read(ref reader, problems, where, where.In("audience"), ref seen) is not var (tlp, pap, audience))
            return null;
        var isSound = (seen & (1u << TlpProperty)) != 0 == tlp is not null && (seen & (1u << PapProperty)) != 0 == pap is not null;
        return isSound ? new GivenClaimHandling(tlp, pap, audience) : null;
    }

    private static (Tlp? Tlp, Pap? Pap, List<string> Audience)? Read(
        ref Utf8JsonReader reader, Problems problems, in Where where, in Where named, ref uint seen)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            TextReading.WrongType(ref reader, problems, where, """an object such as {"tlp":"AMBER","pap":"GREEN"}""");
            return null;
        }

        Tlp? tlp = null;
        Pap? pap = null;
        List<string> audience = [];
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
                    audience = ReadAudience(ref reader, problems, named);
                    break;
            }
        }

        if (tlp is < Tlp.Amber && audience.Count > 0)
            problems.Add(RefusalCodes.AudienceBelowAmber, where.In("audience"),
                $"TLP:{tlp.Value.Text()} is for more readers than this audience; the audience holds. Use AMBER or higher for a closed one.");
        return (tlp, pap, audience);
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
        problems.Add(RefusalCodes.UnknownMarking, where,
            $"TLP 2.0 has no level {Quoted.Text(text)}; give one of {Quoted.List(s_tlps.Select(static level => level.Text()))}.");
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
        problems.Add(RefusalCodes.UnknownMarking, where,
            $"PAP has no level {Quoted.Text(text)}; give one of {Quoted.List(s_paps.Select(static level => level.Text()))}.");
        return null;
    }

    /// <summary>Whether an agency of the audience exists is not said: the answer would tell who takes part.</summary>
    private static List<string> ReadAudience(ref Utf8JsonReader reader, Problems problems, in Where whole)
    {
        var audience = new List<string>();
        if (!ArrayReading.Begins(ref reader, problems, whole))
            return audience;
        for (var i = 0; ArrayReading.Next(ref reader, i, ReportLimits.Audience, problems, whole); i++)
        {
            // The audience of a claim has no place of its own in a pointer beside the position of the claim.
            var where = whole.Index < 0 ? whole with { Index = i } : whole;
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
