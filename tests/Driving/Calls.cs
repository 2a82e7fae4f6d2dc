using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Driving;

/// <summary>What the tests ask of a server, as its callers do.</summary>
internal static class Calls
{
    public const string Ndjson = "application/x-ndjson";

    /// <summary>Sends a request and reads the JSON of an answer with the expected status.</summary>
    public static async Task<JsonElement> CallAsync(this HttpClient client, HttpMethod method, string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{method} {path}: {(int)response.StatusCode} instead of {(int)expected}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static Task<JsonElement> ReadAsync(this HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.CallAsync(HttpMethod.Get, path, null, expected);

    /// <summary>Pushes lines and reads their receipts; answers once the claims are applied.</summary>
    public static async Task<JsonElement[]> PushAsync(this HttpClient client, params IEnumerable<string> lines)
    {
        var (status, text) = await client.SendLinesAsync(lines);
        Assert.True(status is HttpStatusCode.OK, text);
        return ReceiptsOf(text);
    }

    /// <summary>Pushes lines; answers once the claims are applied, or what came between.</summary>
    public static async Task<(HttpStatusCode Status, string Answer)> SendLinesAsync(this HttpClient client, IEnumerable<string> lines)
    {
        using var content = new StringContent(string.Join('\n', lines), Encoding.UTF8, Ndjson);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/reports") { Content = content };
        request.Headers.Add("Prefer", "wait");
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The receipts of an answer that came to its end.</summary>
    public static JsonElement[] ReceiptsOf(string answer)
    {
        var lines = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("""{"end":"complete"}""", lines[^1]);
        return [.. lines[..^1].Select(static line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>Pushes lines that must all be accepted.</summary>
    public static async Task AcceptAsync(this HttpClient client, params IEnumerable<string> lines) =>
        Assert.All(await client.PushAsync(lines), static receipt => Assert.True(receipt.OutcomeIs("accepted"), receipt.GetRawText()));

    public static bool OutcomeIs(this JsonElement receipt, string outcome) => receipt.GetProperty("outcome").ValueEquals(outcome);

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    /// <summary>Registers an agency, as the two administrators of the settings do it together.</summary>
    public static Task RegisterAsync(this HttpClient administrator, Agency agency) => administrator.ByTwoAsync(
        HttpMethod.Put, $"/v1/agencies/{agency.Id}",
        new { name = agency.Name, clearance = agency.Clearance.Text(), sourceReliability = agency.SourceReliability.ToString(), cluster = agency.Cluster });

    /// <summary>Issues a key, as the two administrators of the settings do it together. A relay's is for all the agencies that are registered by then.</summary>
    public static async Task<string> IssueKeyAsync(this HttpClient administrator, string agency, params string[] roles)
    {
        var relaysFor = roles.Contains("relay") ? (await administrator.ReadAsync("/v1/agencies")).EnumerateArray().Select(static each => each.Text("id")).ToArray() : null;
        return (await administrator.ByTwoAsync(HttpMethod.Post, $"/v1/agencies/{agency}/keys", new { roles, relaysFor })).Text("key");
    }

    /// <summary>Asks the register for something as the first administrator, and says yes to it as the second where it takes two people.</summary>
    public static async Task<JsonElement> ByTwoAsync(this HttpClient administrator, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await administrator.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode}: {text}");
        var answer = JsonDocument.Parse(text).RootElement;
        if (response.StatusCode is not HttpStatusCode.Accepted)
            return answer;
        var grant = answer.TryGetProperty("grant", out var waits) ? waits.GetString() : answer.Text("id");
        using var yes = new HttpRequestMessage(HttpMethod.Post, "/v1/grants/confirm") { Content = JsonContent.Create(new { grants = new[] { grant } }) };
        yes.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ChildServer.SecondAdministratorKey);
        using var granted = await administrator.SendAsync(yes);
        Assert.Contains("\"granted\"", await granted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return answer;
    }
}
