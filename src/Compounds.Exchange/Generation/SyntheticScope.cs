using System.Text.Json;
using Compounds.Claims;

namespace Compounds.Exchange.Generation;

/// <summary>
/// What a few of the claims tell beyond their value: since when and until when, over which period, which event of a day, which part of a
/// group.
/// </summary>
internal static class SyntheticScope
{
    private const string Outage = "outage";
    private static readonly string[] s_occasions = ["morning", "evening"];

    /// <summary>Writes the properties for one claim in about twenty.</summary>
    /// <param name="writer">Inside the claim.</param>
    /// <param name="chance">Decides.</param>
    /// <param name="rule">The rule of its attribute.</param>
    /// <param name="on">The day of the claim, or when it was written.</param>
    public static void Write(Utf8JsonWriter writer, ref Chance chance, AttributeRule rule, DateTime on)
    {
        if (chance.Below(20) != 0 || rule.IsReading || rule.Name == Outage)
            return;
        if (rule.Nature != Nature.Event)
        {
            var from = on.AddDays(-30 - chance.Below(300));
            SyntheticTime.WriteDay(writer, "from"u8, from);
            if (chance.Below(4) == 0)
                SyntheticTime.WriteDay(writer, "until"u8, from.AddDays(1 + chance.Below(600)));
            return;
        }

        if (!rule.IsRunningTotal && chance.Below(2) == 0)
            SyntheticTime.WriteDay(writer, "from"u8, on.AddDays(-1 - chance.Below(6)));
        else if (!rule.IsRunningTotal && chance.Below(3) == 0)
            writer.WriteString("occasion"u8, s_occasions[chance.Below(s_occasions.Length)]);
        if (rule.Axes is null || chance.Below(2) == 0)
            return;
        writer.WriteStartObject("of"u8);
        if (rule.DimensionOf == "sex")
            writer.WriteString("age"u8, chance.Below(2) == 0 ? "adult"u8 : "child"u8);
        else
            writer.WriteString("sex"u8, chance.Below(2) == 0 ? "women"u8 : "men"u8);
        writer.WriteEndObject();
    }
}
