using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Compounds.Ledger;

/// <summary>The heads that the open transaction moves, for those who follow them. Used by the thread that writes, but for <see cref="Follow"/>.</summary>
internal sealed class SqliteMoves(SqliteConnection connection, string store)
{
    private readonly Dictionary<string, StreamRow> _moved = new(StringComparer.Ordinal);
    private volatile HeadFeed? _feed;
    private long _row;

    /// <summary>Begins to tell what moves; may be called by any thread, once, before the first append.</summary>
    public HeadFeed Follow() => _feed = new HeadFeed();

    public void Begin() => _moved.Clear();

    /// <summary>Takes in that facts were added to a stream; the last of them is the last row that was inserted.</summary>
    public void Add(string stream, StreamRow head)
    {
        if (_feed is null)
            return;
        _moved[stream] = head;
        _row = raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    /// <summary>Tells them, now that the transaction is durable.</summary>
    public void Commit()
    {
        if (_moved.Count > 0)
            _feed?.Note(_moved.Select(static moved => new StoredHead(moved.Key, moved.Value.Version, moved.Value.Link.ToArray())), new StoreEnd(store, [_row]));
    }
}
