using System.Text;
using System.Text.Json;

namespace Compounds.Exchange.Intake;

/// <summary>The properties an object of the wire format may have, found without allocating.</summary>
internal sealed class PropertySet
{
    private readonly string[] _names;
    private readonly byte[][] _bytes;

    /// <summary>At most 32 names; the position of each is what <see cref="Next"/> returns.</summary>
    public PropertySet(params string[] names)
    {
        _names = names;
        _bytes = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The name at a position.</summary>
    public string this[int index] => _names[index];

    /// <summary>
    /// Moves past the name at the reader to its value. A name that is unknown or comes twice is a problem and its value is passed over.
    /// </summary>
    /// <param name="reader">At a property name; afterwards at the first token of its value, or at its last when that was passed over.</param>
    /// <param name="seen">One bit for each property met before.</param>
    /// <param name="problems">Where to tell.</param>
    /// <param name="where">The object.</param>
    /// <returns>The position of the name, or -1 when there is nothing to read: also for null, which says as much as leaving it out.</returns>
    public int Next(ref Utf8JsonReader reader, ref uint seen, Problems problems, in Where where)
    {
        var index = Find(ref reader);
        if (index < 0)
        {
            var name = reader.GetString()!;
            problems.Add(RefusalCodes.UnknownProperty, where.In(name), NearestName.Of(name, _names) is { } nearest
                ? $"There is no property {Quoted.Text(name)} here; did you mean \"{nearest}\"?"
                : $"There is no property {Quoted.Text(name)} here; the properties are {Quoted.List(_names)}.");
            Skip(ref reader);
            return -1;
        }

        if ((seen & (1u << index)) != 0)
        {
            problems.Add(RefusalCodes.DuplicateProperty, where.In(_names[index]), $"\"{_names[index]}\" is given twice; give it once.");
            Skip(ref reader);
            return -1;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return -1;
        seen |= 1u << index;
        return index;
    }

    private int Find(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            var given = reader.ValueSpan;
            for (var i = 0; i < _bytes.Length; i++)
            {
                if (given.SequenceEqual(_bytes[i]))
                    return i;
            }

            return -1;
        }

        return Array.IndexOf(_names, reader.GetString());
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
