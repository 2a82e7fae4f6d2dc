using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Hosting;

/// <summary>What every answer says beside its content, and to which names and on which ports the server answers at all.</summary>
public sealed class AnswerHeaderTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/v1/compounds", HttpStatusCode.OK)]
    [InlineData("/v1/live", HttpStatusCode.OK)]
    [InlineData("/v1/compounds/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/v1/no-such-path", HttpStatusCode.NotFound)]
    [InlineData("/v1/agencies", HttpStatusCode.Forbidden)]
    [InlineData("/v1/reports/template", HttpStatusCode.OK)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    public async Task No_answer_of_the_api_is_kept_by_anyone_or_taken_for_another_type(string path, HttpStatusCode status)
    {
        using var answer = await api.Press.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("private, no-store", answer.Headers.CacheControl is { } told ? $"{(told.Private ? "private" : "")}, {(told.NoStore ? "no-store" : "")}" : "none");
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("PUT", "/v1/reports", "text/csv", HttpStatusCode.MethodNotAllowed, "urn:compounds:method-not-allowed")]
    [InlineData("GET", "/v1/no-such-path", null, HttpStatusCode.NotFound, "urn:compounds:not-found")]
    [InlineData("PUT", "/v1/views/v", "text/plain", HttpStatusCode.UnsupportedMediaType, "urn:compounds:unsupported-media-type")]
    [InlineData("PUT", "/v1/views/v", "application/json", HttpStatusCode.BadRequest, "urn:compounds:bad-request")]
    [InlineData("GET", "/v1/reports?limit=many", null, HttpStatusCode.BadRequest, "urn:compounds:bad-request")]
    public async Task Every_refusal_is_of_one_family(string method, string path, string? type, HttpStatusCode status, string urn)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = type is null ? null : new StringContent("x", new MediaTypeHeaderValue(type)) };
        using var answer = await api.Pea.SendAsync(request);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((status, urn), (answer.StatusCode, problem.Text("type")));
        Assert.NotEmpty(problem.Text("detail"));
    }

    [Theory]
    [InlineData("/v1/reports?limit=1&limit=2", "'limit' is given more than once; give it once.")]
    [InlineData("/v1/compounds?cursor=a&cursor=b", "'cursor' is given more than once; give it once.")]
    [InlineData("/v1/reports?limit=many", "The value of 'limit' cannot be read; give a whole number, once.")]
    [InlineData("/v1/compounds?minProbability=high", "The value of 'MinProbability' cannot be read; give a number, once.")]
    public async Task A_parameter_that_cannot_be_read_is_named(string path, string detail) =>
        Assert.Equal(detail, (await api.Press.ReadAsync(path, HttpStatusCode.BadRequest)).Text("detail"));

    [Fact]
    public async Task A_parameter_that_is_a_list_may_be_repeated() =>
        await api.Pea.ReadAsync($"/v1/scenarios/compare?id={new string('a', 64)}&id={new string('b', 64)}", HttpStatusCode.NotFound);

    [Fact]
    public async Task A_host_name_that_the_operator_did_not_list_is_refused_with_the_setting_to_mend_it_and_probes_are_not()
    {
        var problem = await AskAsync(api.Press, "/v1/compounds", "evil.example", HttpStatusCode.BadRequest);
        Assert.Contains("AllowedHosts", problem.Text("detail"), StringComparison.Ordinal);
        await AskAsync(api.Press, "/v1/compounds", "localhost:5080", HttpStatusCode.OK);
        using var probe = new HttpRequestMessage(HttpMethod.Get, "/health/ready") { Headers = { Host = "10.0.0.7:8080" } };
        using var answer = await api.Press.SendAsync(probe);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_tls_browsers_are_told_to_keep_to_tls_and_names_are_the_operators()
    {
        await using var server = await HostedServer.StartAsync(
            new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero), settings: ["--ForwardedHeaders_Enabled", "true", "--AllowedHosts", "compounds.example.org"]);
        using var client = server.NewClient(ChildServer.AdministratorKey);
        client.DefaultRequestHeaders.Host = "compounds.example.org";
        using var open = await client.GetAsync(new Uri("/v1/me", UriKind.Relative));
        Assert.False(open.Headers.Contains("Strict-Transport-Security"));
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var secure = await client.GetAsync(new Uri("/v1/me", UriKind.Relative));
        Assert.Equal(["max-age=31536000"], secure.Headers.GetValues("Strict-Transport-Security"));
        await AskAsync(client, "/v1/me", "127.0.0.1", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_page_about_silos_is_on_no_port_unless_an_operator_names_one_and_then_only_on_that()
    {
        Assert.Equal("urn:compounds:not-found", (await api.Administrator.ReadAsync("/ops/DashboardCounters", HttpStatusCode.NotFound)).Text("type"));
        var port = FreePort();
        await using var server = await HostedServer.StartAsync(new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero), settings: ["--Operators:Port", $"{port}"]);
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await AskAsync(administrator, "/ops/DashboardCounters", $"127.0.0.1:{port}", HttpStatusCode.NotFound);
        using var page = await administrator.GetAsync(new Uri($"http://127.0.0.1:{port}/ops/"));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var stranger = server.NewClient("");
        using var refused = await stranger.GetAsync(new Uri($"http://127.0.0.1:{port}/ops/"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string path, string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
