using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Compounds.Ledger;

/// <summary>The one thread that writes: whatever waits when it looks goes into one transaction, and so shares one fsync.</summary>
internal sealed class SqliteWriter
{
    // What waits is bounded here, what a caller holds is bounded by LedgerLimits; the next caller waits for room.
    private const int MaxWaiting = 1024;

    // Keeps a transaction inside SQLite's page cache, and below 0.2 s.
    private const int MaxTransactionBytes = 8 * 1024 * 1024;

    // Continuations may run on the thread that reads or writes the channel: both are ours and only pass a signal on,
    // and so a busy thread pool cannot keep the writer asleep.
    private readonly Channel<PendingWrite> _waiting = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly SqliteTables _tables;
    private readonly Ownership _ownership;
    private readonly List<PendingWrite> _batch = [];
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteWriter(SqliteTables tables, Ownership ownership)
    {
        (_tables, _ownership) = (tables, ownership);
        new Thread(Run) { Name = "ledger-writer", IsBackground = true }.Start();
    }

    /// <summary>Hands a write to the thread; waits for room when too many wait.</summary>
    /// <returns>The answer, once the write is durable.</returns>
    public ValueTask<bool> WriteAsync(PendingWrite write, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && _waiting.Writer.TryWrite(write)
            ? new ValueTask<bool>(write.Answer)
            : QueueAsync(write, cancellationToken);

    /// <summary>Takes no more writes, and ends when those that wait are durable and the connection is closed.</summary>
    public Task StopAsync()
    {
        _waiting.Writer.TryComplete();
        return _stopped.Task;
    }

    private async ValueTask<bool> QueueAsync(PendingWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException exception)
        {
            throw new ObjectDisposedException("The ledger is closed.", exception);
        }

        return await write.Answer.ConfigureAwait(false);
    }

    private void Run()
    {
        while (WaitForWrites())
        {
            TakeWaiting();
            WriteBatch();
            _batch.Clear();
            _tables.CheckpointIfDue();
        }

        _tables.Dispose();
        _stopped.SetResult();
    }

    private bool WaitForWrites()
    {
        var isMore = _waiting.Reader.WaitToReadAsync().AsTask();
        while (!isMore.Wait(SqliteOwner.Watch))
        {
            try
            {
                _tables.ConfirmIdle();
            }
            catch (LedgerLostException lost)
            {
                _ownership.Lose(lost);
            }
        }

        return isMore.Result;
    }

    private void TakeWaiting()
    {
        for (var bytes = 0; bytes < MaxTransactionBytes && _waiting.Reader.TryRead(out var write); bytes += write.Bytes)
            _batch.Add(write);
    }

    private void WriteBatch()
    {
        if (!TryBegin(_batch))
            return;

        try
        {
            foreach (var write in _batch)
                write.WriteTo(_tables);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _tables.Rollback();
            WriteOneByOne();
            return;
        }

        Commit(_batch);
    }

    // One of the batch cannot be written. Alone, each of the others can, and the culprit fails alone.
    private void WriteOneByOne()
    {
        foreach (var write in _batch)
        {
            if (!TryBegin([write]))
                continue;

            try
            {
                write.WriteTo(_tables);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                _tables.Rollback();
                Fail([write], exception);
                continue;
            }

            Commit([write]);
        }
    }

    private bool TryBegin(List<PendingWrite> writes)
    {
        try
        {
            _tables.Begin();
            return true;
        }
        catch (SqliteException exception)
        {
            Fail(writes, exception);
            return false;
        }
        catch (LedgerLostException lost)
        {
            _tables.Rollback();
            _ownership.Lose(lost);
            foreach (var write in writes)
                write.Fail(new LedgerLostException(lost.Message, lost));
            return false;
        }
    }

    private void Commit(List<PendingWrite> writes)
    {
        try
        {
            _tables.Commit();
        }
        catch (SqliteException exception)
        {
            // The log may or may not hold the commit: nobody can be answered yes or no.
            _tables.Rollback();
            Fail(writes, exception);
            return;
        }

        foreach (var write in writes)
            write.Complete();
    }

    // An exception for each caller: one that is thrown twice mixes up its stack traces.
    private static void Fail(List<PendingWrite> writes, Exception cause)
    {
        foreach (var write in writes)
        {
            write.Fail(cause is SqliteException { SqliteErrorCode: raw.SQLITE_FULL }
                ? new LedgerFullException("The disk of the ledger is full.", cause)
                : new LedgerUnavailableException($"The ledger could not be written: {cause.Message}", cause));
        }
    }
}
