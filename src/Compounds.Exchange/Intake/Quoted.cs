namespace Compounds.Exchange.Intake;

/// <summary>Text of a sender inside a sentence to the sender.</summary>
internal static class Quoted
{
    private const int Longest = 60;

    /// <summary>The text in quotation marks, cut when it is long.</summary>
    public static string Text(string text) => $"\"{Short(text)}\"";

    /// <summary>The texts with commas between them.</summary>
    public static string List(IEnumerable<string> texts) => string.Join(", ", texts);

    /// <summary>The text, cut when it is long; never inside a surrogate pair.</summary>
    public static string Short(string text)
    {
        if (text.Length <= Longest)
            return text;
        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
