using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Compounds.Ledger;

/// <summary>The file of a ledger: its layout and how connections to it are opened.</summary>
/// <remarks>
/// Facts lie in the order they were appended, under a rowid; a compact unique index finds them by stream and version. Clustering
/// by (stream, version) instead cost a quarter of the throughput (100 000 against 130 000 inserts/s over 2 million rows), because
/// 2 100 places of the tree grow at once. Bodies are TEXT, so that <c>sqlite3</c> and its JSON functions show them as they are.
/// The table <c>snapshot</c> keeps states: its stream is their key, its version their tag.
/// </remarks>
internal static class SqliteFile
{
    private const int ApplicationId = 0x434D504C; // "CMPL"
    private const int LayoutVersion = 1;

    private const string Layout = """
        CREATE TABLE stream (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE fact (
            position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, recorded_ticks INTEGER NOT NULL,
            name TEXT NOT NULL, hash BLOB NOT NULL, body TEXT NOT NULL) STRICT;
        CREATE UNIQUE INDEX fact_by_version ON fact (stream, version);
        CREATE TABLE snapshot (stream TEXT PRIMARY KEY, version INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
        """;

    // Apart from the layout, because files that are older have everything else: it is added when they are next opened for writing.
    private const string Reminders = """
        CREATE TABLE IF NOT EXISTS reminder (
            grain TEXT NOT NULL, name TEXT NOT NULL, hash INTEGER NOT NULL, start_ticks INTEGER NOT NULL, period_ticks INTEGER NOT NULL,
            tag TEXT NOT NULL, PRIMARY KEY (grain, name)) STRICT;
        """;

    /// <summary>Gives the file a number of its own, if it has none: a copy of the file keeps it, another file with the same facts does not have it.</summary>
    public const string Identity = """
        CREATE TABLE IF NOT EXISTS store (id BLOB NOT NULL) STRICT;
        INSERT INTO store SELECT randomblob(16) WHERE NOT EXISTS (SELECT 1 FROM store);
        """;

    /// <summary>Opens the connection that writes, and lays the file out when it is new.</summary>
    public static SqliteConnection OpenForWriting(string path)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // FULL: an answer is given only after fsync of the log. Checkpoints are ours: SqliteCheckpoint.
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 0;");
            if (Number(connection, "PRAGMA user_version") == 0 && Number(connection, "SELECT count(*) FROM sqlite_schema") == 0)
            {
                Execute(connection, $"BEGIN; {Layout} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {LayoutVersion}; COMMIT;");
            }

            CheckLayout(connection, path);
            Execute(connection, Reminders);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that reads beside the writer.</summary>
    public static SqliteConnection OpenForReading(string path)
    {
        var connection = Connect(path, SqliteOpenMode.ReadOnly);
        try
        {
            CheckLayout(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, sql), connection.Handle);

    /// <summary>The first column of the first row.</summary>
    public static long Number(SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        statement.Step();
        return statement.Integer(0);
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 1000;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void CheckLayout(SqliteConnection connection, string path)
    {
        if (Number(connection, "PRAGMA application_id") != ApplicationId)
            throw new LedgerUnavailableException($"{path} is a database, but not a ledger.");
        var version = Number(connection, "PRAGMA user_version");
        if (version != LayoutVersion)
            throw new LedgerUnavailableException($"{path} has layout {version}; this program knows layout {LayoutVersion}.");
    }
}
