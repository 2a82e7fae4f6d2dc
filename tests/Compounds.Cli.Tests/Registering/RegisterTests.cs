using Microsoft.AspNetCore.Http;

namespace Compounds.Cli.Tests.Registering;

public sealed class RegisterTests : IAsyncLifetime, IDisposable
{
    private readonly Folder _folder = new();
    private readonly Terminal _terminal = new();
    private readonly List<string> _asked = [];
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(async context =>
    {
        using var reader = new StreamReader(context.Request.Body);
        _asked.Add($"{context.Request.Method} {context.Request.Path} {await reader.ReadToEndAsync()}");
        if (context.Request.Path.Value!.EndsWith("/keys", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync("""{"id":"k1","key":"cmp_k1_secret"}""");
            return;
        }

        context.Response.StatusCode = context.Request.Path.Value.EndsWith("odd", StringComparison.Ordinal) ? 400 : 200;
        context.Response.ContentType = "application/problem+json";
        await context.Response.WriteAsync("""{"title":"Bad request.","detail":"clearance is one of CLEAR to RED."}""");
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public async Task Each_agency_of_a_list_is_put_under_its_id()
    {
        var list = _folder.Write("a.json", """[{"id":"pea","name":"PEA","clearance":"AMBER+STRICT","sourceReliability":"B","cluster":null},{"id":"reuters","name":"Reuters","clearance":"CLEAR","sourceReliability":"A","cluster":"press"}]""");
        Assert.Equal(ExitCode.Done, await RunAsync("agencies", "register", list));
        Assert.Equal(
            [
                """PUT /v1/agencies/pea {"name":"PEA","clearance":"AMBER\u002BSTRICT","sourceReliability":"B","cluster":null}""",
                """PUT /v1/agencies/reuters {"name":"Reuters","clearance":"CLEAR","sourceReliability":"A","cluster":"press"}""",
            ],
            _asked);
    }

    [Fact]
    public async Task A_refused_agency_is_named()
    {
        var list = _folder.Write("a.json", """[{"id":"odd","name":"Odd","clearance":"PINK","sourceReliability":"B"}]""");
        Assert.Equal(ExitCode.CouldNotRun, await RunAsync("agencies", "register", list));
        Assert.Contains("odd: The server answered 400 Bad Request: Bad request. clearance is one of CLEAR to RED.", _terminal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"id":"Bad Id"}]""", "'Bad Id'")]
    [InlineData("[null]", "''")]
    [InlineData("{", "no list of agencies")]
    public async Task A_list_with_a_fault_registers_nobody(string text, string sentence)
    {
        Assert.Equal(ExitCode.CouldNotRun, await RunAsync("agencies", "register", _folder.Write("a.json", text)));
        Assert.Contains(sentence, _terminal.Text, StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_new_key_is_printed_alone_on_the_standard_output()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("key", "issue", "--agency", "pea", "--roles", "partner,relay", "--label", "hub"));
        Assert.Equal(["""POST /v1/agencies/pea/keys {"roles":["partner","relay"],"label":"hub","expiresAt":null,"addresses":null,"relaysFor":null}"""], _asked);
        Assert.Equal("cmp_k1_secret", _terminal.Output.TrimEnd());
    }

    [Fact]
    public async Task An_unknown_role_is_refused_before_anything_is_sent()
    {
        Assert.Equal(ExitCode.CouldNotRun, await RunAsync("key", "issue", "--agency", "pea", "--roles", "king"));
        Assert.Contains("analyst, partner, policy, administrator, relay", _terminal.Text, StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    private Task<int> RunAsync(params string[] arguments) => _terminal.RunAsync([.. arguments, "--server", _server.Address, "--key", "admin"]);
}
