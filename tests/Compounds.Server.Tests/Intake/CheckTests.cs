using System.Net;
using System.Text;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Intake;

/// <summary>A table is checked before it is sent: the receipts are those that sending gives, and nothing is stored.</summary>
public sealed class CheckTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Table = """
        report,written_at,grade,tlp,kind,name,attribute,value,unit
        check-1,2025-05-20,B2,GREEN,compound,Checked Yard,headcount,120,people
        check-2,2568-05-20,B2,GREEN,compound,Checked Yard,headcount,130,people
        check-1,2025-05-20,B2,GREEN,compound,Checked Yard,headcount,999,people
        """;

    [Fact]
    public async Task A_check_answers_what_sending_answers_and_stores_nothing()
    {
        var first = await SendAsync("/v1/reports/check", Table);
        Assert.Equal(["accepted", "invalid", "conflict"], first.Select(static receipt => receipt.Text("outcome")));
        Assert.Equal("row 3, written_at", first[1].GetProperty("problems")[0].Text("pointer"));
        await api.Pea.ReadAsync("/v1/compounds/checked-yard", HttpStatusCode.NotFound);
        await api.Pea.ReadAsync("/v1/reports/pea/check-1", HttpStatusCode.NotFound);
        Assert.Equal(Outcomes(first), Outcomes(await SendAsync("/v1/reports/check", Table)));
        Assert.Equal(Outcomes(first), Outcomes(await SendAsync("/v1/reports", Table)));
    }

    [Fact]
    public async Task What_was_sent_before_is_known_again()
    {
        var table = Table.Replace("check-", "again-", StringComparison.Ordinal).Replace("2568", "2025", StringComparison.Ordinal);
        await SendAsync("/v1/reports", table);
        Assert.Equal(["duplicate", "duplicate", "conflict"], Outcomes(await SendAsync("/v1/reports/check", table)));
    }

    [Fact]
    public async Task Only_tables_are_checked_and_only_by_who_may_file()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var other = await api.Pea.PostAsync(new Uri("/v1/reports/check", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, other.StatusCode);
        using var table = new StringContent(Table, Encoding.UTF8, "text/csv");
        using var reader = await api.Press.PostAsync(new Uri("/v1/reports/check", UriKind.Relative), table);
        Assert.Equal(HttpStatusCode.Forbidden, reader.StatusCode);
    }

    private static IReadOnlyList<string> Outcomes(IEnumerable<JsonElement> receipts) => [.. receipts.Select(static receipt => receipt.Text("outcome"))];

    private async Task<JsonElement[]> SendAsync(string path, string table)
    {
        using var content = new StringContent(table, Encoding.UTF8, "text/csv");
        using var answer = await api.Pea.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Calls.ReceiptsOf(await answer.Content.ReadAsStringAsync());
    }
}
