using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;

namespace Compounds.EndToEnd.Tests;

/// <summary>What an operator can read in the logs and traces: that things happened, never what a report says or a key is.</summary>
public sealed class LogTests : IDisposable
{
    private const string Secret = "the gate code is 4711";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_key_and_no_word_of_a_report_is_in_the_most_talkative_log()
    {
        await using var server = await ChildServer.StartAsync(
            _folder, ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Debug"), ("Logging__LogLevel__Orleans", "Information"), ("Telemetry__Exporter", "console"));
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Red, 'A', null));
        var key = await administrator.IssueKeyAsync("pea", "analyst", "partner");
        using var pea = server.NewClient(key);
        await pea.AcceptAsync(Wire.Report("logged", Wire.Status("Quiet Yard", "operating"), narrative: Secret));
        Assert.Equal("invalid", Assert.Single(await pea.PushAsync(Wire.Report("refused", Wire.Claim("Quiet Yard", "status", $"\"{Secret}\"")))).Text("outcome"));
        await pea.ReadAsync("/v1/compounds/quiet-yard/evidence");
        await server.StopAsync();
        Assert.Contains("POST", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(key, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ChildServer.AdministratorKey, server.Output, StringComparison.Ordinal);
    }
}
