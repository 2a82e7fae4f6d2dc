using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Compounds.Ledger;

/// <summary>The ledger in one SQLite file: the embedded profile, for one process that writes and any number that read.</summary>
/// <remarks>
/// Beside the file lie its write-ahead log (<c>-wal</c>, <c>-shm</c>) and a lock (<c>.lock</c>). Put all on a local disk: file
/// locks of network shares are not to be trusted. A process that another has taken the ledger over from writes and reads nothing any more, with
/// <see cref="LedgerLostException"/>. Reading is synchronous and yields to other work between pages of 256 facts.
/// </remarks>
public sealed class SqliteEventLog : IProvableLedger, IAsyncDisposable
{
    private const int PageFacts = 256;
    private const int PageBytes = 1024 * 1024;
    private const int PageStreams = 1000;
    private const int PageMoves = 4096;

    private readonly string _path;
    private readonly WriterLock? _lock;
    private readonly Ownership? _ownership;
    private readonly SqliteTables? _tables;
    private readonly SqliteWriter? _writer;
    private readonly SqliteReaders _readers;

    private SqliteEventLog(string path, WriterLock writerLock, SqliteTables tables)
    {
        _path = path;
        _lock = writerLock;
        _tables = tables;
        _ownership = new Ownership(tables.Epoch);
        _writer = new SqliteWriter(tables, _ownership);
        _readers = new SqliteReaders(path, _ownership);
        States = new SqliteStates(_writer, _readers);
    }

    private SqliteEventLog(string path)
    {
        _path = path;
        _readers = new SqliteReaders(path);
        States = new SqliteStates(null, _readers);
    }

    /// <summary>Gets the states that are kept beside the facts.</summary>
    public SqliteStates States { get; }

    /// <summary>The wake-ups beside the facts.</summary>
    /// <exception cref="NotSupportedException">The ledger was opened for reading only.</exception>
    public SqliteReminders Reminders => new(Writer, _readers);

    /// <summary>When the last fact was recorded, in UTC; the least time for an empty ledger, and for one that was opened read-only.</summary>
    public DateTimeOffset LastRecordedAt => _tables?.LastRecordedAt ?? DateTimeOffset.MinValue;

    /// <summary>What could not be read of the write-ahead log when this log was opened for writing; <see langword="null"/> when all of it could.</summary>
    public LogDamage? LogDamage { get; private init; }

    /// <summary>Cancelled once another process has taken this ledger over; never for a log that was opened read-only.</summary>
    public CancellationToken Lost => _ownership?.Lost ?? CancellationToken.None;

    /// <summary>Opens a ledger for writing and reading; creates the file and its directory when they are absent.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The log. Dispose it to close the file.</returns>
    /// <exception cref="LedgerUnavailableException">
    /// Another process has it open for writing, the file is not a ledger, or it cannot be opened. Nothing was changed.
    /// </exception>
    public static SqliteEventLog Open(string path) => Open(path, SqliteOwner.Patience);

    /// <summary>The same with another limit of how long an owner that seems to live may take to say so.</summary>
    internal static SqliteEventLog Open(string path, TimeSpan patience)
    {
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var writerLock = WriterLock.Take(path);
        SqliteRecovery? recovery = null;
        try
        {
            recovery = SqliteRecovery.Begin(path);
            return new SqliteEventLog(path, writerLock, SqliteTables.Open(path, writerLock, patience)) { LogDamage = recovery?.Damage };
        }
        catch (SqliteException failure)
        {
            recovery?.Cancel();
            writerLock.Dispose();
            var isBusy = failure.SqliteErrorCode == raw.SQLITE_BUSY;
            throw new LedgerUnavailableException(isBusy ? SqliteOwner.AlreadyOpen(path) : $"The ledger {path} cannot be opened: {failure.Message}", failure);
        }
        catch
        {
            recovery?.Cancel();
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>Opens an existing ledger for reading, also while another process writes it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The log; its writing members throw <see cref="NotSupportedException"/>.</returns>
    /// <exception cref="LedgerUnavailableException">The file is absent, is not a ledger, or cannot be opened.</exception>
    public static SqliteEventLog OpenReadOnly(string path)
    {
        var log = new SqliteEventLog(Path.GetFullPath(path));
        log._readers.Read(0, static (_, _) => true);
        return log;
    }

    /// <summary>Looks for parts of a ledger's write-ahead log that cannot be read, in the present log while no process writes it, and in those kept by earlier starts.</summary>
    /// <param name="path">The file of the ledger.</param>
    /// <returns>What was found; nothing when every log can be read to its end.</returns>
    public static IReadOnlyList<LogDamage> FindLogDamage(string path) => SqliteRecovery.FindAll(Path.GetFullPath(path));

    /// <summary>Asks the file whether this process still owns it; without that a process that was paused would not know for a moment.</summary>
    /// <exception cref="LedgerLostException">Another process has taken the ledger over.</exception>
    /// <exception cref="LedgerUnavailableException">The file cannot be read.</exception>
    public void ConfirmOwner()
    {
        if (_ownership is null)
            return;
        try
        {
            SqliteOwner.ThrowIfOther(_path, _ownership.Epoch, _readers.Read(0, static (reader, _) => reader.ReadOwner()));
        }
        catch (LedgerLostException lost)
        {
            _ownership.Lose(lost);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryAppendAsync(string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken)
    {
        var bytes = Admission.OfAppend(stream, expectedVersion, facts);
        return Writer.WriteAsync(new PendingAppend(stream, expectedVersion, facts, bytes), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, CancellationToken cancellationToken)
    {
        Admission.OfRead(stream, fromVersion, limit);
        return ReadPagesAsync(stream, fromVersion, limit, gapless: true, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var head in ReadHeadsAsync(prefix, cancellationToken).ConfigureAwait(false))
            yield return new StreamHead(head.Stream, head.Version);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredHead> ReadHeadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Admission.OfPrefix(prefix);
        var heads = new List<StoredHead>(PageStreams);
        var fromName = prefix;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            heads.Clear();
            _readers.Read((fromName, heads), static (reader, page) =>
            {
                reader.ReadHeads(page.fromName, PageStreams, page.heads);
                return true;
            });

            foreach (var head in heads)
            {
                if (!head.Stream.StartsWith(prefix, StringComparison.Ordinal))
                    yield break;
                yield return head;
                fromName = head.Stream + '\0'; // the least text after the name
            }

            await Task.Yield();
        }
        while (heads.Count == PageStreams);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> ReadRowsAsync(string stream, CancellationToken cancellationToken) =>
        ReadPagesAsync(stream, 1, int.MaxValue, gapless: false, cancellationToken);

    /// <inheritdoc/>
    public Task<StoredHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken) =>
        Task.FromResult(_readers.Read(stream, static (reader, stream) => reader.ReadHead(stream)));

    /// <inheritdoc/>
    public Task<LedgerDamage?> FindOrphanAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_readers.Read(0, static (reader, _) => reader.FindOrphan()) is var (stream, version)
            ? new LedgerDamage(
                LedgerDamageKind.HeadMismatch, $"#{stream}", version, $"Facts lie under the number {stream}, but the row of that stream is gone.")
            : null);

    /// <summary>Tells from now on which heads move; called before the first append.</summary>
    /// <exception cref="NotSupportedException">The ledger was opened for reading only.</exception>
    public HeadFeed FollowHeads() => _tables?.FollowHeads() ?? throw new NotSupportedException("This ledger was opened for reading only.");

    /// <inheritdoc/>
    public Task<StoreEnd> ReadEndAsync(CancellationToken cancellationToken) => Task.FromResult(_readers.Read(0, static (reader, _) => reader.ReadEnd()));

    /// <inheritdoc/>
    public async IAsyncEnumerable<HeadMove> ReadMovesAsync(
        IReadOnlyList<long> after, IReadOnlyList<long> upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(upTo);
        var (names, moves, row) = (new Dictionary<long, string>(), new List<HeadMove>(), after[0]);
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            moves.Clear();
            _readers.Read((row, upTo: upTo[0], names, moves), static (reader, page) =>
            {
                reader.ReadMoves(page.row, page.upTo, PageMoves, page.names, page.moves);
                return true;
            });
            foreach (var move in moves)
                yield return move;
            row = moves.Count == 0 ? row : moves[^1].Row;
            await Task.Yield();
        }
        while (moves.Count == PageMoves);
    }

    /// <summary>Closes the log: waits until every write that was accepted is durable and answered, then gives the lock back.</summary>
    /// <remarks>A call that still waits for room in the queue gets <see cref="ObjectDisposedException"/>; its facts are not written.</remarks>
    /// <returns>A task that ends when the file is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.StopAsync().ConfigureAwait(false);
        _readers.Dispose();
        if (_lock is not null)
            await _lock.DisposeAsync().ConfigureAwait(false);
        _ownership?.Dispose();
    }

    private SqliteWriter Writer => _writer ?? throw new NotSupportedException("This ledger was opened for reading only.");

    private async IAsyncEnumerable<Fact> ReadPagesAsync(
        string stream, long fromVersion, int limit, bool gapless, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new List<Fact>();
        var (next, left, atEnd) = (fromVersion, limit, false);
        while (left > 0 && !atEnd)
        {
            cancellationToken.ThrowIfCancellationRequested();
            page.Clear();
            (atEnd, var headVersion) = _readers.Read(
                (stream, next, most: Math.Min(left, PageFacts), page),
                static (reader, wanted) => reader.ReadPage(wanted.stream, wanted.next, wanted.most, PageBytes, wanted.page));

            foreach (var fact in page)
            {
                if (gapless)
                    Gap.ThrowIfNot(stream, next, fact.Version);
                yield return fact;
                next = fact.Version + 1;
            }

            left -= page.Count;
            if (atEnd && gapless && next <= headVersion)
                Gap.ThrowIfNot(stream, next, headVersion + 1);
            if (!atEnd)
                await Task.Yield();
        }
    }
}
