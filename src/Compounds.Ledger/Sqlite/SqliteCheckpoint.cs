using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Compounds.Ledger;

/// <summary>Copies the write-ahead log into the file, on a thread and a connection of its own, beside the thread that writes.</summary>
/// <remarks>
/// Every 16 MB: at 4 MB hot index pages are copied four times as often. What is written meanwhile is left over, so that the log never starts over
/// by that alone: past 32 MB the writer copies the little that is left between two transactions. Readers that overlap without a pause keep the log
/// from starting over all the same: four of them let it grow to 500 MB. Past 64 MB the writer therefore waits until the readers of the old log are
/// through with their page.
/// </remarks>
internal sealed class SqliteCheckpoint : IDisposable
{
    private const int PagesBetween = 4_000;
    private const int FinishAtPages = 8_000;
    private const int MaxLogPages = 16_000;

    // SQLITE_DBSTATUS_CACHE_WRITE: pages written by this connection; the binding has no name for it.
    private const int PagesWritten = 9;

    private readonly SqliteConnection _writer, _copier;
    private readonly AutoResetEvent _due = new(initialState: false);
    private readonly Thread _thread;
    private int _restartAt = MaxLogPages;
    private int _logPages;
    private volatile bool _isCopying;
    private volatile bool _isEnding;

    /// <param name="writer">The connection of the thread that writes; only that thread may call the members.</param>
    public SqliteCheckpoint(SqliteConnection writer)
    {
        _writer = writer;
        _copier = SqliteFile.OpenForWriting(writer.DataSource);
        _thread = new Thread(Copy) { Name = "ledger-checkpoint", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Called between two transactions, after their callers were answered.</summary>
    public void RunIfDue()
    {
        if (_isCopying)
            return;
        if (_logPages >= FinishAtPages)
            Finish();
        _ = raw.sqlite3_db_status(_writer.Handle, PagesWritten, out var written, out _, 0);
        if (written < PagesBetween)
            return;

        _ = raw.sqlite3_db_status(_writer.Handle, PagesWritten, out _, out _, 1);
        _isCopying = true;
        _due.Set();
    }

    /// <summary>Leaves everything in the file and nothing in the log, so that the file alone can be copied.</summary>
    public void Dispose()
    {
        _isEnding = true;
        _due.Set();
        _thread.Join();
        _due.Dispose();
        _copier.Dispose();
        _ = raw.sqlite3_wal_checkpoint_v2(_writer.Handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
    }

    private void Copy()
    {
        while (_due.WaitOne() && !_isEnding)
        {
            _ = raw.sqlite3_wal_checkpoint_v2(_copier.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _logPages, out _);
            _isCopying = false;
        }
    }

    private void Finish()
    {
        _ = raw.sqlite3_wal_checkpoint_v2(_writer.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var logPages, out _);
        _logPages = 0;
        if (logPages < _restartAt)
            return;

        // A reader of another process that never ends would be waited for in vain: then not again before the log has grown as much.
        var code = raw.sqlite3_wal_checkpoint_v2(_writer.Handle, "main", raw.SQLITE_CHECKPOINT_RESTART, out logPages, out _);
        _restartAt = code == raw.SQLITE_OK ? MaxLogPages : logPages + MaxLogPages;
    }
}
