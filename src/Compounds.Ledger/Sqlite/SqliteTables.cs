using System.Text;
using Microsoft.Data.Sqlite;

namespace Compounds.Ledger;

/// <summary>The tables as the writer thread sees them: appends and states inside transactions it opens and closes.</summary>
/// <remarks>Heads of streams are loaded when first needed, so opening a large ledger costs nothing.</remarks>
internal sealed class SqliteTables : IDisposable
{
    // 36 MB; beyond that heads are read again from the file.
    private const int MaxHeads = 200_000;

    private readonly SqliteConnection _connection;
    private readonly SqliteOwner _owner;
    private readonly SqliteCheckpoint _checkpoint;
    private readonly FactChain _chain = new();
    private readonly Dictionary<string, StreamRow> _heads = new(StringComparer.Ordinal);
    private readonly SqliteStatement _begin, _commit, _rollback, _findStream, _addStream, _moveStream, _addFact, _addState, _moveState, _removeState, _lastRow;
    private readonly SqliteStatement _keepReminder, _removeReminder;

    private readonly SqliteMoves _moves;

    private long _recordedTicks;
    private long _pendingTicks;

    private SqliteTables(SqliteConnection connection, SqliteOwner owner)
    {
        _connection = connection;
        _owner = owner;
        _checkpoint = new SqliteCheckpoint(connection);
        _begin = new(connection, "BEGIN IMMEDIATE");
        _commit = new(connection, "COMMIT");
        _rollback = new(connection, "ROLLBACK");
        _findStream = new(connection, "SELECT id, version, hash FROM stream WHERE name = ?1");
        _addStream = new(connection, "INSERT INTO stream (name, version, hash) VALUES (?1, 0, zeroblob(32))");
        _lastRow = new(connection, "SELECT last_insert_rowid()");
        _moveStream = new(connection, "UPDATE stream SET version = ?2, hash = ?3 WHERE id = ?1");
        _addFact = new(connection, "INSERT INTO fact (stream, version, recorded_ticks, name, hash, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _addState = new(connection, "INSERT INTO snapshot (stream, version, body) VALUES (?1, ?2, ?3) ON CONFLICT (stream) DO NOTHING");
        _moveState = new(connection, "UPDATE snapshot SET version = ?2, body = ?3 WHERE stream = ?1 AND version = ?4");
        _removeState = new(connection, "DELETE FROM snapshot WHERE stream = ?1 AND version = ?2");
        _keepReminder = new(connection, """
            INSERT OR REPLACE INTO reminder (grain, name, hash, start_ticks, period_ticks, tag) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """);
        _removeReminder = new(connection, "DELETE FROM reminder WHERE grain = ?1 AND name = ?2 AND tag = ?3");
        SqliteFile.Execute(connection, SqliteFile.Identity);
        using (var identity = new SqliteStatement(connection, "SELECT id FROM store"))
            _moves = new SqliteMoves(connection, identity.Step() ? Convert.ToHexStringLower(identity.Bytes(0)) : "");
        _recordedTicks = SqliteFile.Number(connection, "SELECT coalesce((SELECT recorded_ticks FROM fact ORDER BY position DESC LIMIT 1), 0)");
    }

    /// <summary>The number of the ledger's owner, which this process is.</summary>
    public long Epoch => _owner.Epoch;

    /// <summary>Opens the file of a ledger and takes it over from its last owner.</summary>
    /// <exception cref="LedgerUnavailableException">That one lives, or the file is no ledger.</exception>
    public static SqliteTables Open(string path, WriterLock writerLock, TimeSpan patience)
    {
        var connection = SqliteFile.OpenForWriting(path);
        try
        {
            return new SqliteTables(connection, SqliteOwner.Take(connection, writerLock, patience));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a transaction.</summary>
    /// <exception cref="LedgerLostException">Another process is the owner of the ledger.</exception>
    public void Begin()
    {
        if (_heads.Count > MaxHeads)
            _heads.Clear();
        _pendingTicks = 0;
        _moves.Begin();
        _begin.Run();
        _owner.Confirm();
    }

    /// <summary>Called from time to time while there is nothing to write.</summary>
    /// <exception cref="LedgerLostException">Another process is the owner of the ledger.</exception>
    public void ConfirmIdle() => _owner.ConfirmIdle();

    /// <summary>When the last fact that was committed was recorded, in UTC; the least time for an empty ledger. For any thread.</summary>
    public DateTimeOffset LastRecordedAt => new(Volatile.Read(ref _recordedTicks), TimeSpan.Zero);

    public void Commit()
    {
        _commit.Run();
        Volatile.Write(ref _recordedTicks, Math.Max(_recordedTicks, _pendingTicks));
        _moves.Commit();
    }

    /// <summary>Tells from now on which heads move. For any thread.</summary>
    public HeadFeed FollowHeads() => _moves.Follow();

    public void CheckpointIfDue() => _checkpoint.RunIfDue();

    /// <summary>Undoes the open transaction, if SQLite has not done so itself, and forgets heads that it may have moved.</summary>
    public void Rollback()
    {
        _heads.Clear();
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _rollback.Run();
    }

    /// <summary>Appends in the open transaction.</summary>
    /// <returns>Whether the stream was at the expected version.</returns>
    public bool Append(string stream, long expectedVersion, IReadOnlyList<NewFact> facts)
    {
        var head = Find(stream);
        if ((head?.Version ?? 0) != expectedVersion)
            return false;
        if (facts.Count == 0)
            return true;

        head ??= Add(stream);
        _addFact.Bind(1, head.Id);
        for (var index = 0; index < facts.Count; index++)
            Insert(stream, head, facts[index]);
        _moves.Add(stream, head);

        _moveStream.Bind(1, head.Id);
        _moveStream.Bind(2, head.Version);
        _moveStream.BindBlob(3, head.Link);
        _moveStream.Run();
        return true;
    }

    /// <summary>Adds, replaces or removes a state in the open transaction.</summary>
    /// <returns>Whether the state was the expected one.</returns>
    public bool Keep(string key, long? expectedTag, StoredState? state)
    {
        var statement = state is null ? _removeState : expectedTag is null ? _addState : _moveState;
        statement.BindText(1, Encoding.UTF8.GetBytes(key));
        statement.Bind(2, state?.Tag ?? expectedTag!.Value);
        if (state is not null)
            statement.BindBlob(3, state.Body.Span);
        if (state is not null && expectedTag is { } tag)
            statement.Bind(4, tag);
        statement.Run();
        return SQLitePCL.raw.sqlite3_changes(_connection.Handle) == 1;
    }

    public void Keep(Reminder reminder)
    {
        _keepReminder.BindText(1, reminder.Grain);
        _keepReminder.BindText(2, reminder.Name);
        _keepReminder.Bind(3, reminder.Hash);
        _keepReminder.Bind(4, reminder.StartAt.Ticks);
        _keepReminder.Bind(5, reminder.Period.Ticks);
        _keepReminder.BindText(6, reminder.Tag);
        _keepReminder.Run();
    }

    /// <summary>Removes a wake-up.</summary>
    /// <returns>Whether one with this tag was there.</returns>
    public bool RemoveReminder(string grain, string name, string tag)
    {
        _removeReminder.BindText(1, grain);
        _removeReminder.BindText(2, name);
        _removeReminder.BindText(3, tag);
        _removeReminder.Run();
        return SQLitePCL.raw.sqlite3_changes(_connection.Handle) == 1;
    }

    public void Dispose()
    {
        Release();
        _owner.Dispose();
        _checkpoint.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _findStream.Dispose();
        _addStream.Dispose();
        _moveStream.Dispose();
        _addFact.Dispose();
        _addState.Dispose();
        _moveState.Dispose();
        _removeState.Dispose();
        _keepReminder.Dispose();
        _removeReminder.Dispose();
        _lastRow.Dispose();
        _chain.Dispose();
        _connection.Dispose();
    }

    private void Release()
    {
        try
        {
            _owner.Release();
        }
        catch (SqliteException)
        {
            // The next process finds the lock file free, and needs no other sign.
        }
    }

    private void Insert(string stream, StreamRow head, in NewFact fact)
    {
        var body = fact.Body.Span;
        var version = head.Version + 1;
        _chain.Link(head.Link, stream, version, fact.RecordedAt, fact.Name, body, head.Link);
        _addFact.Bind(2, version);
        _addFact.Bind(3, fact.RecordedAt.UtcTicks);
        _addFact.BindText(4, fact.Name);
        _addFact.BindBlob(5, head.Link);
        _addFact.BindText(6, body);
        _addFact.Run();
        head.Version = version;
        _pendingTicks = Math.Max(_pendingTicks, fact.RecordedAt.UtcTicks);
    }

    private StreamRow? Find(string stream)
    {
        if (_heads.TryGetValue(stream, out var known))
            return known;

        _findStream.BindText(1, stream);
        StreamRow? head = null;
        if (_findStream.Step())
        {
            head = new StreamRow(_findStream.Integer(0), _findStream.Integer(1));
            _findStream.Bytes(2).CopyTo(head.Link);
            _heads.Add(stream, head);
        }

        _findStream.Reset();
        return head;
    }

    private StreamRow Add(string stream)
    {
        _addStream.BindText(1, stream);
        _addStream.Run();
        _lastRow.Step();
        var head = new StreamRow(_lastRow.Integer(0), 0);
        _lastRow.Reset();
        _heads.Add(stream, head);
        return head;
    }
}
