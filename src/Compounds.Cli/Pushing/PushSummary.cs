using Spectre.Console;

namespace Compounds.Cli.Pushing;

/// <summary>The tables at the end of a push: what became of each file, and why.</summary>
internal sealed class PushSummary(Screen screen)
{
    private readonly List<(string Path, PushTally Tally, string? Rejected, TimeSpan Elapsed)> _files = [];

    /// <summary>Lines refused in all files.</summary>
    public long Refused => _files.Sum(static file => file.Tally.Refused);

    /// <summary>Adds a file that was pushed, to its end or not; without a single receipt there is nothing to tell.</summary>
    public void Add(string path, PushRun run, TimeSpan elapsed)
    {
        if (run.Tally.Lines > 0)
            _files.Add((path, run.Tally, run.RejectedPath, elapsed));
    }

    /// <summary>Writes the tables.</summary>
    public void Show()
    {
        if (_files.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Ascii2).AddColumn("file");
        foreach (var column in (string[])["accepted", "duplicate", "conflict", "invalid", "warnings", "reports/s"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (path, tally, _, elapsed) in _files)
        {
            table.AddRow(
                Markup.Escape(Path.GetFileName(path)), $"{tally.Accepted:N0}", $"{tally.Duplicate:N0}", $"{tally.Conflict:N0}", $"{tally.Invalid:N0}",
                $"{tally.Warnings.Values.Sum():N0}", $"{tally.Lines / Math.Max(elapsed.TotalSeconds, 0.001):N0}");
        }

        screen.Show(table);
        ShowCodes("problem", static tally => tally.Problems);
        ShowCodes("warning", static tally => tally.Warnings);
        foreach (var (path, tally, rejected, _) in _files.Where(static file => file.Rejected is not null))
            screen.Say($"{path}: {tally.Refused:N0} refused lines are in {rejected}{(rejected!.EndsWith(".csv", StringComparison.Ordinal) ? "" : " and their reasons in the .txt beside it")}.");
    }

    private void ShowCodes(string kind, Func<PushTally, IReadOnlyDictionary<string, long>> codesOf)
    {
        var codes = _files.SelectMany(file => codesOf(file.Tally)).GroupBy(static pair => pair.Key).Select(static group => (Code: group.Key, Count: group.Sum(static pair => pair.Value))).ToArray();
        if (codes.Length == 0)
            return;
        var table = new Table().Border(TableBorder.Ascii2).AddColumn(kind).AddColumn(new TableColumn("lines").RightAligned());
        foreach (var (code, count) in codes.OrderByDescending(static each => each.Count).ThenBy(static each => each.Code, StringComparer.Ordinal))
            table.AddRow(Markup.Escape(code), $"{count:N0}");
        screen.Show(table);
    }
}
