using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Compounds.Ledger;

/// <summary>The idle read connections. Reading is synchronous, so no more are open at once than threads read.</summary>
/// <param name="path">The file.</param>
/// <param name="ownership">Of the process that also writes: once it is lost nothing is read, because what this process holds may be stale.</param>
internal sealed class SqliteReaders(string path, Ownership? ownership = null) : IDisposable
{
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private readonly int _maxIdle = 2 * Environment.ProcessorCount;
    private volatile bool _disposed;

    public TResult Read<TState, TResult>(TState state, Func<SqliteReader, TState, TResult> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ownership?.ThrowIfLost();
        try
        {
            if (!_idle.TryTake(out var reader))
                reader = new SqliteReader(path);
            try
            {
                return read(reader, state);
            }
            finally
            {
                Return(reader);
            }
        }
        catch (SqliteException exception)
        {
            throw new LedgerUnavailableException($"The ledger {path} could not be read: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }

    private void Return(SqliteReader reader)
    {
        if (_idle.Count >= _maxIdle)
        {
            reader.Dispose();
            return;
        }

        _idle.Add(reader);
        if (_disposed)
            Dispose();
    }
}
