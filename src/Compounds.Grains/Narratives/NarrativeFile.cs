using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Compounds.Grains.Narratives;

/// <summary>The file of the index: a copy of nothing, only what finds the texts in the ledger again. It may be deleted at any time.</summary>
/// <remarks>
/// The tables of words keep no text (<c>content=''</c>). Trigrams keep positions, because a word is a row of them; grams are a set and need none.
/// Matching form is lower case already, so neither folds case again.
/// </remarks>
internal static class NarrativeFile
{
    private const int ApplicationId = 0x434D504E; // "CMPN"
    private const int LayoutVersion = 2;

    private const string Layout = """
        CREATE TABLE stream (name TEXT PRIMARY KEY, version INTEGER NOT NULL, link BLOB NOT NULL) STRICT;
        CREATE TABLE marking (id INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE, tlp INTEGER NOT NULL, audience TEXT NOT NULL) STRICT;
        CREATE TABLE narrative (
            id INTEGER PRIMARY KEY, key BLOB NOT NULL, version INTEGER NOT NULL, revision INTEGER NOT NULL, agency TEXT NOT NULL,
            report TEXT NOT NULL, relay TEXT NOT NULL, day INTEGER NOT NULL, marking INTEGER NOT NULL) STRICT;
        CREATE UNIQUE INDEX narrative_by_key ON narrative (key, version);
        CREATE INDEX narrative_by_day ON narrative (day DESC, key);
        CREATE VIRTUAL TABLE trigram USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1');
        CREATE VIRTUAL TABLE gram USING fts5 (text, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii');
        """;

    /// <summary>Opens the file for writing; lays it out when it is new, and lays out another in its place when it cannot be used.</summary>
    public static SqliteConnection OpenForWriting(string path)
    {
        if (!IsUsable(path))
            Delete(path);
        var connection = Connect(path);
        try
        {
            // NORMAL: a crash may lose the last writes, and the cursors with them, so that they are made again.
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768;");
            if (IsEmpty(connection))
                Execute(connection, $"BEGIN; {Layout} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {LayoutVersion}; COMMIT;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that reads beside the writer; the pool keeps it for the next search.</summary>
    public static SqliteConnection OpenForReading(string path)
    {
        var connection = new SqliteConnection(ReadingString(path));
        connection.Open();
        return connection;
    }

    /// <summary>Closes what the pool keeps.</summary>
    public static void CloseReaders(string path)
    {
        using var connection = new SqliteConnection(ReadingString(path));
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Deletes the file after a failure that says that it is damaged: it is laid out again when it is next opened.</summary>
    public static void DeleteIfDamaged(string path, Exception failure)
    {
        if (failure is SqliteException damage && IsDamage(damage))
            Delete(path);
    }

    /// <summary>Runs statements that return nothing.</summary>
    public static void Execute(SqliteConnection connection, string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, sql), connection.Handle);

    private static string ReadingString(string path) => new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();

    /// <summary>Whether the file is new or has this layout. The ledger has all that was in one that has not.</summary>
    private static bool IsUsable(string path)
    {
        try
        {
            using var connection = Connect(path);
            return IsEmpty(connection) || (Number(connection, "PRAGMA application_id") == ApplicationId && Number(connection, "PRAGMA user_version") == LayoutVersion);
        }
        catch (SqliteException failure) when (IsDamage(failure))
        {
            return false;
        }
    }

    private static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Delete(string path)
    {
        CloseReaders(path);
        foreach (var file in new[] { path, $"{path}-wal", $"{path}-shm" })
            File.Delete(file);
    }

    private static bool IsEmpty(SqliteConnection connection) => Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;

    private static long? Number(SqliteConnection connection, string sql)
    {
        using var statement = new NarrativeStatement(connection, sql);
        return statement.Number();
    }
}
