using System.Text;
using Compounds.Exchange.Tables;

namespace Compounds.Cli.Pushing;

/// <summary>
/// Keeps refused lines beside their file. NDJSON: the lines as they were (<c>FILE.rejected.ndjson</c>, to be corrected and pushed
/// again) and the reasons (<c>FILE.rejected.txt</c>). CSV: the rows with two more columns, problem and suggestion.
/// The files exist only when something was refused.
/// </summary>
internal sealed class Rejections : IDisposable
{
    private readonly PushFile _file;
    private readonly string _linesPath;
    private readonly string _reasonsPath;

    private FileStream? _lines;
    private FileStream? _reasons;

    /// <summary>Continues the files of an interrupted push, or begins anew.</summary>
    public Rejections(PushFile file, PushProgress? resumed)
    {
        _file = file;
        _linesPath = $"{file.Path}.rejected.{(file.IsCsv ? "csv" : "ndjson")}";
        _reasonsPath = $"{file.Path}.rejected.txt";

        // What was refused after the progress was saved is going to be refused again.
        _lines = Continue(_linesPath, resumed?.RejectedBytes ?? 0);
        _reasons = Continue(_reasonsPath, resumed?.ReasonsBytes ?? 0);
    }

    /// <summary>The file of refused lines, or null when nothing was refused.</summary>
    public string? Path => _lines is null ? null : _linesPath;

    /// <summary>Bytes of refused lines written so far.</summary>
    public long RejectedBytes => _lines?.Length ?? 0;

    /// <summary>Bytes of reasons written so far.</summary>
    public long ReasonsBytes => _reasons?.Length ?? 0;

    /// <summary>Keeps a refused line with its reasons.</summary>
    public void Add(PushLine line, PushReceipt receipt)
    {
        _lines ??= Begin();
        if (_file.IsCsv)
        {
            AddRows(line, receipt);
            return;
        }

        Write(_lines, _file.BytesOf(line), "\n");
        _reasons ??= new FileStream(_reasonsPath, FileMode.Create);
        var reasons = (receipt.Problems ?? []).Select(static problem => $"  {problem.Pointer} {problem.Code}: {problem.Message}\n");
        Write(_reasons, [], $"Line {line.Number}{(receipt.Report is { } report ? $", {report}" : "")}: {receipt.Outcome}\n{string.Concat(reasons)}");
    }

    /// <summary>Hands everything written to the operating system.</summary>
    public void Flush()
    {
        _lines?.Flush();
        _reasons?.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines?.Dispose();
        _reasons?.Dispose();
    }

    private static FileStream? Continue(string path, long bytes)
    {
        if (bytes == 0 || !File.Exists(path))
        {
            File.Delete(path);
            return null;
        }

        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.SetLength(Math.Min(bytes, stream.Length));
        stream.Seek(0, SeekOrigin.End);
        return stream;
    }

    private FileStream Begin()
    {
        var lines = new FileStream(_linesPath, FileMode.Create);
        if (_file.IsCsv)
            Write(lines, Defused(_file.BytesOf(_file.Header)), ",problem,suggestion\n");
        return lines;
    }

    /// <summary>Writes the rows of a report, each with the problems of its cells; what is about the whole report stands in the first.</summary>
    private void AddRows(PushLine report, PushReceipt receipt)
    {
        var rows = _file.RowsOf(report).ToArray();
        var problems = (receipt.Problems ?? []).ToLookup(problem => RowOf(problem, rows));
        foreach (var row in rows)
        {
            var mine = problems[row.Start.Row];
            var codes = string.Join("; ", mine.Select(static problem => string.IsNullOrEmpty(problem.Pointer) ? problem.Code : $"{problem.Code} at {problem.Pointer}"));
            if (codes.Length == 0 && row == rows[0])
                codes = receipt.Outcome!;
            Write(_lines!, Defused(_file.BytesOf(row)), $",{Cell(codes)},{Cell(string.Join(" ", mine.Select(static problem => problem.Message)))}\n");
        }
    }

    private static long RowOf(PushProblem problem, PushLine[] rows)
    {
        var place = problem.Pointer?.Split(',')[0];
        var at = Array.FindIndex(rows, row => place == $"row {row.Start.Row + 1}");
        return rows[Math.Max(0, at)].Start.Row;
    }

    private static void Write(FileStream stream, ReadOnlySpan<byte> line, string text)
    {
        stream.Write(line.TrimEnd("\r\n"u8));
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A row as a spreadsheet may open it; one without formulas stays as it was, byte for byte.</summary>
    private static ReadOnlySpan<byte> Defused(ReadOnlySpan<byte> row)
    {
        var cells = CsvCells.Of(row);
        return cells.Any(SpreadsheetCell.IsFormula) ? Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Cell))) : row;
    }

    private static string Cell(string text) => text.Length == 0 ? "" : $"\"{SpreadsheetCell.Defuse(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
