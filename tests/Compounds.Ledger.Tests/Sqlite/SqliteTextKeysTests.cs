using System.Text;
using Compounds.Driving;

namespace Compounds.Ledger.Tests;

public sealed class SqliteTextKeysTests : TextKeysTests, IDisposable
{
    private readonly LedgerDirectory _directory = new();
    private readonly List<SqliteTextKeys> _opened = [];

    private string File => Path.ChangeExtension(_directory.Ledger, ".texts.db");

    private string KeyFile => Path.ChangeExtension(_directory.Ledger, ".textkey");

    public void Dispose()
    {
        foreach (var keys in _opened)
            keys.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Of_what_was_replaced_or_removed_no_byte_is_left_on_the_disk()
    {
        var (keys, secret) = (await OpenAsync(), Encoding.ASCII.GetBytes("what the key of a text looks like"));
        foreach (var body in (ReadOnlyMemory<byte>?[])[new byte[] { 1 }, null])
        {
            var batch = Guid.CreateVersion7();
            await keys.AddAsync(batch, secret, CancellationToken.None);
            Assert.Contains(Files(), file => Holds(file, secret));
            Assert.True(await keys.TryReplaceAsync(batch, (await keys.ReadAsync(batch, CancellationToken.None))!, body, CancellationToken.None));
            Assert.DoesNotContain(Files(), file => Holds(file, secret));
        }
    }

    [Fact]
    public async Task A_file_that_holds_something_else_is_left_alone()
    {
        await System.IO.File.WriteAllTextAsync(File, "notes of somebody");
        Assert.Contains(File, (await Assert.ThrowsAsync<LedgerUnavailableException>(OpenAsync)).Message, StringComparison.Ordinal);
        await System.IO.File.WriteAllTextAsync(KeyFile, "short");
        System.IO.File.Delete(File);
        var keys = await OpenAsync();
        Assert.Contains("32 bytes", (await Assert.ThrowsAsync<LedgerUnavailableException>(() => keys.OwnKeyAsync(true, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_its_owner_may_read_the_own_key()
    {
        await (await OpenAsync()).OwnKeyAsync(isMade: true, CancellationToken.None);
        Assert.True(OperatingSystem.IsWindows() || System.IO.File.GetUnixFileMode(KeyFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private protected override Task<ITextKeys> OpenAsync()
    {
        try
        {
            _opened.Add(SqliteTextKeys.Open(File, KeyFile));
            return Task.FromResult<ITextKeys>(_opened[^1]);
        }
        catch (LedgerUnavailableException failure)
        {
            return Task.FromException<ITextKeys>(failure);
        }
    }

    private string[] Files() => Directory.GetFiles(Path.GetDirectoryName(File)!);

    private static bool Holds(string file, byte[] secret)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(secret) >= 0;
    }
}
