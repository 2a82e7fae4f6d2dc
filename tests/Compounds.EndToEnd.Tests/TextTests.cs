using System.Text;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Ledger;
using Compounds.Readers;

namespace Compounds.EndToEnd.Tests;

/// <summary>What a report says in free text is in no file in the clear, and a copy of the ledger does not bring it along.</summary>
public sealed class TextTests : IDisposable
{
    private const string Secret = "lantern";
    private const string Path = "/v1/reports/pea/told";

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _copy = new();

    public void Dispose()
    {
        _folder.Dispose();
        _copy.Dispose();
    }

    [Fact]
    public async Task A_text_is_read_and_found_after_a_restart_and_is_in_no_file_in_the_clear()
    {
        var key = await FileAsync();
        Assert.All(Directory.GetFiles(_folder.Path), static file => Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.OrdinalIgnoreCase));
        await using var server = await ChildServer.StartAsync(_folder);
        using var reader = server.NewClient(key);
        var report = await reader.ReadAsync(Path);
        Assert.Contains(Secret, report.GetProperty("report").Text("narrative"), StringComparison.Ordinal);
        Assert.False(report.GetProperty("isTextGone").GetBoolean());
        Assert.Single((await reader.ReadAsync($"/v1/reports/search?text={Secret}")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_copy_of_the_ledger_has_everything_but_the_texts_and_says_so()
    {
        var key = await FileAsync();
        await using (var source = SqliteEventLog.OpenReadOnly(_folder.Ledger))
        {
            await using var target = SqliteEventLog.Open(_copy.Ledger);
            Assert.Null((await LedgerCopy.RunAsync(source, target, CancellationToken.None)).Fault);
            File.Copy(ProofKey.PathBeside(_folder.Ledger), ProofKey.PathBeside(_copy.Ledger));
        }

        await using var server = await ChildServer.StartAsync(_copy);
        using var reader = server.NewClient(key);
        var report = await reader.ReadAsync(Path);
        Assert.True(report.GetProperty("isTextGone").GetBoolean());
        Assert.False(report.GetProperty("report").TryGetProperty("narrative", out _));
        Assert.Equal("Status: operating", report.GetProperty("claims")[0].Text("sentence"));
        var evidence = (await reader.ReadAsync("/v1/compounds/quiet-yard/evidence")).GetProperty("items")[0];
        Assert.True(evidence.GetProperty("isTextGone").GetBoolean());
        Assert.Equal(JsonValueKind.Null, evidence.GetProperty("narrative").ValueKind);
        Assert.Empty((await reader.ReadAsync($"/v1/reports/search?text={Secret}")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_deployment_that_lost_its_key_is_told_so_before_it_starts_and_one_that_changed_it_reads_on()
    {
        var (first, second) = (KeyOf(1), KeyOf(2));
        var key = await FileAsync(("Texts__Keys", first));
        var (code, said) = await ChildServer.RefusedAsync(_folder, ("Texts__Keys", second));
        Assert.Equal(78, code);
        Assert.Contains("Texts:Keys", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        (code, said) = await ChildServer.RefusedAsync(_folder, ("Texts__Keys", "secret"));
        Assert.Equal(78, code);
        Assert.Contains("32 bytes in Base64", said, StringComparison.Ordinal);

        await using var server = await ChildServer.StartAsync(_folder, ("Texts__Keys", $"{second},{first}"));
        using var reader = server.NewClient(key);
        Assert.Contains(Secret, (await reader.ReadAsync(Path)).GetProperty("report").Text("narrative"), StringComparison.Ordinal);
    }

    private static string KeyOf(byte value) => Convert.ToBase64String([.. Enumerable.Repeat(value, 32)]);

    /// <summary>Files a report with a text, and stops.</summary>
    /// <returns>A key of its agency.</returns>
    private async Task<string> FileAsync(params (string Name, string Value)[] settings)
    {
        await using var server = await ChildServer.StartAsync(_folder, settings);
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Red, 'A', null));
        var key = await administrator.IssueKeyAsync("pea", "analyst", "partner");
        using var pea = server.NewClient(key);
        await pea.AcceptAsync(Wire.Report("told", Wire.Status("Quiet Yard", "operating"), narrative: $"A {Secret} hung at the gate."));
        return key;
    }
}
