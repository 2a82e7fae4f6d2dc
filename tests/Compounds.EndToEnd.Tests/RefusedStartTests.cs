using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Ledger;
using Compounds.Readers;

namespace Compounds.EndToEnd.Tests;

/// <summary>A start that is refused says why in one sentence, and does not look like a crash that another start would mend.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private static readonly Uri s_me = new("/v1/me", UriKind.Relative);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_server_on_one_ledger_is_refused_and_the_first_goes_on()
    {
        await using var first = await ChildServer.StartAsync(_folder);
        await AssertRefusedAsync(first);
    }

    [Fact]
    public async Task The_same_when_somebody_deleted_the_lock_file()
    {
        await using var first = await ChildServer.StartAsync(_folder);
        File.Delete(_folder.Ledger + ".lock");
        await AssertRefusedAsync(first);
    }

    [Fact]
    public async Task A_server_that_was_paused_until_another_took_its_ledger_over_answers_nothing_more_and_ends()
    {
        await using var first = await ChildServer.StartAsync(_folder);
        Assert.True(await IsAnsweredAsync(first));
        await first.PauseAsync();
        File.Delete(_folder.Ledger + ".lock");
        await using var second = await ChildServer.StartAsync(_folder);
        var asked = IsAnsweredAsync(first);
        await first.ResumeAsync();

        Assert.Equal(78, await first.EndedAsync());
        Assert.Contains("has taken the ledger over; this server ends", first.Output, StringComparison.Ordinal);
        Assert.False(await asked);
        await AssertReadyAsync(second);
    }

    [Fact]
    public async Task A_clock_days_behind_the_ledger_is_refused_until_an_operator_accepts_it_and_then_no_change_is_missed()
    {
        await LiveInTheFutureAsync(TimeSpan.FromDays(2));
        var (code, said) = await ChildServer.RefusedAsync(_folder);
        Assert.Equal(78, code);
        Assert.Contains("before the last fact of the ledger", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        await using var server = await ChildServer.StartAsync(_folder, ("Ledger__AcceptClockBehind", "true"));
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Red, 'A', null));
        using var pea = server.NewClient(await administrator.IssueKeyAsync("pea", "analyst", "partner"));
        await using var feed = await LiveReader.OpenAsync(pea);
        var seen = DateTimeOffset.UtcNow.AddDays(1);
        foreach (var number in Enumerable.Range(1, 5))
        {
            await pea.AcceptAsync(Wire.Report($"later-{number}", Wire.Status(number % 2 == 0 ? "Even Yard" : "Odd Yard", "operating")));
            using var told = JsonDocument.Parse((await feed.NextAsync()).Data);
            Assert.Equal(number, (await pea.ReadAsync("/v1/reports?limit=200")).GetProperty("items").GetArrayLength());
            var listed = (await pea.ReadAsync($"/v1/compounds?order=changed&changedSince={Uri.EscapeDataString(seen.ToString("O"))}")).GetProperty("items");
            Assert.Equal(told.RootElement.Text("id"), Assert.Single(listed.EnumerateArray()).Text("id"));
            seen = told.RootElement.GetProperty("changedAt").GetDateTimeOffset();
        }
    }

    [Fact]
    public async Task A_setting_that_cannot_be_right_is_named()
    {
        var (code, said) = await ChildServer.RefusedAsync(_folder, ("Ledger__Provider", "paper"));

        Assert.Equal(78, code);
        Assert.Contains("Ledger:Provider", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Telemetry__Exporter=paper", "Telemetry:Exporter is console, otlp or none.")]
    [InlineData("Telemetry__TraceShare=often", "'often' at 'Telemetry:TraceShare'")]
    [InlineData("Drain__Notice=01:00:00", "Notice")]
    [InlineData("SignIn__AdministratorKeySha256=secret", "SignIn:AdministratorKeySha256 is 64 hex digits")]
    [InlineData("Ledger__Provider=azure", "Ledger:Provider=azure needs a storage account")]
    [InlineData("Ledger__Provider=azure Ledger__ConnectionString=secret Ledger__AccountAddress=https://a.table.core.windows.net",
        "both name a storage account")]
    [InlineData("Kubernetes__Enabled=true", "Kubernetes:Enabled is for silos that share a ledger")]
    public async Task Whatever_setting_is_wrong_the_start_is_refused_in_one_sentence(string settings, string sentence)
    {
        var given = settings.Split(' ').Select(static setting => setting.Split('=')).Select(static setting => (setting[0], setting[1]));
        var (code, said) = await ChildServer.RefusedAsync(_folder, [.. given]);

        Assert.Equal(78, code);
        Assert.Contains(sentence, Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Orleans__Clustering__ProviderType", "Redis", "Ledger:Provider=azure")]
    [InlineData("Orleans__Reminders__ProviderType", "Redis", "Ledger:Provider=azure")]
    [InlineData("Orleans__ServiceId", "another", "set it to compounds")]
    public async Task A_setting_of_another_way_to_form_a_cluster_is_refused_with_what_would_be_right(string name, string value, string right)
    {
        var (code, said) = await ChildServer.RefusedAsync(_folder, (name, value));

        Assert.Equal(78, code);
        var sentence = Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"'{value}'", sentence, StringComparison.Ordinal);
        Assert.Contains(right, sentence, StringComparison.Ordinal);
    }

    /// <summary>Records a fact under a clock that runs ahead.</summary>
    private async Task LiveInTheFutureAsync(TimeSpan ahead)
    {
        await using var ledger = SqliteEventLog.Open(_folder.Ledger);
        Assert.True(await ledger.TryAppendAsync("clock", 0, [new NewFact("clock-ahead", DateTimeOffset.UtcNow + ahead, "{}"u8.ToArray())], CancellationToken.None));
    }

    private async Task AssertRefusedAsync(ChildServer first)
    {
        var (code, said) = await ChildServer.RefusedAsync(_folder);

        Assert.Equal(78, code);
        Assert.Contains("already open", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        await AssertReadyAsync(first);
    }

    private static async Task<bool> IsAnsweredAsync(ChildServer server)
    {
        using var client = server.NewClient(ChildServer.AdministratorKey);
        try
        {
            using var answer = await client.GetAsync(s_me);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // It ended first.
        }
    }

    private static async Task AssertReadyAsync(ChildServer server)
    {
        using var client = server.NewClient(key: null);
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }
}
