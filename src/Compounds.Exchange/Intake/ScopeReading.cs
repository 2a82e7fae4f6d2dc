using System.Text.Json;
using Compounds.Claims;

namespace Compounds.Exchange.Intake;

/// <summary>Reads the properties of a claim that tie a count to other counts.</summary>
internal static class ScopeReading
{
    private const int Dimension = 0;
    private const int Of = 1;
    private const int From = 2;
    private const int On = 3;
    private static readonly PropertySet s_reference = new("dimension", "of", "from", "on", "occasion");

    /// <summary>Reads one of the properties from <c>of</c> to <c>within</c> into the draft.</summary>
    public static void Read(int property, scoped ref ClaimDraft draft, ref Utf8JsonReader reader, Problems problems, in Where claim)
    {
        var scope = draft.Scope ?? CountScope.None;
        draft.Scope = property switch
        {
            ClaimDraft.OfProperty => scope with { Of = Cell(ref reader, problems, claim.At("/of")) },
            ClaimDraft.InProperty => scope with { In = Word(ref reader, problems, claim.At("/in")) },
            ClaimDraft.ApartProperty => scope with { Apart = Word(ref reader, problems, claim.At("/apart")) },
            ClaimDraft.SplitProperty => scope with { Split = Word(ref reader, problems, claim.At("/split")) },
            ClaimDraft.CompleteProperty => scope with { Complete = Word(ref reader, problems, claim.At("/complete")) },
            ClaimDraft.PartProperty => scope with { IsPart = TextReading.Truth(ref reader, problems, claim.At("/part")) },
            _ => scope with { Within = Reference(ref reader, problems, claim.At("/within")) },
        };
    }

    private static string? Word(ref Utf8JsonReader reader, Problems problems, in Where where) =>
        TextReading.Name(ref reader, problems, where, ReportLimits.Word);

    /// <summary>Reads a part of a group by axis; null when it is the whole, or told a problem.</summary>
    private static PeopleCell? Cell(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            TextReading.WrongType(ref reader, problems, where, """the axes with their values, such as {"sex":"women"}""");
            return null;
        }

        var parts = new List<(string Axis, string Value)>();
        var isSound = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var axis = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
                continue;
            if (AxisValue(axis, ref reader, problems, where.Leaf is null ? where.In(axis) : where) is not { } value)
                isSound = false;
            else if (parts.Exists(part => part.Axis == axis))
                isSound = Twice(axis, problems, where.Leaf is null ? where.In(axis) : where);
            else
                parts.Add((axis, value));
        }

        return isSound && parts.Count > 0 ? PeopleCell.Of(parts) : null;
    }

    private static bool Twice(string axis, Problems problems, in Where where)
    {
        problems.Add(RefusalCodes.DuplicateProperty, where, $"\"{axis}\" is given twice; give it once.");
        return false;
    }

    private static string? AxisValue(string axis, ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (PeopleAxes.Find(axis) is not { } known)
        {
            var names = PeopleAxes.All.Select(static each => each.Name);
            problems.Add(RefusalCodes.UnknownAxis, where, NearestName.Of(axis, names) is { } nearest
                ? $"Unknown axis {Quoted.Text(axis)}; did you mean \"{nearest}\"?"
                : $"Unknown axis {Quoted.Text(axis)}; people are broken down by {Quoted.List(names)}.");
            reader.Skip();
            return null;
        }

        var value = TextReading.Name(ref reader, problems, where, PeopleAxis.MaxValueLength);
        if (value is null || known.Accepts(value))
            return value;
        problems.Add(RefusalCodes.UnknownAxisValue, where, known.Values is not { } values
            ? $"{Quoted.Text(value)} holds ; or =, which part values in a table; leave them out."
            : NearestName.Of(value, values) is { } near
                ? $"{axis} has no value {Quoted.Text(value)}; did you mean \"{near}\"?"
                : $"{axis} has no value {Quoted.Text(value)}; give one of {Quoted.List(values)}.");
        return null;
    }

    private static CountReference? Reference(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            TextReading.WrongType(ref reader, problems, where, """the count that this one is part of, such as {"dimension":"hand-over"}""");
            return null;
        }

        var within = new CountReference(null, null, null, null, null);
        var before = problems.Errors.Count;
        uint seen = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var property = s_reference.Next(ref reader, ref seen, problems, where);
            if (property < 0)
                continue;
            var inner = where.In(s_reference[property]);
            within = property switch
            {
                Dimension => within with { Dimension = TextReading.Name(ref reader, problems, inner, ReportLimits.Dimension) },
                Of => within with { Of = Cell(ref reader, problems, inner) },
                From => within with { From = TimeReading.AnyDay(ref reader, problems, inner) },
                On => within with { On = TimeReading.AnyDay(ref reader, problems, inner) },
                _ => within with { Occasion = TextReading.Name(ref reader, problems, inner, ReportLimits.Word) },
            };
        }

        return problems.Errors.Count == before ? within : null;
    }
}
