using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compounds.Exchange.Intake;
using Compounds.Reports;

namespace Compounds.Exchange.Tables;

/// <summary>
/// One report of a table. Its rows become one line of the wire format, so that a table is held to the very same rules; what the reader
/// then says of the line is told of the cells.
/// </summary>
internal sealed class TableReport
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly TableRow _first;
    private readonly List<TableRow> _rows = [];
    private readonly List<ReportProblem> _problems = [];

    /// <summary>Begins with the row that tells of the report itself; it is still to be added.</summary>
    public TableReport(TableRow first) => _first = first;

    /// <summary>Whether a row is of this report.</summary>
    public bool Continues(TableRow row) => row[TableColumn.Report] == _first[TableColumn.Report] &&
        SaysNothingElse(row, TableColumn.Agency) && SaysNothingElse(row, TableColumn.Revision);

    /// <summary>Adds the claim of a row.</summary>
    public void Add(TableRow row)
    {
        if (row.HasStray)
            Tell(RefusalCodes.MalformedCsv, FormattableString.Invariant($"row {row.Number}"), "There is text beyond the last column; put a text that holds a comma in quotation marks.");
        for (var column = TableColumn.Report; column <= TableColumns.LastOfEnvelope; column++)
        {
            if (!SaysNothingElse(row, column))
                Tell(RefusalCodes.EnvelopeDiffers, column.Cell(row.Number), $"Row {_first.Number} says {(_first.Has(column) ? Quoted.Text(_first[column]) : "nothing")} of this report; say it there, once.");
        }

        // One more than the limit makes the reader say so; the rest would only fill the memory.
        if (_rows.Count <= ReportLimits.Claims)
            _rows.Add(row);
    }

    /// <summary>Reads the report that the rows make.</summary>
    public CsvReading Read(FilingContext context)
    {
        var line = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(line, s_options))
            Write(writer);
        var reading = ReportReader.Read(line.WrittenSpan, context);
        var problems = _problems.Concat(reading.Problems.Select(AtCell)).ToArray();
        return new CsvReading(_first.Number, reading with
        {
            Report = problems.Length == 0 ? reading.Report : null,
            Problems = problems,
            Warnings = [.. reading.Warnings.Select(AtCell)],
        });
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        TableEnvelope.Write(writer, _first);
        writer.WriteStartArray("claims"u8);
        foreach (var row in _rows)
            TableClaim.Write(writer, row, Tell);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Tell(RefusalCode code, string place, string message)
    {
        if (_problems.Count < ReportLimits.Problems)
            _problems.Add(new ReportProblem(place, code.Code, message));
    }

    private bool SaysNothingElse(TableRow row, TableColumn column) => !row.Has(column) || row[column] == _first[column];

    private ReportProblem AtCell(ReportProblem problem) => problem with { Pointer = PointedCell.Of(problem.Pointer, _first.Number, _rows) };
}
