using System.Text;
using Microsoft.Data.Sqlite;

namespace Compounds.Ledger;

/// <summary>One connection for reading, and its prepared statements. Used by one caller at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly StoredNames _names = new();
    private readonly SqliteStatement _head, _facts, _streams, _state, _orphan;
    private SqliteStatement? _reminders;
    private SqliteStatement? _owner;
    private SqliteStatement? _moves, _name;

    public SqliteReader(string path)
    {
        _connection = SqliteFile.OpenForReading(path);
        _head = new(_connection, "SELECT id, version, hash FROM stream WHERE name = ?1");
        _facts = new(_connection, """
            SELECT version, recorded_ticks, name, hash, body FROM fact WHERE stream = ?1 AND version >= ?2 ORDER BY version LIMIT ?3
            """);
        _streams = new(_connection, "SELECT name, version, hash FROM stream WHERE name >= ?1 ORDER BY name LIMIT ?2");
        _state = new(_connection, "SELECT version, body FROM snapshot WHERE stream = ?1");
        _orphan = new(_connection, """
            SELECT stream, version FROM fact WHERE stream NOT IN (SELECT id FROM stream) ORDER BY position LIMIT 1
            """);
    }

    /// <summary>Reads the rows of a stream as they lie there, up to a number of facts and about a number of bytes.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="fromVersion">The first version wanted.</param>
    /// <param name="maxFacts">The most facts wanted.</param>
    /// <param name="maxBytes">Ends the page once it holds so many bytes of bodies.</param>
    /// <param name="facts">Gets the facts.</param>
    /// <returns>Whether the end of the stream was reached, and the version of its head, read before the rows.</returns>
    public (bool AtEnd, long HeadVersion) ReadPage(string stream, long fromVersion, int maxFacts, int maxBytes, List<Fact> facts)
    {
        _head.BindText(1, stream);
        try
        {
            if (!_head.Step())
                return (true, 0);

            var headVersion = _head.Integer(1);
            _facts.Bind(1, _head.Integer(0));
            _facts.Bind(2, fromVersion);
            _facts.Bind(3, maxFacts);
            for (var bytes = 0; bytes < maxBytes && facts.Count < maxFacts; bytes += facts[^1].Body.Length)
            {
                if (!_facts.Step())
                    return (true, headVersion);
                facts.Add(CurrentFact(stream));
            }

            return (false, headVersion);
        }
        finally
        {
            _facts.Reset();
            _head.Reset();
        }
    }

    public void ReadHeads(string fromName, int limit, List<StoredHead> heads)
    {
        _streams.BindText(1, fromName);
        _streams.Bind(2, limit);
        try
        {
            while (_streams.Step())
                heads.Add(new StoredHead(_streams.Text(0), _streams.Integer(1), _streams.Bytes(2).ToArray()));
        }
        finally
        {
            _streams.Reset();
        }
    }

    public StoredHead? ReadHead(string stream)
    {
        _head.BindText(1, stream);
        try
        {
            return _head.Step() ? new StoredHead(stream, _head.Integer(1), _head.Bytes(2).ToArray()) : null;
        }
        finally
        {
            _head.Reset();
        }
    }

    public StoredState? ReadState(string key)
    {
        _state.BindText(1, Encoding.UTF8.GetBytes(key));
        try
        {
            return _state.Step() ? new StoredState(_state.Integer(0), _state.Bytes(1).ToArray()) : null;
        }
        finally
        {
            _state.Reset();
        }
    }

    public List<string> ReadStateKeys(string prefix)
    {
        using var keys = new SqliteStatement(_connection, "SELECT stream FROM snapshot WHERE stream >= ?1 ORDER BY stream");
        keys.BindText(1, Encoding.UTF8.GetBytes(prefix));
        var found = new List<string>();
        while (keys.Step() && keys.Text(0) is var key && key.StartsWith(prefix, StringComparison.Ordinal))
            found.Add(key);
        return found;
    }

    /// <summary>Reads all wake-ups. Only where the ledger is open for writing is their table known to be there.</summary>
    public List<Reminder> ReadReminders()
    {
        _reminders ??= new(_connection, "SELECT grain, name, hash, start_ticks, period_ticks, tag FROM reminder");
        var reminders = new List<Reminder>();
        try
        {
            while (_reminders.Step())
            {
                reminders.Add(new Reminder(
                    _reminders.Text(0), _reminders.Text(1), (uint)_reminders.Integer(2),
                    new DateTime(_reminders.Integer(3), DateTimeKind.Utc), new TimeSpan(_reminders.Integer(4)), _reminders.Text(5)));
            }

            return reminders;
        }
        finally
        {
            _reminders.Reset();
        }
    }

    /// <summary>Finds a fact whose stream has no row.</summary>
    /// <returns>The number of the stream and the version, or nothing.</returns>
    public (long Stream, long Version)? FindOrphan()
    {
        try
        {
            return _orphan.Step() ? (_orphan.Integer(0), _orphan.Integer(1)) : null;
        }
        finally
        {
            _orphan.Reset();
        }
    }

    /// <summary>The number of the ledger's owner.</summary>
    public long ReadOwner()
    {
        // Ledgers of earlier programs, which may be read but not yet written, lack the table.
        _owner ??= new(_connection, "SELECT epoch FROM owner");
        try
        {
            _owner.Step();
            return _owner.Integer(0);
        }
        finally
        {
            _owner.Reset();
        }
    }

    /// <summary>How far the file is written. Ledgers that this program never wrote have no number.</summary>
    public StoreEnd ReadEnd()
    {
        using var row = new SqliteStatement(_connection, "SELECT coalesce(max(position), 0) FROM fact");
        row.Step();
        if (SqliteFile.Number(_connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'store'") == 0)
            return new StoreEnd("", [row.Integer(0)]);
        using var store = new SqliteStatement(_connection, "SELECT id FROM store");
        return new StoreEnd(store.Step() ? Convert.ToHexStringLower(store.Bytes(0)) : "", [row.Integer(0)]);
    }

    /// <summary>Reads facts in the order in which they were appended, without their bodies.</summary>
    /// <param name="after">The last row that is left out.</param>
    /// <param name="upTo">The last row wanted.</param>
    /// <param name="limit">The most rows wanted.</param>
    /// <param name="names">The names of streams by their number; gets those that are met.</param>
    /// <param name="moves">Gets the rows.</param>
    public void ReadMoves(long after, long upTo, int limit, Dictionary<long, string> names, List<HeadMove> moves)
    {
        _moves ??= new(_connection, "SELECT position, stream, version, hash, recorded_ticks FROM fact WHERE position > ?1 AND position <= ?2 ORDER BY position LIMIT ?3");
        _moves.Bind(1, after);
        _moves.Bind(2, upTo);
        _moves.Bind(3, limit);
        try
        {
            while (_moves.Step())
            {
                var stream = _moves.Integer(1);
                if (!names.TryGetValue(stream, out var name))
                    names.Add(stream, name = ReadName(stream));
                moves.Add(new HeadMove(_moves.Integer(0), name, _moves.Integer(2), _moves.Bytes(3).ToArray(), new DateTimeOffset(_moves.Integer(4), TimeSpan.Zero)));
            }
        }
        finally
        {
            _moves.Reset();
        }
    }

    public void Dispose()
    {
        _owner?.Dispose();
        _moves?.Dispose();
        _name?.Dispose();
        _head.Dispose();
        _facts.Dispose();
        _streams.Dispose();
        _state.Dispose();
        _orphan.Dispose();
        _reminders?.Dispose();
        _connection.Dispose();
    }

    private string ReadName(long stream)
    {
        _name ??= new(_connection, "SELECT name FROM stream WHERE id = ?1");
        _name.Bind(1, stream);
        try
        {
            return _name.Step() ? _name.Text(0) : $"#{stream}";
        }
        finally
        {
            _name.Reset();
        }
    }

    private Fact CurrentFact(string stream)
    {
        // Link and body share one array: two allocations a fact, with the record.
        var hash = _facts.Bytes(3);
        var body = _facts.Bytes(4);
        var bytes = new byte[hash.Length + body.Length];
        hash.CopyTo(bytes);
        body.CopyTo(bytes.AsSpan(hash.Length));
        return new Fact(
            stream,
            _facts.Integer(0),
            new DateTimeOffset(_facts.Integer(1), TimeSpan.Zero),
            _names.Decode(_facts.Bytes(2)),
            bytes.AsMemory(hash.Length),
            bytes.AsMemory(0, hash.Length));
    }
}
