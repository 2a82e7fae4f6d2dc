using System.Collections.Frozen;

namespace Compounds.Claims;

/// <summary>Codes of the catalogue as people read them: <c>under-construction</c> is "under construction", <c>MM</c> is "Myanmar".</summary>
public static class CodeWords
{
    private static readonly FrozenDictionary<string, string> s_words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["MM"] = "Myanmar", ["TH"] = "Thailand", ["KH"] = "Cambodia", ["LA"] = "Laos", ["CN"] = "China", ["VN"] = "Vietnam",
        ["MY"] = "Malaysia", ["PH"] = "Philippines", ["HK"] = "Hong Kong", ["SG"] = "Singapore",
        ["hand-over"] = "hand-over", ["night-light"] = "light at night", ["bank-or-payment"] = "bank or payment service",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> s_languages = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["en"] = "English", ["my"] = "Burmese", ["th"] = "Thai", ["km"] = "Khmer", ["lo"] = "Lao", ["zh"] = "Chinese", ["vi"] = "Vietnamese",
        ["shn"] = "Shan", ["ksw"] = "Karen", ["kar"] = "Karen", ["mnw"] = "Mon", ["id"] = "Indonesian", ["ms"] = "Malay", ["ja"] = "Japanese",
        ["ko"] = "Korean", ["hi"] = "Hindi", ["ru"] = "Russian",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words of a code or of a dimension; other text is returned unchanged.</summary>
    public static string Of(string code) => s_words.TryGetValue(code, out var words) ? words : IsCode(code) ? code.Replace('-', ' ') : code;

    /// <summary>The English name of the language of a BCP 47 tag, by its first part; null when the tag is null or not known here.</summary>
    public static string? Language(string? tag) =>
        tag is null ? null : s_languages.GetValueOrDefault(tag.Split('-')[0].ToLowerInvariant());

    /// <summary>The words of an attribute that the catalogue does not list: <c>supplyShare</c> is "Supply share".</summary>
    internal static string OfAttribute(string name) => string.Concat(name.Select(static (c, i) =>
        i == 0 ? char.ToUpperInvariant(c).ToString() : char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));

    private static bool IsCode(string text) => text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
