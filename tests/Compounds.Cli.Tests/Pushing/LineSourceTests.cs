using System.Text;
using Compounds.Agencies;
using Compounds.Cli.Pushing;
using Compounds.Exchange.Intake;
using Compounds.Exchange.Tables;
using Compounds.Readers;
using CsCheck;

namespace Compounds.Cli.Tests.Pushing;

public sealed class LineSourceTests : IDisposable
{
    private static readonly Gen<string> s_end = OneOf("\n", "\r\n", "\n\n", "\n \t\r\n");
    private static readonly Gen<string> s_cell = OneOf("", "1", "a", "\"a\"", "\"x,y\"", "\"two\nlines\"", "\"a \"\"b\"\"\"", " R-1 ");

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_line_that_is_not_blank_is_found_once_with_its_number() =>
        Gen.Select(Gen.String[Gen.Char["{}\"ab ,\té"], 0, 12], s_end).Array[0, 30].Sample(
            lines =>
            {
                var text = "x\n" + string.Concat(lines.Select(static line => line.Item1 + line.Item2)) + "last";
                var expected = text.Split('\n').Select(static (line, index) => (Line: line.TrimEnd('\r'), Number: index + 1L)).Where(static line => line.Line.Trim(' ', '\t', '\r').Length > 0);
                using var file = PushFile.Open(_folder.Write("r.ndjson", text));
                var found = All(file).Select(line => (Encoding.UTF8.GetString(file.BytesOf(line)).TrimEnd('\n').TrimEnd('\r'), line.Number));
                Assert.Equal(expected, found);
            },
            iter: PropertyCases.Count, threads: 1);

    [Fact]
    public void Rows_are_joined_into_reports_as_the_server_joins_them() =>
        Gen.Select(OneOf("R-1", "R-2", "\"R-1\"", ""), OneOf("", "1", "2"), s_cell, s_end).Array[1, 20].Sample(
            rows =>
            {
                var text = "report,revision,written_at,name,attribute\n" + string.Concat(rows.Select(static row => $"{row.Item1},{row.Item2},,{row.Item3},{row.Item4}"));
                using var file = PushFile.Open(_folder.Write("r.csv", text));
                var expected = ReportCsv.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), s_context).ToBlockingEnumerable().Select(static reading => (long)reading.Row);
                Assert.Equal(expected, All(file).Select(static line => line.Start.Row + 1));
            },
            iter: PropertyCases.Count, threads: 1);

    [Fact]
    public void A_byte_order_mark_and_a_missing_last_line_feed_change_nothing()
    {
        using var file = PushFile.Open(_folder.Write("r.ndjson", "\uFEFF\n{\"a\":1}"));
        Assert.Equal([2L], All(file).Select(static line => line.Number));
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_told()
    {
        using var file = PushFile.Open(_folder.Write("r.csv", "report\n\"R-1\n" + new string('x', LineScanner.LongestLine)));
        Assert.Contains("never be closed", Assert.Throws<CommandException>(() => All(file).Count()).Message, StringComparison.Ordinal);
    }

    private static readonly FilingContext s_context =
        new(new Agency("pea", "PEA", Tlp.Red, 'B', null), RelaysFor: null, static _ => null, new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(choice => choices[choice]);

    private static IEnumerable<PushLine> All(PushFile file)
    {
        var lines = file.LinesFrom(default);
        while (lines.TryNext(out var line))
            yield return line;
    }
}
