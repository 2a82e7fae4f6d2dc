using System.Net;
using System.Text;
using Compounds.Driving;

namespace Compounds.Server.Tests.Intake;

/// <summary>What a pusher is answered, line by line.</summary>
public sealed class ReceiptTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task One_bad_line_never_spoils_the_others()
    {
        var receipts = await api.Pea.PushAsync(
            Wire.Report("good-1", Wire.Status("Good Yard", "operating")),
            "{\"report\":",
            Wire.Report("bad-unit", Wire.Claim("Good Yard", "headcount", "5", ",\"unit\":\"furlong\"")),
            "",
            Wire.Report("good-2", Wire.Status("Good Yard", "operating")));
        Assert.Equal(["accepted", "invalid", "invalid", "accepted"], receipts.Select(static receipt => receipt.Text("outcome")));
        Assert.Equal([1, 2, 3, 5], receipts.Select(static receipt => receipt.GetProperty("line").GetInt32()));
        Assert.Equal("/claims/0/unit", receipts[2].GetProperty("problems")[0].Text("pointer"));
    }

    [Fact]
    public async Task The_same_report_twice_is_a_duplicate_and_other_content_under_its_id_a_conflict()
    {
        var report = Wire.Report("same", Wire.Status("Same Yard", "operating"));
        await api.Pea.AcceptAsync(report);
        Assert.Equal("duplicate", Assert.Single(await api.Pea.PushAsync(report)).Text("outcome"));
        var conflict = Assert.Single(await api.Pea.PushAsync(Wire.Report("same", Wire.Status("Same Yard", "raided"))));
        Assert.Equal("conflict", conflict.Text("outcome"));
        Assert.Contains("revision 2 or higher", conflict.GetProperty("problems")[0].Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_without_handling_says_how_it_is_treated()
    {
        var receipt = Assert.Single(await api.Pea.PushAsync(
            """{"report":"unmarked","writtenAt":"2025-05-20T08:00:00Z","claims":[{"subject":{"kind":"compound","name":"Unmarked Yard"},"attribute":"status","value":"operating"}]}"""));
        Assert.Equal("accepted", receipt.Text("outcome"));
        Assert.Contains(receipt.GetProperty("warnings").EnumerateArray(), static warning => warning.Text("message").Contains("AMBER+STRICT", StringComparison.Ordinal));
        using var utility = await api.ClientAsync("utility", "analyst");
        await utility.ReadAsync("/v1/compounds/unmarked-yard", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_and_the_next_is_read()
    {
        var receipts = await api.Pea.PushAsync(
            Wire.Report("too-long", Wire.Status("Long Yard", "operating"), narrative: new string('x', 600_000)),
            Wire.Report("after-it", Wire.Status("Long Yard", "operating")));
        Assert.Equal(["invalid", "accepted"], receipts.Select(static receipt => receipt.Text("outcome")));
    }

    [Fact]
    public async Task Who_reads_no_receipt_before_everything_is_sent_gets_them_all()
    {
        // More than the connection itself holds, in both directions; a client of this kind reads nothing before its last line is out.
        const int Lines = 30_000;
        var line = Encoding.UTF8.GetBytes("{\"report\":\"" + new string('r', 300) + "\",\"colour\":1" + new string(' ', 400) + "}\n");
        var body = new byte[Lines * line.Length];
        for (var at = 0; at < body.Length; at += line.Length)
            line.CopyTo(body, at);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/reports") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-ndjson");
        using var answer = await api.Pea.SendAsync(request);
        var receipts = await answer.Content.ReadAsStringAsync();
        Assert.True(receipts.Length > body.Length / 4, "Too few bytes to fill the connection.");
        Assert.Equal(Lines + 1, receipts.AsSpan().Count('\n'));
        Assert.EndsWith("{\"end\":\"complete\"}\n", receipts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_read_row_by_row()
    {
        const string Table = """
            report,written_at,tlp,kind,name,attribute,value,unit
            csv-1,2025-05-20,GREEN,compound,Table Yard,headcount,120,people
            csv-2,2025-05-20,GREEN,compound,Table Yard,headcount,many,people
            """;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/reports") { Content = new StringContent(Table, Encoding.UTF8, "text/csv") };
        using var answer = await api.Pea.SendAsync(request);
        var receipts = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"outcome\":\"accepted\"", receipts[0], StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"invalid\"", receipts[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", """{"report":"one"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("text/plain", "hello", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_single_report_is_answered_by_its_status(string type, string body, HttpStatusCode expected)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await api.Pea.PostAsync(new Uri("/v1/reports", UriKind.Relative), content);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_single_report_goes_from_accepted_to_duplicate_to_conflict()
    {
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(Wire.Report("single", Wire.Status("Single Yard", "operating"))));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Wire.Report("single", Wire.Status("Single Yard", "operating"))));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(Wire.Report("single", Wire.Status("Single Yard", "dormant"))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(Wire.Report("big", Wire.Status("Big Yard", "operating"), narrative: new string('x', 600_000))));
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_back()
    {
        using var client = await api.ClientAsync("utility", "analyst");
        using var first = await FirstRefusedAsync(client);
        Assert.True(first.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Contains("urn:compounds:too-many-requests", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> FirstRefusedAsync(HttpClient client)
    {
        for (var i = 0; i < 100_000; i++)
        {
            var answer = await client.GetAsync(new Uri("/v1/me", UriKind.Relative));
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
                return answer;
            answer.Dispose();
        }

        throw new InvalidOperationException("A hundred thousand requests were all answered.");
    }

    private async Task<HttpStatusCode> PostAsync(string report)
    {
        using var content = new StringContent(report, Encoding.UTF8, "application/json");
        using var answer = await api.Pea.PostAsync(new Uri("/v1/reports", UriKind.Relative), content);
        return answer.StatusCode;
    }
}
