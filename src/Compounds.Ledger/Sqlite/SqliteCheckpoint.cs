using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Compounds.Ledger;

/// <summary>Copies the write-ahead log into the file, between two transactions and after their callers were answered.</summary>
/// <remarks>
/// Every 16 MB, which takes 30 ms. At 4 MB hot index pages are copied four times as often (30 000 against 40 000 appends/s of one
/// fact); at 64 MB the stall is 100 ms. Readers that overlap without a pause keep the log from starting over: four of them let it
/// grow to 500 MB. Past 64 MB the writer therefore waits until the readers of the old log are through with their page.
/// </remarks>
internal sealed class SqliteCheckpoint(SqliteConnection connection)
{
    private const int PagesBetween = 4_000;
    private const int MaxLogPages = 16_000;

    // SQLITE_DBSTATUS_CACHE_WRITE: pages written by this connection; the binding has no name for it.
    private const int PagesWritten = 9;

    private int _restartAt = MaxLogPages;

    public void RunIfDue()
    {
        var database = connection.Handle;
        _ = raw.sqlite3_db_status(database, PagesWritten, out var written, out _, 0);
        if (written < PagesBetween)
            return;

        _ = raw.sqlite3_db_status(database, PagesWritten, out _, out _, 1);
        _ = raw.sqlite3_wal_checkpoint_v2(database, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var logPages, out _);
        if (logPages < _restartAt)
            return;

        // A reader of another process that never ends would be waited for in vain: then not again before the log has grown as much.
        var code = raw.sqlite3_wal_checkpoint_v2(database, "main", raw.SQLITE_CHECKPOINT_RESTART, out logPages, out _);
        _restartAt = code == raw.SQLITE_OK ? MaxLogPages : logPages + MaxLogPages;
    }

    /// <summary>Leaves everything in the file and nothing in the log, so that the file alone can be copied.</summary>
    public void Finish() =>
        _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
}
