using System.Text.RegularExpressions;

namespace Compounds.Exchange.Tables;

/// <summary>
/// A cell that a spreadsheet takes as text: one that begins like a formula gets an apostrophe before it when a table is written, and loses it
/// when a table is read, so that what a partner corrects and sends again is what he first sent.
/// </summary>
public static partial class SpreadsheetCell
{
    /// <summary>The text as it is written into a cell. Plain negative numbers stay numbers.</summary>
    public static string Defuse(string text) => IsFormula(text) ? $"'{text}" : text;

    /// <summary>The text of a cell that was written so; any other cell is its own text.</summary>
    public static string Restore(string cell) => cell is ['\'', .. var text] && IsFormula(text) ? text : cell;

    /// <summary>Whether a spreadsheet would compute the text, or would once an apostrophe is taken away.</summary>
    public static bool IsFormula(string text) => text.TrimStart('\'') is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !Number().IsMatch(text);

    [GeneratedRegex(@"^-\d+(\.\d+)?([eE][+-]?\d+)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
