namespace Compounds.Ledger;

/// <summary>The right to write one ledger file, held by one process through a lock on the file beside it.</summary>
/// <remarks>SQLite alone would let two processes write in turns, each with heads in memory that the other has moved on.</remarks>
internal static class WriterLock
{
    /// <summary>Takes the lock; disposing the result, or the end of the process, gives it back.</summary>
    /// <exception cref="LedgerUnavailableException">Another process, or another log of this one, holds it.</exception>
    public static FileStream Take(string ledgerPath)
    {
        try
        {
            return new FileStream(ledgerPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new LedgerUnavailableException(
                $"The ledger {ledgerPath} is already open for writing. One process writes a ledger: stop the other one, or open this one read-only.",
                exception);
        }
    }
}
