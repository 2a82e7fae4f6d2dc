using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;

namespace Compounds.Server.Tests.Bodies;

/// <summary>No body breaks anything: whatever an operation is sent, it answers, and a refusal says what would be right.</summary>
public sealed class HostileBodyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] s_charsets = ["utf-7", "utf-16", "iso-8859-1", "windows-874", "no-such-charset", "\"utf-7\""];

    [Fact]
    public async Task No_body_gets_a_500_and_every_refusal_says_what_would_be_right()
    {
        using var person = await CallerAsync();
        using var registrar = await api.Server.SignInAsync(Agency.TaskForce, Tlp.Red, "task-force:member-1", Roles.Registrar | Roles.Administrator);
        var document = await person.ReadAsync("/openapi/v1.json");
        var wrong = new List<string>();
        foreach (var operation in Operations(document))
        {
            var caller = IsOfRegister(operation.Path) ? registrar : person;
            foreach (var (type, text) in Bodies(operation.Value, document))
            {
                if (await JudgeAsync(caller, operation.Method, operation.Path, type, text) is { } complaint)
                    wrong.Add(complaint);
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_the_type_of_a_body_asks_for_is_asked_of_every_operation()
    {
        using var person = await CallerAsync();
        using var registrar = await api.Server.SignInAsync(Agency.TaskForce, Tlp.Red, "task-force:member-1", Roles.Registrar);
        foreach (var (path, body, named) in (IEnumerable<(string, string, string)>)[
            ("/v1/policy-actions/pa-0123456789ab/sign-offs", """{"why":"w"}""", "/line"),
            ("/v1/policy-actions/pa-0123456789ab/observations", """{"why":"w","source":"s"}""", "/line"),
            ("/v1/policy-actions/pa-0123456789ab/consents", """{"why":"w"}""", "/report"),
            ("/v1/alerts/read", """{"alerts":["a",null]}""", "/alerts/1"),
            ("/v1/agencies/pea/keys", """{"roles":["analyst",null]}""", "/roles/1"),
            ("/v1/grants/confirm", """{"grants":[null]}""", "/grants/0")])
        {
            var caller = IsOfRegister(path) ? registrar : person;
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await caller.PostAsync(new Uri(path, UriKind.Relative), content);
            var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.True(response.StatusCode is HttpStatusCode.BadRequest, $"{path}: {problem}");
            Assert.Equal(named, problem.GetProperty("problems")[0].Text("path"));
        }
    }

    private Task<HttpClient> CallerAsync() =>
        api.Server.SignInAsync("pea", Tlp.Red, "pea:member-1", Roles.Analyst | Roles.Partner | Roles.Policy | Roles.ProtectionLead);

    private static bool IsOfRegister(string path) =>
        path.StartsWith("/v1/agencies", StringComparison.Ordinal) || path.StartsWith("/v1/grants", StringComparison.Ordinal);

    private static IEnumerable<(string Path, HttpMethod Method, JsonElement Value)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject(), static (path, operation) => (path, operation))
            .Where(static each => each.operation.Name is not "get")
            .Select(static each => (Filled(each.path.Name), HttpMethod.Parse(each.operation.Name), each.operation.Value));

    private static string Filled(string path) => path
        .Replace("{agency}", "pea", StringComparison.Ordinal).Replace("{action}", "pa-0123456789ab", StringComparison.Ordinal).Replace("{key}", "none", StringComparison.Ordinal)
        .Replace("{watch}", "w", StringComparison.Ordinal).Replace("{view}", "v", StringComparison.Ordinal).Replace("{id}", new string('a', 64), StringComparison.Ordinal);

    private static IEnumerable<(string? Type, string Text)> Bodies(JsonElement operation, JsonElement document)
    {
        string[] types = operation.TryGetProperty("requestBody", out var body) ? [.. body.GetProperty("content").EnumerateObject().Select(static type => type.Name)] : ["application/json"];
        foreach (var type in types)
        {
            foreach (var text in (IEnumerable<string>)["null", "{}", "[null]", "", "[]", "\"text\"", "0", "{", "\u0000", .. Members(body, document)])
                yield return (type, text);
            foreach (var charset in s_charsets)
                yield return ($"{type};charset={charset}", "{}");
        }

        yield return (null, "{}");
        yield return ("text/plain", "{}");
        yield return ("application/json;charset=", "{}");
    }

    /// <summary>Every member null, a list of null and a number: what a careless program sends.</summary>
    private static IEnumerable<string> Members(JsonElement body, JsonElement document)
    {
        if (body.ValueKind is not JsonValueKind.Object || !body.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema").TryGetProperty("$ref", out var reference))
            return [];
        var schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        var names = schema.GetProperty("properties").EnumerateObject().Select(static property => property.Name).ToArray();
        return new[] { "null", "[null]", "{}", "-1", "\"\"" }.SelectMany(value =>
            names.Select(name => $$"""{"{{name}}":{{value}}}""").Append($"{{{string.Join(',', names.Select(name => $"\"{name}\":{value}"))}}}"));
    }

    private static async Task<string?> JudgeAsync(HttpClient caller, HttpMethod method, string path, string? type, string text)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await caller.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        if ((int)response.StatusCode >= 500)
            return $"{method} {path} {type} {text}: {(int)response.StatusCode}";
        return (int)response.StatusCode < 400 || IsSentence(response.Content.Headers.ContentType, answer) ? null : $"{method} {path} {type} {text}: {answer}";
    }

    /// <summary>A problem, or the receipt of a report: both hold a sentence.</summary>
    private static bool IsSentence(MediaTypeHeaderValue? type, string answer)
    {
        if (type?.MediaType is not ("application/problem+json" or "application/json"))
            return false;
        var told = JsonDocument.Parse(answer).RootElement;
        return told.TryGetProperty("detail", out var detail)
            ? detail.GetString() is { Length: > 10 } && told.Text("type").StartsWith("urn:compounds:", StringComparison.Ordinal)
            : told.TryGetProperty("problems", out var problems) && problems[0].Text("message").Length > 10;
    }
}
