using System.Globalization;
using System.Text;

namespace Compounds.Ledger;

/// <summary>A lock on the file beside the ledger, which the operating system gives back when the process ends, however it ends.</summary>
/// <remarks>
/// It only makes the usual case quick: a second process is refused at once, and one that follows a crash starts at once. What keeps two processes
/// from writing is the row of <see cref="SqliteOwner"/>, so the file may be deleted at any time.
/// </remarks>
internal sealed class WriterLock : IAsyncDisposable, IDisposable
{
    private const int MaxDigits = 20;

    private readonly FileStream _file;

    private WriterLock(FileStream file)
    {
        _file = file;
        Span<byte> digits = stackalloc byte[MaxDigits];
        digits = digits[..file.ReadAtLeast(digits, MaxDigits, throwOnEndOfStream: false)];
        Epoch = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0;
    }

    /// <summary>The epoch of the owner that last held this very file, and no longer lives; 0 when nobody has held it.</summary>
    public long Epoch { get; private set; }

    /// <summary>Takes the lock; disposing the result, or the end of the process, gives it back.</summary>
    /// <exception cref="LedgerUnavailableException">Another process, or another log of this one, holds it.</exception>
    public static WriterLock Take(string ledgerPath)
    {
        try
        {
            return new WriterLock(new FileStream(ledgerPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new LedgerUnavailableException(SqliteOwner.AlreadyOpen(ledgerPath), exception);
        }
    }

    /// <summary>Notes which owner holds this file.</summary>
    public void Note(long epoch)
    {
        Epoch = epoch;
        _file.SetLength(0);
        _file.Position = 0;
        _file.Write(Encoding.ASCII.GetBytes(epoch.ToString(CultureInfo.InvariantCulture)));
        _file.Flush(flushToDisk: true);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    public void Dispose() => _file.Dispose();
}
