using System.Text.Json;
using Compounds.Claims;

namespace Compounds.Exchange.Intake;

/// <summary>Reads a quantity with its unit; null when it told a problem.</summary>
internal static class QuantityReading
{
    private const int Value = 0;
    private const int Sigma = 1;
    private const int Low = 2;
    private const int High = 3;
    private const int AtLeast = 4;
    private const int AtMost = 5;
    private const int Counted = 6;
    private const string Forms = """give 4000, {"value":4000,"counted":true}, {"value":4000,"sigma":0.05}, {"low":3000,"high":5000}, {"atLeast":2000} or {"atMost":9000}""";
    private static readonly PropertySet s_properties = new("value", "sigma", "low", "high", "atLeast", "atMost", "counted");

    /// <summary>Reads the quantity at the reader.</summary>
    public static QuantityValue? Read(ref Utf8JsonReader reader, in ClaimDraft draft, AttributeRule rule, Problems problems, in Where claim)
    {
        var where = claim.At("/value");
        var unit = ReadUnit(draft, rule, problems, claim);
        if (reader.TokenType == JsonTokenType.Number)
        {
            return NumberReading.Number(ref reader, problems, where) is { } number && unit is { } measure
                ? QuantityRules.Check(new QuantityValue(QuantityForm.Point, number, number, null, measure.Name, measure.Factor), rule, problems, where) : null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            ValueReading.WrongForm(problems, where, $"{rule.Name} is a quantity: {Forms}.");
            return null;
        }

        return ReadObject(ref reader, unit, rule, problems, where);
    }

    private static QuantityValue? ReadObject(ref Utf8JsonReader reader, Unit? unit, AttributeRule rule, Problems problems, in Where where)
    {
        Span<double?> numbers = stackalloc double?[6];
        bool? counted = null;
        uint seen = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var property = s_properties.Next(ref reader, ref seen, problems, where);
            if (property == Counted)
                counted = TextReading.Truth(ref reader, problems, where.In(s_properties[property]));
            else if (property >= 0)
                numbers[property] = NumberReading.Number(ref reader, problems, where.In(s_properties[property]));
        }

        (QuantityForm Form, int Low, int High)? shape = seen switch
        {
            1u << Value or (1u << Value) | (1u << Sigma) or (1u << Value) | (1u << Counted) => (QuantityForm.Point, Value, Value),
            (1u << Low) | (1u << High) => (QuantityForm.Interval, Low, High),
            1u << AtLeast => (QuantityForm.AtLeast, AtLeast, AtLeast),
            1u << AtMost => (QuantityForm.AtMost, AtMost, AtMost),
            _ => null,
        };
        if (shape is not { } bounds)
        {
            ValueReading.WrongForm(problems, where, seen switch
            {
                1u << Low => $"An interval needs its high; for \"this or more\" {Forms}.",
                1u << High => $"An interval needs its low; for \"this or less\" {Forms}.",
                _ when (seen & (1u << Counted)) != 0 => $"counted goes with value only, and not with sigma; {Forms}.",
                _ when (seen & (1u << Sigma)) != 0 => $"sigma goes with value only; {Forms}.",
                _ => $"A quantity has one of four forms; {Forms}.",
            });
            return null;
        }

        if (unit is not { } measure || numbers[bounds.Low] is not { } low || numbers[bounds.High] is not { } high || ((seen & (1u << Sigma)) != 0 && numbers[Sigma] is null))
            return null;
        return QuantityRules.Check(new QuantityValue(bounds.Form, low, high, numbers[Sigma], measure.Name, measure.Factor) { Counted = counted }, rule, problems, where);
    }

    private static Unit? ReadUnit(in ClaimDraft draft, AttributeRule rule, Problems problems, in Where claim)
    {
        var canonical = rule.Unit ?? throw new InvalidOperationException($"The catalogue gives {rule.Name} no unit.");
        if (!draft.Has(ClaimDraft.UnitProperty))
        {
            if (canonical is not ("people" or "households" or "units" or "fraction"))
                problems.Add(RefusalCodes.UnitDefaulted, claim.At("/unit"), $"No unit is given; {canonical} holds.");
            return Unit.Find(canonical, canonical);
        }

        if (draft.Unit is not { } name)
            return null;
        var unit = Unit.Find(name, canonical);
        if (unit is null)
            problems.Add(RefusalCodes.UnknownUnit, claim.At("/unit"), $"{rule.Name} is not measured in {Quoted.Text(name)}; give one of {Quoted.List(Unit.NamesOf(canonical))}.");
        return unit;
    }
}
