using System.Diagnostics;

namespace Compounds.Ledger.Tests;

public sealed class KillTests : IDisposable
{
    private readonly LedgerDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_was_answered_survives_a_killed_process_and_the_chains_are_whole()
    {
        var answered = new Dictionary<string, long>();
        using (var child = Start())
        {
            for (var line = 0; line < 400 && await child.StandardOutput.ReadLineAsync() is { } text; line++)
                Note(text);

            Assert.Contains(
                "already open for writing", Assert.Throws<LedgerUnavailableException>(() => SqliteEventLog.Open(_directory.Ledger)).Message, StringComparison.Ordinal);
            await using (var reader = SqliteEventLog.OpenReadOnly(_directory.Ledger))
                Assert.Null((await LedgerVerification.RunAsync(reader, CancellationToken.None)).Damage);

            child.Kill(); // SIGKILL: no handler of the child runs
            while (await child.StandardOutput.ReadLineAsync() is { } text)
                Note(text);
            await child.WaitForExitAsync();
        }

        await using var log = SqliteEventLog.Open(_directory.Ledger);
        var heads = await log.ListStreamsAsync("", CancellationToken.None).ToDictionaryAsync(head => head.Stream, head => head.Version);
        Assert.NotEmpty(answered);
        Assert.All(answered, last => Assert.InRange(heads[last.Key], last.Value, long.MaxValue));
        var verification = await LedgerVerification.RunAsync(log, CancellationToken.None);
        Assert.Equal(new LedgerVerification(heads.Count, heads.Values.Sum(), null), verification);

        void Note(string line)
        {
            if (EndlessAppend.Parse(line) is var (stream, version))
                answered[stream] = version;
        }
    }

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet", [typeof(KillTests).Assembly.Location, "append", _directory.Ledger])
    {
        RedirectStandardOutput = true,
    })!;
}
