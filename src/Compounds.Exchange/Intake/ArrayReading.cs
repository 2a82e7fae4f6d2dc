using System.Text.Json;

namespace Compounds.Exchange.Intake;

/// <summary>Reads arrays up to their limit.</summary>
internal static class ArrayReading
{
    /// <summary>Whether an array begins here; when not, tells so and passes over the value.</summary>
    public static bool Begins(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return true;
        TextReading.WrongType(ref reader, problems, where, "an array in brackets");
        return false;
    }

    /// <summary>
    /// Moves to the next element. False at the end of the array, and after telling so when the element would be beyond the limit; the
    /// rest is then passed over.
    /// </summary>
    public static bool Next(ref Utf8JsonReader reader, int index, int limit, Problems problems, in Where where)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
            return false;
        if (index < limit)
            return true;
        problems.Add(RefusalCodes.TooMany, where, $"{limit} is the limit; split the report.");
        while (reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            reader.Read();
        }

        return false;
    }
}
