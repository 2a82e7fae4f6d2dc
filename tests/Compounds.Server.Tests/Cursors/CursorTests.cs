using System.Net;
using System.Text;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using static Compounds.Driving.Wire;

namespace Compounds.Server.Tests.Cursors;

/// <summary>A cursor goes on where a page of the same reader and list ended. Nobody can ask for a place of his own making.</summary>
public sealed class CursorTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] s_forged =
    [
        "638844624000000000.R-1", "x", "AAAA", "not base64 at all!", Convert.ToBase64String(Encoding.UTF8.GetBytes("2025-06-02 pea/C-1")),
        new string('A', 64), new string('A', 4_000),
    ];

    [Fact]
    public async Task Every_list_refuses_a_cursor_that_it_did_not_write_and_says_what_would_be_right()
    {
        var (cursors, paths) = (await CursorsAsync(), (await PathsAsync()).ToArray());
        Assert.True(paths.Length >= 10, string.Join(' ', paths));
        using var analyst = await api.Server.SignInAsync("pea", Tlp.Red, "pea:analyst", Roles.Analyst);
        using var auditor = await api.Server.SignInAsync(Agency.TaskForce, Tlp.Red, "task-force:auditor", Roles.Auditor);
        foreach (var path in paths)
        {
            var client = path.StartsWith("/v1/audit", StringComparison.Ordinal) ? auditor : analyst;
            foreach (var forged in s_forged.Concat(cursors.Where(each => each.Key != path).Select(static each => each.Value)))
            {
                var problem = await client.ReadAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={Uri.EscapeDataString(forged)}", HttpStatusCode.BadRequest);
                Assert.StartsWith("cursor is the 'next' of the page before, unchanged", problem.Text("detail"), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_cursor_of_another_reader_or_with_another_letter_is_refused_and_ones_own_goes_on()
    {
        foreach (var (path, cursor) in await CursorsAsync())
        {
            var next = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=1&cursor=";
            await api.Pea.ReadAsync(next + cursor);
            await api.Press.ReadAsync(next + cursor, HttpStatusCode.BadRequest);
            await api.Pea.ReadAsync(next + cursor[..^5] + (cursor[^5] == 'A' ? 'Q' : 'A') + cursor[^4..], HttpStatusCode.BadRequest);
        }
    }

    /// <summary>A cursor of each list that has a second page.</summary>
    private async Task<Dictionary<string, string>> CursorsAsync()
    {
        foreach (var i in (int[])[1, 2, 3])
            await api.Pea.PushAsync(Report($"C-{i}", Status($"Cursor Yard {i % 2}", "raided"), narrative: $"Cursors {i}."));
        var cursors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in (string[])["/v1/reports", "/v1/reports?agency=pea", "/v1/reports/search?text=cursors", "/v1/compounds", "/v1/compounds/cursor-yard-1/evidence"])
        {
            var page = await api.Pea.ReadAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=1");
            if (page.GetProperty("next") is { ValueKind: JsonValueKind.String } next)
                cursors[path] = next.GetString()!;
        }

        // The first two are one list.
        cursors.Remove("/v1/reports?agency=pea");
        Assert.True(cursors.Count >= 3, string.Join(' ', cursors.Keys));
        return cursors;
    }

    /// <summary>Every operation that takes a cursor.</summary>
    private async Task<IEnumerable<string>> PathsAsync() =>
        from path in (await api.Pea.ReadAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Value.TryGetProperty("parameters", out var parameters)
            && parameters.EnumerateArray().Any(static parameter => parameter.Text("name").Equals("cursor", StringComparison.OrdinalIgnoreCase))
        select path.Name.Replace("{subject}", "cursor-yard-1", StringComparison.Ordinal) + (path.Name.EndsWith("search", StringComparison.Ordinal) ? "?text=cursors" : "");
}
