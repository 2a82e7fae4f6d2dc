using System.Text;
using Compounds.Claims;
using Compounds.Exchange.Intake;
using Compounds.Exchange.Tables;
using Compounds.Exchange.Tests.Intake;
using CsCheck;

namespace Compounds.Exchange.Tests.Tables;

public class ReportCsvTests
{
    private const string Short = "report,written_at,grade,tlp,pap,kind,name,attribute,value,low,high,unit\n";

    [Fact]
    public async Task The_template_is_one_report_of_two_claims()
    {
        var reading = Assert.Single(await Read(ReportCsv.Template));
        Assert.Equal(2, reading.Row);
        Assert.Empty(reading.Reading.Problems);
        Assert.Empty(reading.Reading.Warnings);
        Assert.Equal(
            [new QuantityValue(QuantityForm.Interval, 3000, 5000, null, "people", 1), new PointValue(16.627, 98.562, 0.6)],
            reading.Reading.Report!.Claims.Select(static claim => claim.Value));
        Assert.Equal(["origin:thai-army"], reading.Reading.Report.Cites);
    }

    [Fact]
    public async Task A_cell_that_was_kept_from_being_a_formula_reads_as_what_it_was()
    {
        var reading = Assert.Single(await Read("report,written_at,grade,tlp,narrative,kind,name,attribute,value,low,high,unit\n" +
            "'-R1,2025-02-05T09:10:00+07:00,B2,AMBER,'=1+1,compound,KK Park,headcount,100,,,people\n"));
        Assert.Equal(("-R1", "=1+1"), (reading.Reading.Report!.Key.Id, reading.Reading.Report.Narrative));
    }

    [Fact]
    public async Task A_table_says_what_the_same_line_of_JSON_says()
    {
        var reading = Assert.Single(await Read(""""
            report,agency,revision,written_at,grade,tlp,pap,audience,cites,narrative,kind,name,place,attribute,dimension,party_kind,party_name,value,low,high,sigma,unit,observed_at,credibility
            PEA-1,pea,2,2025-02-05T09:10:00+07:00,B2,AMBER,GREEN,thb,reuters/RT-12;origin:Thai Army,"Cut at nine,
            they say ""all""",compound,KK Park,Myawaddy,headcount,,,,,3000,5000,,people,2025-02-04,3
            PEA-1,pea,2,,,,,,,,compound,Shwe Kokko,,supplyShare,power,infrastructure,Ban Wang Pha feed,0.8,,,0.2,fraction,,
            PEA-1,pea,2,,,,,,,,compound,Shwe Kokko,,operatedBy,,operator,KNA,,,,,,,
            PEA-1,pea,2,,,,,,,,compound,Shwe Kokko,,operatedBy,,,,operator:yatai,,,,,,
            """"));
        Sameness.AssertSame(
            Filing.Accepted("""
                {"report":"PEA-1","revision":2,"writtenAt":"2025-02-05T09:10:00+07:00","grade":"B2","handling":{"tlp":"AMBER","pap":"GREEN","audience":["thb"]},
                "cites":["reuters/RT-12","origin:Thai Army"],"narrative":"Cut at nine,\nthey say \"all\"","claims":[
                {"subject":{"kind":"compound","name":"KK Park","place":"Myawaddy"},"attribute":"headcount","value":{"low":3000,"high":5000},"observedAt":"2025-02-04","credibility":3},
                {"subject":{"kind":"compound","name":"Shwe Kokko"},"attribute":"supplyShare","dimension":"power","party":{"kind":"infrastructure","name":"Ban Wang Pha feed"},"value":{"value":0.8,"sigma":0.2}},
                {"subject":{"kind":"compound","name":"Shwe Kokko"},"attribute":"operatedBy","value":{"kind":"operator","name":"KNA"}},
                {"subject":{"kind":"compound","name":"Shwe Kokko"},"attribute":"operatedBy","value":"operator:yatai"}]}
                """),
            reading.Reading.Report);
    }

    [Fact]
    public async Task A_table_says_how_long_a_claim_holds_and_what_a_count_is_part_of()
    {
        var reading = Assert.Single(await Read("""
            report,written_at,grade,tlp,pap,kind,name,attribute,dimension,on,value,denied,from,until,occasion,zone,never_so,counted,of,in,apart,split,complete,part,within,said,claim_tlp,claim_pap,claim_audience
            R-1,2025-02-05,B2,GREEN,GREEN,compound,A,incident,release,2025-02-04,24,,2025-02-01,,dkba-1,+06:30,,yes,nationality=KE; sex=women,held,fate,group,sex,TRUE,dimension=held;on=2025-02-04;sex=women,freed,RED,AMBER,thb
            R-1,,,,,compound,A,incident,release,2025-02-04,0,,,,,,,no,sex=men,,,,,,same,,,,
            R-1,,,,,compound,A,status,,,operating,yes,2025-01-01,2025-02-01,,,1,,,,,,,,,,,,
            """));
        Assert.Empty(reading.Reading.Problems);
        Sameness.AssertSame(
            Filing.Accepted("""
                {"report":"R-1","writtenAt":"2025-02-05","grade":"B2","handling":{"tlp":"GREEN","pap":"GREEN"},"claims":[
                {"subject":{"kind":"compound","name":"A"},"attribute":"incident","dimension":"release","on":"2025-02-04","value":{"value":24,"counted":true},"from":"2025-02-01","occasion":"dkba-1",
                "zone":"+06:30","of":{"nationality":"KE","sex":"women"},"in":"held","apart":"fate","split":"group","complete":"sex","part":true,
                "within":{"dimension":"held","on":"2025-02-04","of":{"sex":"women"}},"said":"freed","handling":{"tlp":"RED","pap":"AMBER","audience":["thb"]}},
                {"subject":{"kind":"compound","name":"A"},"attribute":"incident","dimension":"release","on":"2025-02-04","value":{"value":0,"counted":false},"of":{"sex":"men"},"within":{}},
                {"subject":{"kind":"compound","name":"A"},"attribute":"status","value":"operating","denied":true,"neverSo":true,"from":"2025-01-01","until":"2025-02-01"}]}
                """),
            reading.Reading.Report);
    }

    [Theory]
    [InlineData("of", "sex:women", "wrong-type")]
    [InlineData("of", "gender=women", "unknown-axis")]
    [InlineData("within", "on=tomorrow", "bad-time")]
    [InlineData("within", "held", "wrong-type")]
    [InlineData("part", "maybe", "wrong-type")]
    [InlineData("counted", "maybe", "wrong-type")]
    [InlineData("until", "2025-02-09", "misplaced-property")]
    [InlineData("claim_tlp", "CLEAR", "handling-less-closed")]
    public async Task A_problem_of_a_new_column_points_at_its_cell(string column, string cell, string code)
    {
        var reading = Assert.Single(await Read($"report,written_at,grade,tlp,pap,kind,name,attribute,dimension,on,value,{column}\nR-1,2025-02-05,B2,GREEN,GREEN,compound,A,incident,release,2025-02-04,5,{cell}\n"));
        Assert.Equal(($"row 2, {column}", code), reading.Reading.Problems.Select(static problem => (problem.Pointer, problem.Code)).Single());
    }

    [Fact]
    public async Task A_table_of_random_reports_says_what_their_JSON_says() => await RandomReports.Report.Select(TableText.Sayable).SampleAsync(
        static async report =>
        {
            var reading = Assert.Single(await Read(TableText.Of(report)));
            Assert.Empty(reading.Reading.Problems);
            Sameness.AssertSame(report, reading.Reading.Report);
        },
        iter: Cases.Count);

    [Fact]
    public async Task Neighbouring_rows_of_one_id_are_one_report_and_each_tells_its_first_row()
    {
        var readings = await Read(Short +
            "R-1,2025-02-05,B2,GREEN,GREEN,compound,A,status,operating,,,\n" +
            "R-1,,,,,compound,B,status,vacated,,,\n\n,,,,,,,,,,,\n" +
            "R-2,2025-02-05,B2,GREEN,GREEN,compound,A,status,operating,,,\n");
        Assert.Equal([(2, 2), (6, 1)], readings.Select(static reading => (reading.Row, reading.Reading.Report!.Claims.Count)));
    }

    [Fact]
    public async Task A_problem_points_at_its_cell_and_spoils_no_other_report()
    {
        var readings = await Read(Short +
            "R-1,2025-02-05,B2,GREEN,GREEN,compound,A,status,operating,,,\n" +
            "R-1,,,,,compound,A,headcount,,500,300,\n" +
            "R-1,,,,,compound,A,load,about 5,,,horses\n" +
            "R-1,,,,,compound,A,status,operating,7,,\n" +
            "R-2,yesterday,B2,GREEN,GREEN,building,A,status,operating,,,\n" +
            "R-3,2025-02-05,B2,GREEN,GREEN,compound,A,status,operating,,,\n");
        Assert.Equal(
            [
                ("row 5, low", "misplaced-property"), ("row 3, value", "low-above-high"), ("row 4, unit", "unknown-unit"), ("row 4, value", "wrong-value-form"),
            ],
            readings[0].Reading.Problems.Select(static problem => (problem.Pointer, problem.Code)));
        Assert.Equal([("row 6, written_at", "bad-time"), ("row 6, kind", "unknown-kind")], readings[1].Reading.Problems.Select(static problem => (problem.Pointer, problem.Code)));
        Assert.NotNull(readings[2].Reading.Report);
    }

    [Fact]
    public async Task A_mended_file_of_refused_rows_is_read_with_its_reasons_still_beside_the_rows()
    {
        var reading = Assert.Single(await Read(
            "report,written_at,kind,name,attribute,value,problem,suggestion\nR-1,2025-02-05,compound,A,status,operating,\"unknown-code at row 2, value\",\"Did you mean operating?\"\n"));
        Assert.Empty(reading.Reading.Problems);
        Assert.Single(reading.Reading.Report!.Claims);
    }

    [Fact]
    public async Task Rows_that_disagree_about_their_report_are_refused()
    {
        var reading = Assert.Single(await Read(Short + "R-1,2025-02-05,B2,GREEN,GREEN,compound,A,status,operating,,,\nR-1,,C3,,,compound,B,status,operating,,,\n"));
        Assert.Equal(("row 3, grade", "envelope-differs"), reading.Reading.Problems.Select(static problem => (problem.Pointer, problem.Code)).Single());
        Assert.Null(reading.Reading.Report);
    }

    [Theory]
    [InlineData("report,written_at,attribute,kind,name,headcout\n", "unknown-column")]
    [InlineData("report;written_at;attribute;kind;name\n", "unknown-column")]
    [InlineData("report,written_at,name\n", "missing-column")]
    [InlineData("report,written_at,attribute\n", "missing-column")]
    [InlineData("report,report,written_at,attribute,name\n", "malformed-csv")]
    [InlineData("", "malformed-csv")]
    [InlineData(Short + "R-1,\"never closed", "malformed-csv")]
    [InlineData(Short + "R-1,2025-02-05,B2,GREEN,GREEN,compound,A,status,operating,,,,,stray\n", "malformed-csv")]
    public async Task A_table_that_cannot_be_read_says_why(string table, string code)
    {
        var reading = Assert.Single(await Read(table));
        Assert.Null(reading.Reading.Report);
        Assert.Contains(code, reading.Reading.Problems.Select(static problem => problem.Code));
    }

    [Fact]
    public async Task Reports_before_a_broken_row_stand()
    {
        var readings = await Read(Short + "R-1,2025-02-05,B2,GREEN,GREEN,compound,A,status,operating,,,\nR-2,\"never closed");
        Assert.NotNull(readings[0].Reading.Report);
        Assert.Equal((3, "malformed-csv"), (readings[1].Row, readings[1].Reading.Problems.Single().Code));
    }

    [Fact]
    public async Task Another_encoding_than_UTF_8_is_refused_and_a_byte_order_mark_is_not()
    {
        const string table = Short + "R-1,2025-02-05,B2,GREEN,GREEN,compound,A,province,Caf\u00e9,,,\n";
        Assert.Equal("malformed-csv", (await Read(Encoding.Latin1.GetBytes(table)))[^1].Reading.Problems.Single().Code);
        Assert.NotNull(Assert.Single(await Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table)])).Reading.Report);
    }

    [Fact]
    public async Task More_rows_than_a_report_may_have_are_refused()
    {
        var rows = string.Concat(Enumerable.Range(0, 500).Select(static i => $"R-1,2025-02-05,B2,GREEN,GREEN,compound,A {i},status,operating,,,\n"));
        Assert.Equal("too-many", Assert.Single(await Read(Short + rows)).Reading.Problems.Single().Code);
    }

    [Fact]
    public async Task A_damaged_table_never_throws() => await Gen.Select(
        Gen.Int[0, ReportCsv.Template.Length - 1], Gen.Int[0, 40], Gen.String[Gen.Char["\"\",,;\n\rR1é\0#"], 0, 8]).SampleAsync(
        static async (at, length, text) =>
        {
            var readings = await Read(ReportCsv.Template[..at] + text + ReportCsv.Template[Math.Min(at + length, ReportCsv.Template.Length)..]);
            Assert.All(readings, static reading => Assert.NotEqual(reading.Reading.Report is null, reading.Reading.Problems.Count == 0));
        },
        iter: Cases.Count);

    private static Task<List<CsvReading>> Read(string table) => Read(Encoding.UTF8.GetBytes(table));

    private static async Task<List<CsvReading>> Read(byte[] table)
    {
        using var stream = new MemoryStream(table);
        return await ReportCsv.ReadAsync(stream, Filing.OwnOnly).ToListAsync();
    }
}
