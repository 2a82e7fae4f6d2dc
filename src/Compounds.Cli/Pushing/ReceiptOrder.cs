using System.Globalization;
using System.Text.RegularExpressions;

namespace Compounds.Cli.Pushing;

/// <summary>
/// Knows which line of a request the next receipt must be for. NDJSON counts lines from 1; CSV counts rows, the header being row 1,
/// and names the first row of a report. Rows that a receipt speaks of are told as rows of the file.
/// </summary>
internal sealed partial class ReceiptOrder(PushFile file, IReadOnlyList<PushLine> lines)
{
    private int _next;
    private int _row = 2;

    /// <summary>How many receipts came.</summary>
    public int Count => _next;

    /// <summary>Takes a receipt.</summary>
    /// <returns>The receipt, with rows of the file.</returns>
    /// <exception cref="CommandException">It is for no line that was due; or the table cannot be read, and the receipt says why.</exception>
    public PushReceipt Take(PushReceipt receipt)
    {
        if (file.IsCsv && (receipt.Line == 1 || IsBrokenTable(receipt)))
            throw new CommandException($"{file.Path}: {string.Join(" ", (Shifted(receipt).Problems ?? []).Select(static problem => $"{problem.Pointer}: {problem.Message}"))}");
        var due = file.IsCsv ? _row : _next + 1;
        if (_next >= lines.Count || receipt.Line != due)
            throw new CommandException($"The server gave a receipt for line {receipt.Line} of a request where line {due} was due; it may be of another version.");
        var shifted = Shifted(receipt);
        _row += lines[_next++].Rows;
        return shifted;
    }

    /// <summary>Whether the server stopped reading in this row: not the row of a report that is due.</summary>
    private static bool IsBrokenTable(PushReceipt receipt) => receipt.Report is null && receipt.Problems is [{ Code: "malformed-csv" }];

    private PushReceipt Shifted(PushReceipt receipt)
    {
        if (!file.IsCsv || _next >= lines.Count)
            return receipt;
        var shift = lines[_next].Start.Row + 1 - _row;
        return shift == 0 ? receipt : receipt with { Problems = Shifted(receipt.Problems, shift), Warnings = Shifted(receipt.Warnings, shift) };
    }

    private static PushProblem[]? Shifted(PushProblem[]? problems, long shift) =>
        problems?.Select(problem => problem with { Pointer = Shifted(problem.Pointer, shift), Message = Shifted(problem.Message, shift) }).ToArray();

    private static string? Shifted(string? text, long shift) =>
        text is null ? null : Row().Replace(text, match => string.Create(CultureInfo.InvariantCulture, $"{match.Groups[1].Value}{long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) + shift}"));

    [GeneratedRegex("\\b([Rr]ow )(\\d{1,9})\\b", RegexOptions.CultureInvariant)]
    private static partial Regex Row();
}
