namespace Compounds.Cli.Pushing;

/// <summary>
/// Joins the neighbouring rows of one report, as the server does: the same report, and no other agency or revision. They must reach
/// it in one request, or the second half would be refused as other content under a known id.
/// </summary>
internal sealed class CsvReportRows : ILineSource
{
    private static readonly string[] s_names = ["report", "agency", "revision"];

    private readonly PushFile _file;
    private readonly LineScanner _rows;
    private readonly int[] _columns;

    private PushLine _row;
    private string[]? _cells;

    /// <summary>Begins behind a report, or behind the header.</summary>
    public CsvReportRows(PushFile file, FilePosition start)
    {
        _file = file;
        _rows = new LineScanner(file, start);
        var header = CsvCells.Of(file.BytesOf(file.Header)).ToList();
        _columns = [.. s_names.Select(name => header.FindIndex(each => each.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        Advance();
    }

    /// <inheritdoc/>
    public bool TryNext(out PushLine line)
    {
        line = _row;
        if (_cells is not { } first)
            return false;
        for (Advance(); _cells is { } next && Continues(first, next); Advance())
        {
            line = line with { End = _row.End };
            if (line.End.Offset - line.Start.Offset > LineScanner.LongestLine)
                throw new CommandException($"The report '{first[0]}' at line {line.Number} of {_file.Path} is longer than 16 MiB.");
        }

        return true;
    }

    private static bool Continues(string[] first, string[] next) =>
        next[0] == first[0] && (next[1].Length == 0 || next[1] == first[1]) && (next[2].Length == 0 || next[2] == first[2]);

    private void Advance()
    {
        if (!_rows.TryNext(out _row))
        {
            _cells = null;
            return;
        }

        var cells = CsvCells.Of(_file.BytesOf(_row));
        _cells = [.. _columns.Select(column => column >= 0 && column < cells.Count ? cells[column] : "")];
    }
}
