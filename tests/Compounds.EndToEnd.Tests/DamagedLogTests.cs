using Compounds.Driving;
using Compounds.Ledger;

namespace Compounds.EndToEnd.Tests;

/// <summary>A server whose log was damaged while it was down says at the start how much of it is lost, and what is left is whole.</summary>
public sealed class DamagedLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_start_says_in_one_sentence_what_cannot_be_read()
    {
        await using (var server = await ChildServer.StartAsync(_folder))
        {
            var relay = new Relay(SyntheticLines.Generate(seed: 17, 300, subjects: 20));
            await relay.RegisterAsync(server);
            Assert.Equal(300, await relay.PushAsync(server));
            await server.KillAsync();
        }

        using (var log = File.Open(_folder.Ledger + "-wal", FileMode.Open))
        {
            log.Position = log.Length / 2;
            log.Write(new byte[4096]);
        }

        await using var again = await ChildServer.StartAsync(_folder);
        var said = Assert.Single(again.Output.Split('\n'), static line => line.Contains("is damaged", StringComparison.Ordinal));
        Assert.Contains("transactions cannot be read, and what they recorded is lost", said, StringComparison.Ordinal);
        Assert.Single(SqliteEventLog.FindLogDamage(_folder.Ledger));
        await using var ledger = SqliteEventLog.OpenReadOnly(_folder.Ledger);
        Assert.Null((await LedgerVerification.RunAsync(ledger, CancellationToken.None)).Damage);
    }
}
