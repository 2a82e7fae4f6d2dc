using System.Buffers;
using System.Text.Json;
using Compounds.Subjects;
using static System.FormattableString;

namespace Compounds.Exchange.Intake;

/// <summary>Reads texts within their limits. Each returns null when it told a problem.</summary>
internal static class TextReading
{
    // Controls, and the marks that reorder text so that a name can pose as another.
    private static readonly SearchValues<char> s_controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Concat(Enumerable.Range(0x202a, 5)).Concat(Enumerable.Range(0x2066, 4)).Select(static c => (char)c)]);

    private static readonly SearchValues<char> s_controlsOfNarrative = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(static c => (char)c).Where(static c => c is not ('\n' or '\t'))]);

    /// <summary>Reads a name or another text of one line that needs a letter or a digit; space at its ends is dropped.</summary>
    public static string? Name(ref Utf8JsonReader reader, Problems problems, in Where where, int longest)
    {
        var text = Line(ref reader, problems, where, longest);
        if (text is null || HasLetterOrDigit(text))
            return text;
        problems.Add(RefusalCodes.NoLetterOrDigit, where, $"{Quoted.Text(text)} has no letter and no digit; give the name, or leave it out when it is not known.");
        return null;
    }

    /// <summary>Reads a text of one line; space at its ends is dropped.</summary>
    public static string? Line(ref Utf8JsonReader reader, Problems problems, in Where where, int longest)
    {
        if (!IsText(ref reader, problems, where))
            return null;
        return Check(reader.GetString()!.Trim(), s_controls, problems, where, longest, "Remove it; this text is one line.");
    }

    /// <summary>Reads a text of many lines; the line ends of Windows become line feeds.</summary>
    public static string? Narrative(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!IsText(ref reader, problems, where))
            return null;
        var text = reader.GetString()!.Replace("\r\n", "\n", StringComparison.Ordinal);
        return Check(text, s_controlsOfNarrative, problems, where, ReportLimits.Narrative, "A narrative may hold line feeds and tabs only.");
    }

    /// <summary>Whether the value is a text; when not, tells so and passes over it.</summary>
    public static bool IsText(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (reader.TokenType == JsonTokenType.String)
            return true;
        WrongType(ref reader, problems, where, "a text in quotation marks");
        return false;
    }

    /// <summary>Reads true or false; false when it is neither, which is told.</summary>
    public static bool Truth(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            WrongType(ref reader, problems, where, "true or false");
        return reader.TokenType == JsonTokenType.True;
    }

    /// <summary>Tells that the value is of the wrong type and passes over it.</summary>
    public static void WrongType(ref Utf8JsonReader reader, Problems problems, in Where where, string expected)
    {
        problems.Add(RefusalCodes.WrongType, where, $"This is {TypeOf(reader.TokenType)}; give {expected}.");
        reader.Skip();
    }

    /// <summary>Reads a BCP 47 language tag by its shape: subtags of letters and digits, the first of letters.</summary>
    public static string? Language(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!IsText(ref reader, problems, where))
            return null;
        var text = reader.GetString()!;
        var isTag = text.Length is >= 2 and <= ReportLimits.Language;
        var subtag = 0;
        for (var i = 0; isTag && i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == '-')
                (isTag, subtag) = (subtag is >= 1 and <= 8, 0);
            else
                isTag = char.IsAsciiLetterOrDigit(text[i]) && (char.IsAsciiLetter(text[i]) || i >= 2) && ++subtag <= 8;
        }

        if (isTag)
            return text;
        problems.Add(RefusalCodes.BadLanguage, where, $"{Quoted.Text(text)} is no language tag; give one such as th, my or zh-Hans.");
        return null;
    }

    private static string? Check(string text, SearchValues<char> forbidden, Problems problems, in Where where, int longest, string remedy)
    {
        if (text.Length > longest)
        {
            problems.Add(RefusalCodes.TooLong, where, Invariant($"This has {text.Length:N0} characters; {longest:N0} is the limit."));
            return null;
        }

        var at = text.AsSpan().IndexOfAny(forbidden);
        if (at < 0)
            return text;
        problems.Add(RefusalCodes.ControlCharacter, where, $"Character {at + 1} is the control character U+{(int)text[at]:X4}. {remedy}");
        return null;
    }

    private static bool HasLetterOrDigit(string text)
    {
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
                return true;
        }

        // The matching form decides for every other script: what is empty there can be no name.
        return SubjectName.Normalise(text).Length > 0;
    }

    private static string TypeOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };
}
