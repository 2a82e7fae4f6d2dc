using System.Collections;
using System.Reflection;
using System.Text;

namespace Compounds.Architecture.Tests.Facts;

/// <summary>Everything that a state holds, its private fields included, as one text: two states are equal when their texts are.</summary>
internal static class StateText
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // The visibility tag of a handling is kept once it was asked for, and how much unread evidence a subject is about to pack says
    // nothing of the evidence.
    private static readonly string[] s_notState = ["_tag", "_firstLoose", "_looseBytes"];

    public static string Of(object? state)
    {
        var text = new StringBuilder();
        Write(text, state, []);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, HashSet<object> above)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string or bool or Enum or DateTimeOffset or DateOnly or TimeSpan or Guid or Int128 or UInt128:
                text.Append('\'').Append(value).Append('\'');
                break;
            case ReadOnlyMemory<byte> bytes:
                text.Append(Convert.ToHexString(bytes.Span));
                break;
            case Delegate or Type or IComparer or IEqualityComparer:
                break;
            case IConvertible number:
                text.Append(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(text, item, above);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                WriteFields(text, value, above);
                break;
        }
    }

    private static void WriteFields(StringBuilder text, object value, HashSet<object> above)
    {
        if (!value.GetType().IsValueType && !above.Add(value))
            return;
        text.Append(value.GetType().Name).Append('{');
        for (var type = value.GetType(); type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Fields).Where(static field => !s_notState.Contains(field.Name)))
            {
                text.Append(field.Name).Append('=');
                Write(text, field.GetValue(value), above);
                text.Append(';');
            }
        }

        text.Append('}');
        above.Remove(value);
    }
}
