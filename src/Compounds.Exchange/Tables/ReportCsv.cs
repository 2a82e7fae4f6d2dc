using System.Runtime.CompilerServices;
using System.Text;
using Compounds.Exchange.Intake;
using Compounds.Reports;
using Sylvan.Data.Csv;

namespace Compounds.Exchange.Tables;

/// <summary>
/// Reports as a table: one claim a row. Neighbouring rows of one report id, agency and revision are one report; what is told of the
/// report itself stands in the first of them and, if anywhere, equally in the others.
/// </summary>
/// <remarks>
/// Comma-separated, UTF-8 with or without a byte order mark, dates and numbers as in the wire format. Citations and audiences are
/// separated by semicolons. Only the columns <c>report</c>, <c>written_at</c>, <c>attribute</c> and either <c>name</c> or <c>id</c> must
/// be there. An attribute whose value is another subject takes it from <c>party_kind</c> and <c>party_name</c>, or an id from
/// <c>value</c>. <c>of</c> names axes with their values, <c>nationality=KE;sex=women</c>. <c>within</c> names the count around by what differs,
/// in the same way: <c>dimension=hand-over;on=2025-02-12;sex=women</c>, with <c>dimension</c>, <c>from</c>, <c>on</c>, <c>occasion</c> and the
/// axes; <c>same</c> stands for the count of the same dimension and day without parts. <c>claim_tlp</c>, <c>claim_pap</c> and
/// <c>claim_audience</c> close one claim further than its report. Links, attachments and <c>publicSince</c> have no column; reports that need
/// them are sent as NDJSON.
/// </remarks>
public static class ReportCsv
{
    /// <summary>The names of all columns, in the usual order.</summary>
    public const string Header =
        "report,revision,agency,written_at,grade,tlp,pap,audience,cites,narrative,language," +
        "kind,id,name,place,attribute,dimension,party_kind,party_name,on," +
        "value,low,high,at_least,at_most,sigma,unit,lat,lon,precision_km,denied,observed_at,credibility," +
        "from,until,occasion,zone,never_so,counted,of,in,apart,split,complete,part,within,said,claim_tlp,claim_pap,claim_audience";

    /// <summary>A table to begin with: the header and one report of two claims.</summary>
    public const string Template = Header + "\n" +
        "R-2025-001,1,,2025-02-05T09:10:00+07:00,B2,AMBER,GREEN,,origin:thai-army,Generators run since nine.,en," +
        "compound,,KK Park,Myawaddy,headcount,,,,,,3000,5000,,,,people,,,,,2025-02-04,3,,,,,,,,,,,,,,,,,\n" +
        "R-2025-001,,,,,,,,,,,compound,,KK Park,Myawaddy,location,,,,,,,,,,,,16.627,98.562,0.6,,,,,,,,,,,,,,,,,,,,\n";

    private const int LongestRow = ReportLimits.LineBytes;
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a table row by row, holding one report at a time.</summary>
    /// <param name="table">The bytes; left open.</param>
    /// <param name="context">Who files it and when.</param>
    /// <param name="cancellationToken">Ends the reading between two rows.</param>
    /// <returns>
    /// A reading for each report. A table that cannot be read on, because of its header, its encoding or an open quotation mark, ends with
    /// a reading that says so; the reports before it stand.
    /// </returns>
    public static async IAsyncEnumerable<CsvReading> ReadAsync(
        Stream table, FilingContext context, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var text = new StreamReader(table, s_utf8, detectEncodingFromByteOrderMarks: true, bufferSize: -1, leaveOpen: true);
        var (rows, broken) = await OpenAsync(text, cancellationToken);
        if (rows is null)
        {
            yield return new CsvReading(1, Refused(broken!));
            yield break;
        }

        await using var reader = rows;
        var columns = TableHeader.Read(reader, out var problems);
        if (columns is null)
        {
            yield return new CsvReading(1, new ReportReading(null, null, null, problems, []));
            yield break;
        }

        TableReport? report = null;
        var row = 1;
        while (true)
        {
            row++;
            (var isRow, broken) = await AdvanceAsync(reader, row, cancellationToken);
            if (!isRow)
                break;
            var cells = new TableRow(reader, columns, row);
            if (cells.IsBlank())
                continue;
            if (report is null || !report.Continues(cells))
            {
                if (report is not null)
                    yield return report.Read(context);
                report = new TableReport(cells);
            }

            report.Add(cells);
        }

        if (report is not null)
            yield return report.Read(context);
        if (broken is not null)
            yield return new CsvReading(row, Refused(broken));
    }

    private static async Task<(CsvDataReader? Rows, ReportProblem? Broken)> OpenAsync(TextReader text, CancellationToken cancellationToken)
    {
        // A number sign begins a comment by default; here it may begin a report id.
        var options = new CsvDataReaderOptions { Delimiter = ',', Comment = '\0', BufferSize = 64 * 1024, MaxBufferSize = LongestRow, OwnsReader = false };
        try
        {
            return (await CsvDataReader.CreateAsync(text, options, cancellationToken), null);
        }
        catch (Exception broken) when (broken is CsvFormatException or DecoderFallbackException)
        {
            return (null, Broken(broken, 1));
        }
    }

    private static async Task<(bool IsRow, ReportProblem? Broken)> AdvanceAsync(CsvDataReader reader, int row, CancellationToken cancellationToken)
    {
        try
        {
            return (await reader.ReadAsync(cancellationToken), null);
        }
        catch (Exception broken) when (broken is CsvFormatException or DecoderFallbackException)
        {
            return (false, Broken(broken, row));
        }
    }

    private static ReportProblem Broken(Exception broken, int row) => new(FormattableString.Invariant($"row {row}"), RefusalCodes.MalformedCsv.Code, broken switch
    {
        DecoderFallbackException => "The table is not in UTF-8 from about here on; save it as \"CSV UTF-8\" and send it again.",
        CsvMissingHeadersException => "The table is empty; its first row names the columns.",
        CsvRecordTooLargeException => "This row is too long to be one; look for a quotation mark that is never closed. Nothing after it was read.",
        _ => "A quotation mark is not closed, or text follows a closing one; double the marks inside a text. Nothing from this row on was read.",
    });

    private static ReportReading Refused(ReportProblem problem) => new(null, null, null, [problem], []);
}
