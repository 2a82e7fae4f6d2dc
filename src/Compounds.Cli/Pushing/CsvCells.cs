using System.Text;

namespace Compounds.Cli.Pushing;

/// <summary>Splits one row of a comma-separated table into its cells.</summary>
internal static class CsvCells
{
    /// <summary>The cells without their quotation marks and without space at their ends.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> row)
    {
        var text = Encoding.UTF8.GetString(row).TrimStart('\uFEFF').TrimEnd('\r', '\n');
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                // Two marks within quotes are one mark of the text; at its end or beginning a mark is none.
                if (isQuoted && i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[++i]);
                else
                    isQuoted = !isQuoted;
            }
            else if (text[i] == ',' && !isQuoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        cells.Add(cell.ToString().Trim());
        return cells;
    }
}
