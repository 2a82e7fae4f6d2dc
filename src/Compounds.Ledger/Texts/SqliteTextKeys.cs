using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Compounds.Ledger;

/// <summary>The keys of texts in a SQLite file beside the ledger's, and the deployment's own key in a file that only its owner may read.</summary>
/// <remarks>
/// Batches that come while one is being written share the next transaction. What is replaced or removed is overwritten in the file and in
/// its log before the caller is answered.
/// </remarks>
public sealed class SqliteTextKeys : ITextKeys, IDisposable
{
    private const int ApplicationId = 0x434D504B; // "CMPK"

    private readonly SqliteConnection _connection;
    private readonly string _keyPath;
    private readonly SqliteStatement _add, _read, _readAny, _replace, _remove;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<(Guid Batch, ReadOnlyMemory<byte> Body, TaskCompletionSource Added)> _waiting = [];

    private SqliteTextKeys(SqliteConnection connection, string keyPath)
    {
        (_connection, _keyPath) = (connection, keyPath);
        _add = new(connection, "INSERT INTO batch (id, version, body) VALUES (?1, 0, ?2)");
        _read = new(connection, "SELECT id, version, body FROM batch WHERE id = ?1");
        _readAny = new(connection, "SELECT id, version, body FROM batch ORDER BY rowid DESC LIMIT 1");
        _replace = new(connection, "UPDATE batch SET version = version + 1, body = ?3 WHERE id = ?1 AND version = ?2");
        _remove = new(connection, "DELETE FROM batch WHERE id = ?1 AND version = ?2");
    }

    /// <summary>Opens the keys of a ledger; makes the file where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keyPath">The file of the deployment's own key.</param>
    /// <exception cref="LedgerUnavailableException">The file cannot be opened, or is another.</exception>
    public static SqliteTextKeys Open(string path, string keyPath) => Guarded(path, () =>
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            SqliteFile.Execute(connection, "PRAGMA busy_timeout = 1000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
            if (SqliteFile.Number(connection, "SELECT count(*) FROM sqlite_schema") == 0)
                SqliteFile.Execute(connection, $"BEGIN; CREATE TABLE batch (id BLOB NOT NULL UNIQUE, version INTEGER NOT NULL, body BLOB NOT NULL) STRICT; PRAGMA application_id = {ApplicationId}; COMMIT;");
            return SqliteFile.Number(connection, "PRAGMA application_id") == ApplicationId ? new SqliteTextKeys(connection, keyPath)
                : throw new LedgerUnavailableException($"{path} is a database, but holds no keys of texts.");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <inheritdoc/>
    public async Task AddAsync(Guid batch, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
            _waiting.Add((batch, body, added));
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            AddWaiting();
        }
        finally
        {
            _turn.Release();
        }

        await added.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<KeptTextKeys?> ReadAsync(Guid batch, CancellationToken cancellationToken) => InTurnAsync(() =>
    {
        _read.BindBlob(1, batch.ToByteArray(bigEndian: true));
        return Read(_read);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryReplaceAsync(Guid batch, KeptTextKeys read, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken) => InTurnAsync(() =>
    {
        ArgumentNullException.ThrowIfNull(read);
        var statement = body is null ? _remove : _replace;
        statement.BindBlob(1, batch.ToByteArray(bigEndian: true));
        statement.Bind(2, long.Parse(read.Tag, CultureInfo.InvariantCulture));
        if (body is { } wanted)
            statement.BindBlob(3, wanted.Span);
        statement.Run();
        var isDone = SqliteFile.Number(_connection, "SELECT changes()") > 0;
        // The log still has the page as it was.
        SqliteFile.Execute(_connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return isDone;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<KeptTextKeys?> ReadAnyAsync(CancellationToken cancellationToken) => InTurnAsync(() => Read(_readAny), cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> OwnKeyAsync(bool isMade, CancellationToken cancellationToken) => InTurnAsync(() =>
    {
        if (!File.Exists(_keyPath))
        {
            if (!isMade)
                return null;
            MakeKey(_keyPath);
        }

        return File.ReadAllBytes(_keyPath) is { Length: ITextKeys.OwnKeyBytes } key ? key
            : throw new LedgerUnavailableException($"{_keyPath} is not the key of a deployment, which has {ITextKeys.OwnKeyBytes} bytes; put the right file there.");
    }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _add.Dispose();
        _read.Dispose();
        _readAny.Dispose();
        _replace.Dispose();
        _remove.Dispose();
        _connection.Dispose();
        _turn.Dispose();
    }

    private static T Guarded<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL)
        {
            throw new LedgerFullException($"The disk of {path} is full.", failure);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new LedgerUnavailableException($"The keys of texts in {path} cannot be used: {failure.Message}", failure);
        }
    }

    // Whole or not at all: a file that ends in the middle would be taken for a wrong key.
    private static void MakeKey(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var unfinished = path + ".new";
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(ITextKeys.OwnKeyBytes));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path);
    }

    private static KeptTextKeys? Read(SqliteStatement statement)
    {
        try
        {
            return statement.Step()
                ? new(new Guid(statement.Bytes(0), bigEndian: true), statement.Bytes(2).ToArray(), statement.Integer(1).ToString(CultureInfo.InvariantCulture))
                : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    private async Task<T> InTurnAsync<T>(Func<T> action, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Guarded(_connection.DataSource, action);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void AddWaiting()
    {
        (Guid Batch, ReadOnlyMemory<byte> Body, TaskCompletionSource Added)[] waiting;
        lock (_waiting)
        {
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        if (waiting.Length == 0)
            return;
        try
        {
            Guarded(_connection.DataSource, () => Add(waiting));
            foreach (var (_, _, added) in waiting)
                added.SetResult();
        }
        catch (LedgerUnavailableException failure)
        {
            foreach (var (_, _, added) in waiting)
                added.SetException(failure);
        }
    }

    private bool Add((Guid Batch, ReadOnlyMemory<byte> Body, TaskCompletionSource Added)[] waiting)
    {
        SqliteFile.Execute(_connection, "BEGIN IMMEDIATE");
        try
        {
            foreach (var (batch, body, _) in waiting)
            {
                _add.BindBlob(1, batch.ToByteArray(bigEndian: true));
                _add.BindBlob(2, body.Span);
                _add.Run();
            }

            SqliteFile.Execute(_connection, "COMMIT");
            return true;
        }
        catch
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                SqliteFile.Execute(_connection, "ROLLBACK");
            throw;
        }
    }
}
