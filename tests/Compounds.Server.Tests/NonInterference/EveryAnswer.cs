using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compounds.Claims;
using Compounds.Driving;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Server.Tests.NonInterference;

/// <summary>Everything a reader can get by asking, in an order of its own: two worlds are asked the same and compared answer by answer.</summary>
internal static partial class EveryAnswer
{
    private static readonly string[] s_sorts = ["name", "changed", "probability", "headline"];
    private static readonly string[] s_searches = ["convoy", "fuel river", "x", "on", "no change against the", "園"];

    /// <summary>
    /// Asks everything. The answers keep status, headers and body as they are but for two things that no report decides: the <c>Date</c>
    /// header, which the web server takes from the clock on the wall, and the random <c>traceId</c> of a problem.
    /// </summary>
    public static async Task<Dictionary<string, string>> AskAsync(HttpClient client, IReadOnlyCollection<SubjectId> subjects, IReadOnlyCollection<ReportKey> reports)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        await AskOneAsync("/v1/me");
        await AskOneAsync("/v1/attributes");
        await AskOneAsync("/v1/views");
        await AskPagesAsync("/v1/batches?limit=3");
        foreach (var path in new[] { "compounds", "operators", "crossings", "infrastructure" })
        {
            foreach (var sort in s_sorts)
                await AskPagesAsync($"/v1/{path}?sort={sort}&limit=5");
            foreach (var filter in new[] { "text=1", "text=%E5%9B%AD", "text=yuanqu", "text=xin%20cheng", "text=suan%203", "text=sdn", "bbox=97,11,101,17", "status=operating", "country=MM", "minProbability=0.5", "changedSince=2025-06-02T12:10:00Z", "asOf=2025-03-01", "knownAt=2025-06-02T12:08:00Z" })
                await AskPagesAsync($"/v1/{path}?{filter}&sort=changed&limit=50");
        }

        foreach (var subject in subjects)
        {
            var path = $"/v1/{(subject.Kind() is SubjectKind.Infrastructure ? "infrastructure" : $"{subject.Kind().Text()}s")}/{subject.Slug()}";
            await AskOneAsync($"/v1/graph?focus={subject}&depth=2");
            await AskOneAsync($"/v1/graph/path?from={subjects.First()}&to={subject}");
            foreach (var question in new[] { "", "?explain=true", "?asOf=2025-03-01&knownAt=2025-06-02T12:08:00Z", "/evidence?knownAt=2025-06-02T12:08:00Z", "/history", "/neighbours" })
                await AskOneAsync(path + question);
            await AskPagesAsync($"{path}/evidence?limit=2");
        }

        foreach (var text in s_searches)
            await AskPagesAsync($"/v1/reports/search?text={Uri.EscapeDataString(text)}&limit=3");
        foreach (var agency in World.Agencies)
            await AskPagesAsync($"/v1/reports?agency={agency.Id}&limit=7");
        foreach (var report in reports)
            await AskOneAsync($"/v1/reports/{report.Agency}/{report.Id}");
        await AskOneAsync("/v1/network?asOf=2025-03-01&knownAt=2025-06-02T12:08:00Z");
        using var network = JsonDocument.Parse(await AskOneAsync("/v1/network"));
        await AskOneAsync($"/v1/networks/{network.RootElement.GetProperty("hash").GetString()}");
        var target = network.RootElement.GetProperty("edges")[0].GetProperty("from").GetString()!;
        await RunAsync("scenarios", new { title = "As it is", measures = Derate(0.5), horizonHours = 48, samples = 256 });
        await RunAsync("fronts", new { title = "Worth it", actions = new[] { new { id = "half", measures = Derate(0.5) }, new { id = "all", measures = Derate(1) } }, horizonHours = 24, samples = 32 });
        await AskOneAsync("/v1/scenarios");
        await AskOneAsync("/v1/policy-actions");
        await AskOneAsync("/v1/watches");
        await AskOneAsync("/v1/alerts");
        return answers;

        // Only what has ended is compared: until then the answers tell of the machine, not of reports.
        async Task RunAsync(string path, object body)
        {
            using var asked = await client.PostAsJsonAsync($"/v1/{path}", body);
            Assert.True(asked.IsSuccessStatusCode, await asked.Content.ReadAsStringAsync());
            var id = (await asked.Content.ReadFromJsonAsync<JsonElement>()).Text("id");
            await client.GetStringAsync(new Uri($"/v1/{path}/{id}/progress", UriKind.Relative));
            await AskOneAsync($"/v1/{path}/{id}");
        }

        object[] Derate(double depth) => [new { kind = "derate", target, depth }];

        async Task AskPagesAsync(string first)
        {
            for (var path = first; path is not null;)
            {
                var body = await AskOneAsync(path);
                using var page = JsonDocument.Parse(body);
                path = page.RootElement.TryGetProperty("next", out var next) && next.GetString() is { } cursor ? $"{first}&cursor={Uri.EscapeDataString(cursor)}" : null;
            }
        }

        async Task<string> AskOneAsync(string path)
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
            var body = await response.Content.ReadAsStringAsync();
            var headers = response.Headers.Concat(response.Content.Headers).Where(static header => header.Key != "Date").OrderBy(static header => header.Key, StringComparer.Ordinal);
            Assert.NotEqual(429, (int)response.StatusCode);
            answers[path] = $"{(int)response.StatusCode}\n{string.Join('\n', headers.Select(static header => $"{header.Key}: {string.Join(',', header.Value)}"))}\n\n{TraceId().Replace(body, "")}";
            return body;
        }
    }

    [GeneratedRegex("""
        "traceId":"[0-9a-f-]+"
        """)]
    private static partial Regex TraceId();

    /// <summary>The subjects that lines speak of or point to, those among them of whose existence only a hidden report tells.</summary>
    public static IReadOnlyCollection<SubjectId> SubjectsIn(IEnumerable<Report> reports) => reports.SelectMany(static report => report.Claims)
        .SelectMany(static claim => new[] { claim.Subject, claim.Party, (claim.Value as EntityValue)?.Subject }).OfType<SubjectReference>()
        .Select(static reference => reference.Id ?? SubjectId.FromName(reference.Kind, reference.Name!, reference.Place)).Distinct().Order().ToArray();
}
