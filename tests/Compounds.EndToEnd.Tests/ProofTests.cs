using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Ledger;
using Compounds.Readers;

namespace Compounds.EndToEnd.Tests;

/// <summary>A server compares its ledger with what somebody outside keeps of it, before it writes the first fact.</summary>
public sealed class ProofTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _witness = new();

    private string WitnessFile => Path.Combine(_witness.Path, "checkpoints");

    private (string, string) Witness => ("Proof__WitnessFile", WitnessFile);

    public void Dispose()
    {
        _folder.Dispose();
        _witness.Dispose();
    }

    [Fact]
    public async Task A_server_that_stopped_leaves_a_checkpoint_of_all_its_facts_and_starts_on_it_again()
    {
        await LiveAsync("told-1");
        var first = await VerifyAsync();
        Assert.Equal((null, 0L), (first.Damage, first.Uncovered));
        await LiveAsync("told-2");
        var second = await VerifyAsync();
        Assert.Equal((null, 0L), (second.Damage, second.Uncovered));
        Assert.True(second.Checkpoints > first.Checkpoints);
        Assert.Empty(second.Accepted);
    }

    [Fact]
    public async Task One_that_was_killed_starts_again_and_proves_what_it_had_recorded()
    {
        await using (var server = await ChildServer.StartAsync(_folder, Witness))
        {
            await FileAsync(server, "told-1");
            await server.KillAsync();
        }

        await LiveAsync("told-2");
        Assert.Equal((null, 0L), ((await VerifyAsync()).Damage, (await VerifyAsync()).Uncovered));
    }

    [Fact]
    public async Task On_an_older_copy_it_does_not_start_until_an_operator_names_the_checkpoint()
    {
        await LiveAsync("told-1");
        var copy = await File.ReadAllBytesAsync(_folder.Ledger);
        await LiveAsync("told-2");
        await File.WriteAllBytesAsync(_folder.Ledger, copy);
        var last = (await VerifyAsync()).Last!.Number;

        var sentence = await RefusedAsync(Witness);
        Assert.Contains("an older copy was put in its place", sentence, StringComparison.Ordinal);
        Assert.Contains($"Proof:Accept={last}", sentence, StringComparison.Ordinal);
        await RefusedAsync(Witness, ("Proof__Accept", "1"));
        await LiveAsync("told-3", ("Proof__Accept", $"{last}"));
        await LiveAsync("told-4", ("Proof__Accept", $"{last}"));
        Assert.Equal(last + 1, Assert.Single((await VerifyAsync()).Accepted).Number);
    }

    [Fact]
    public async Task On_a_ledger_that_was_changed_and_linked_again_it_does_not_start()
    {
        await LiveAsync("told-1");
        using (var forger = new LedgerForger(_folder.Ledger))
        {
            forger.Change("body", "replace(body, 'partner', 'administrator')", "name = 'grant-requested'");
            await using var ledger = SqliteEventLog.OpenReadOnly(_folder.Ledger);
            Assert.Null((await LedgerVerification.RunAsync(ledger, CancellationToken.None)).Damage);
        }

        Assert.Contains("it has other facts than the checkpoint proves", await RefusedAsync(Witness), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_somebody_wrote_into_the_register_after_the_last_checkpoint_is_refused_and_named()
    {
        await LiveAsync("told-1");
        var key = AgencyKey.Compose("forged", new byte[AgencyKey.SecretBytes]);
        using (var forger = new LedgerForger(_folder.Ledger))
        {
            var issued = $$$"""{"$type":"key-issued","key":{"id":"forged","agency":"pea","hash":"{{{AgencyKey.HashOf(key)}}}","roles":["administrator"],"member":99}}""";
            forger.Append("register/task-force", "key-issued", DateTime.UtcNow.Ticks, issued);
        }

        Assert.Null((await VerifyAsync()).Damage);
        Assert.Contains("a 'key-issued', is not signed, though earlier ones are", await RefusedAsync(Witness), StringComparison.Ordinal);
        Assert.Contains("a 'key-issued', is not signed", await RefusedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_without_its_key_does_not_start()
    {
        await LiveAsync("told-1");
        File.Delete(ProofKey.PathBeside(_folder.Ledger));
        Assert.Contains("Proof:FormerKeys", await RefusedAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Proof__Every", "01:00:00", "Every")]
    [InlineData("Proof__WitnessFile", "checkpoints", "is in the folder of the ledger")]
    [InlineData("Proof__KeyFile", "ledger.db", "is not a key of a deployment")]
    [InlineData("Proof__FormerKeys", "absent.pem", "absent.pem cannot be read")]
    public async Task A_setting_that_cannot_be_right_is_refused_in_one_sentence(string name, string value, string sentence)
    {
        await LiveAsync("told-1");
        Assert.Contains(sentence, await RefusedAsync((name, value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_that_lost_its_key_does_not_start_and_one_that_changed_it_goes_on()
    {
        await LiveAsync("told-1");
        var (key, former) = (ProofKey.PathBeside(_folder.Ledger), Path.Combine(_witness.Path, "former.pem"));
        File.Move(key, former);
        Assert.Contains("signed by another key", await RefusedAsync(Witness), StringComparison.Ordinal);
        await LiveAsync("told-2", ("Proof__FormerKeys", former));
        await LiveAsync("told-3", ("Proof__FormerKeys", former));
    }

    private async Task<string> RefusedAsync(params (string Name, string Value)[] settings)
    {
        var (code, said) = await ChildServer.RefusedAsync(_folder, settings);
        Assert.Equal(78, code);
        return Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Starts, files a report, and stops.</summary>
    private async Task LiveAsync(string report, params (string Name, string Value)[] settings)
    {
        await using var server = await ChildServer.StartAsync(_folder, [Witness, .. settings]);
        await FileAsync(server, report);
        await server.StopAsync();
    }

    private static async Task FileAsync(ChildServer server, string report)
    {
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Red, 'A', null));
        using var pea = server.NewClient(await administrator.IssueKeyAsync("pea", "partner"));
        await pea.AcceptAsync(Wire.Report(report, Wire.Status("Quiet Yard", "operating")));
    }

    private async Task<CheckpointVerification> VerifyAsync()
    {
        using var key = ProofKey.Open(ProofKey.PathBeside(_folder.Ledger));
        await using var ledger = SqliteEventLog.OpenReadOnly(_folder.Ledger);
        return await CheckpointVerification.RunAsync(ledger, new FileWitness(WitnessFile), [key], CancellationToken.None);
    }
}
