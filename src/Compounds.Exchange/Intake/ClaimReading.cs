using System.Text.Json;
using Compounds.Claims;

namespace Compounds.Exchange.Intake;

/// <summary>A claim as read, before it is known how its report may be shown.</summary>
/// <param name="Claim">The claim, without handling.</param>
/// <param name="Handling">Its own handling as given, or null.</param>
internal readonly record struct ReadClaim(Claim Claim, GivenClaimHandling? Handling);

/// <summary>Reads one claim; its properties come in any order.</summary>
internal static class ClaimReading
{
    /// <summary>
    /// Reads the claim at the reader; null when it told a problem. A claim that does not say when it was observed has the time of
    /// <paramref name="writtenAt"/>, which is the least of all times while the writing time is still to come.
    /// </summary>
    public static ReadClaim? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Problems problems, int index, DateTimeOffset writtenAt, DateTimeOffset now)
    {
        var where = new Where("/claims", index);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            TextReading.WrongType(ref reader, problems, where, "a claim, an object in braces");
            return null;
        }

        var draft = default(ClaimDraft);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var property = ClaimDraft.Properties.Next(ref reader, ref draft.Seen, problems, where);
            if (property >= 0)
                ReadProperty(property, ref draft, ref reader, json, problems, where);
        }

        return ClaimRules.Check(draft, problems, where, index, writtenAt, now) is { } claim ? new ReadClaim(claim, draft.Handling) : null;
    }

    private static void ReadProperty(
        int property, scoped ref ClaimDraft draft, ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Problems problems, in Where where)
    {
        switch (property)
        {
            case ClaimDraft.SubjectProperty:
                draft.Subject = SubjectReading.Read(ref reader, problems, where.At("/subject"));
                break;
            case ClaimDraft.AttributeProperty:
                draft.AttributeName = ReadAttribute(ref reader, problems, where.At("/attribute"));
                break;
            case ClaimDraft.DimensionProperty:
                draft.Dimension = TextReading.Name(ref reader, problems, where.At("/dimension"), ReportLimits.Dimension);
                break;
            case ClaimDraft.PartyProperty:
                draft.Party = SubjectReading.Read(ref reader, problems, where.At("/party"));
                break;
            case ClaimDraft.OnProperty:
                draft.On = TimeReading.AnyDay(ref reader, problems, where.At("/on"));
                break;
            case ClaimDraft.ValueProperty:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                draft.Value = json[start..(int)reader.BytesConsumed];
                break;
            case ClaimDraft.UnitProperty:
                draft.Unit = TextReading.Line(ref reader, problems, where.At("/unit"), ReportLimits.Dimension);
                break;
            case ClaimDraft.DeniedProperty:
                draft.IsDenied = TextReading.Truth(ref reader, problems, where.At("/denied"));
                break;
            case ClaimDraft.ObservedAtProperty:
                draft.ObservedAt = TimeReading.Read(ref reader, problems, where.At("/observedAt"));
                break;
            case ClaimDraft.CredibilityProperty:
                draft.Credibility = (int?)NumberReading.Whole(ref reader, problems, where.At("/credibility"), 1, 6, RefusalCodes.BadCredibility);
                break;
            case ClaimDraft.SaidProperty:
                draft.Said = TextReading.Name(ref reader, problems, where.At("/said"), ReportLimits.Word);
                break;
            case ClaimDraft.HandlingProperty:
                draft.Handling = HandlingReading.OfClaim(ref reader, problems, where);
                break;
            case >= ClaimDraft.FromProperty and <= ClaimDraft.NeverSoProperty:
                ReadValidity(property, ref draft, ref reader, problems, where);
                break;
            default:
                ScopeReading.Read(property, ref draft, ref reader, problems, where);
                break;
        }
    }

    private static void ReadValidity(int property, scoped ref ClaimDraft draft, ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        switch (property)
        {
            case ClaimDraft.FromProperty:
                draft.From = TimeReading.Read(ref reader, problems, where.At("/from"));
                break;
            case ClaimDraft.UntilProperty:
                draft.Until = TimeReading.Read(ref reader, problems, where.At("/until"));
                break;
            case ClaimDraft.OccasionProperty:
                draft.Occasion = TextReading.Name(ref reader, problems, where.At("/occasion"), ReportLimits.Word);
                break;
            case ClaimDraft.ZoneProperty:
                draft.Zone = TimeReading.Zone(ref reader, problems, where.At("/zone"));
                break;
            case ClaimDraft.NeverSoProperty:
                draft.IsNever = TextReading.Truth(ref reader, problems, where.At("/neverSo"));
                break;
        }
    }

    /// <summary>Known names are not copied: they stand in the catalogue.</summary>
    private static string? ReadAttribute(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        Span<char> name = stackalloc char[64];
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= name.Length &&
            Attributes.Find(name[..reader.CopyString(name)]) is { } known)
        {
            return known.First(static each => each is not null)!.Rule.Name;
        }

        return TextReading.Line(ref reader, problems, where, ReportLimits.Dimension);
    }
}
