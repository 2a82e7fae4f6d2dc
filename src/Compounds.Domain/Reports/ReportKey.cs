using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Compounds.Reports;

/// <summary>The name of a report: the agency and the agency's own id, written <c>agency/id</c>.</summary>
/// <param name="Agency">The filing agency's id.</param>
/// <param name="Id">The agency's own id: letters and digits of any script and <c>. _ - : / #</c>, 1 to 128 characters.</param>
[GenerateSerializer, Immutable, Alias("value/report-key")]
public readonly record struct ReportKey([Id(0)] string Agency, [Id(1)] string Id)
{
    /// <summary>The longest report id, in UTF-16 units.</summary>
    public const int MaxIdLength = 128;

    /// <summary>Whether a text can be a report id.</summary>
    public static bool IsId([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: >= 1 and <= MaxIdLength })
            return false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && rune.Value is not ('.' or '_' or '-' or ':' or '/' or '#') &&
                Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads <c>agency/id</c>. False when there is no slash or a part is malformed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReportKey key)
    {
        key = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash <= 0 || !Agencies.Agency.IsId(text![..slash]) || !IsId(text[(slash + 1)..]))
            return false;
        key = new ReportKey(text[..slash], text[(slash + 1)..]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Agency}/{Id}";
}
