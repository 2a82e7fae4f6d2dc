using System.Text.Json;

namespace Compounds.Exchange.Intake;

/// <summary>Reads numbers. Each returns null when it told a problem.</summary>
internal static class NumberReading
{
    /// <summary>Reads a finite number.</summary>
    public static double? Number(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            TextReading.WrongType(ref reader, problems, where, "a number without quotation marks");
            return null;
        }

        if (reader.TryGetDouble(out var number) && double.IsFinite(number))
            return number + 0.0; // Minus zero would be written differently from zero.
        problems.Add(RefusalCodes.NotFinite, where, "This is beyond every number that can be kept; give the number that was reported.");
        return null;
    }

    /// <summary>Reads a whole number in a range; any other is a problem of the given code.</summary>
    public static long? Whole(ref Utf8JsonReader reader, Problems problems, in Where where, long least, long greatest, RefusalCode code)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            TextReading.WrongType(ref reader, problems, where, "a whole number without quotation marks");
            return null;
        }

        if (reader.TryGetInt64(out var number) && number >= least && number <= greatest)
            return number;
        problems.Add(code, where, greatest is int.MaxValue or long.MaxValue ? $"Give a whole number from {least}." : $"Give a whole number from {least} to {greatest}.");
        return null;
    }
}
