using System.Collections;
using System.Globalization;
using System.Text;
using Compounds.Fusion;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>All that is published, to the bit.</summary>
internal static class Bits
{
    private static readonly long[] s_hours = [Worlds.Now, Worlds.Now + 777, Worlds.Now - 1500];

    public static string Of(CategoryFusion fusion) => string.Concat(s_hours.Select(hour => Of(fusion, hour)));

    public static string Of(QuantityFusion fusion) => string.Concat(s_hours.Select(hour => Of(fusion, hour)));

    public static string Of(CategoryFusion fusion, long hour) => Of(fusion.Assess(hour)) + Of(fusion.Explain(hour));

    public static string Of(QuantityFusion fusion, long hour) =>
        Of(fusion.Assess(hour)) + Of(fusion.Reported(hour)) + Of(fusion.Explain(hour));

    /// <summary>Every public property of a value, all the way down; numbers by their bits.</summary>
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case double number:
                text.Append(BitConverter.DoubleToInt64Bits(number).ToString("X16", CultureInfo.InvariantCulture));
                break;
            case string or ValueType and IFormattable or bool or Enum:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                    Write(text, item);
                text.Append(']');
                break;
            default:
                foreach (var property in value.GetType().GetProperties())
                {
                    text.Append(property.Name).Append('=');
                    Write(text, property.GetValue(value));
                }

                foreach (var field in value.GetType().GetFields())
                    Write(text, field.GetValue(value));
                break;
        }

        text.Append(' ');
    }
}
