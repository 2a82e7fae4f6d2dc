using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Compounds.Ledger;

/// <summary>The row that says which process may write a ledger. Each owner has the next epoch, and each transaction confirms its own.</summary>
/// <remarks>
/// <para>
/// SQLite alone would let two processes write in turns, each with heads in memory that the other has moved on. A process that finds another owner
/// takes over at once when that one has closed the ledger, or when it holds the lock file in which that one noted its epoch: then that one is dead.
/// Otherwise it asks, by a number in the row. An owner that lives answers by the same number within <see cref="Watch"/>, and the
/// process that asked is refused. No clock is compared, and an idle owner writes nothing.
/// </para>
/// <para>Used by the thread that writes, like its connection.</para>
/// </remarks>
internal sealed class SqliteOwner : IDisposable
{
    /// <summary>How often an owner that has nothing to write looks whether somebody asks.</summary>
    public static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an owner that was asked has to answer before it counts as gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(50);

    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _read, _take, _ask, _answer, _release;

    private SqliteOwner(SqliteConnection connection)
    {
        _connection = connection;
        // Ledgers of earlier programs lack the table.
        SqliteFile.Execute(connection, """
            CREATE TABLE IF NOT EXISTS owner (
                id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL, is_open INTEGER NOT NULL, asked INTEGER NOT NULL, answered INTEGER NOT NULL) STRICT;
            INSERT INTO owner SELECT 1, 0, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM owner);
            """);
        _read = new(connection, "SELECT epoch, is_open, asked, answered FROM owner");
        _take = new(connection, "UPDATE owner SET epoch = epoch + 1, is_open = 1, answered = asked");
        _ask = new(connection, "UPDATE owner SET asked = asked + 1");
        _answer = new(connection, "UPDATE owner SET answered = asked WHERE epoch = ?1");
        _release = new(connection, "UPDATE owner SET is_open = 0 WHERE epoch = ?1");
    }

    /// <summary>The number of this owner.</summary>
    public long Epoch { get; private set; }

    /// <summary>Takes a ledger over from its last owner.</summary>
    /// <exception cref="LedgerUnavailableException">That one is alive, or another process was faster.</exception>
    public static SqliteOwner Take(SqliteConnection connection, WriterLock writerLock, TimeSpan patience)
    {
        SqliteFile.Execute(connection, "BEGIN IMMEDIATE");
        var owner = new SqliteOwner(connection);
        try
        {
            var last = owner.Read();
            var isGone = !last.IsOpen || last.Epoch == writerLock.Epoch;
            if (!isGone)
                owner.WaitUntilGone(patience);
            owner._take.Run();
            owner.Epoch = owner.Read().Epoch;
            SqliteFile.Execute(connection, "COMMIT");
            writerLock.Note(owner.Epoch);
            return owner;
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    public static string AlreadyOpen(string path) =>
        $"The ledger {path} is already open for writing. One process writes a ledger: stop the other one, or open this one read-only.";

    /// <summary>Called in each transaction before anything is written: confirms this owner, and answers whoever asks.</summary>
    /// <exception cref="LedgerLostException">Another process is the owner.</exception>
    public void Confirm()
    {
        var row = Read();
        ThrowIfOther(_connection.DataSource, Epoch, row.Epoch);
        if (!row.IsAsked)
            return;
        _answer.Bind(1, Epoch);
        _answer.Run();
    }

    /// <summary>The same while there is nothing to write.</summary>
    /// <exception cref="LedgerLostException">Another process is the owner.</exception>
    public void ConfirmIdle()
    {
        try
        {
            Confirm();
        }
        catch (SqliteException)
        {
            // The next look comes soon.
        }
    }

    /// <summary>Says that the next process may take over at once.</summary>
    public void Release()
    {
        _release.Bind(1, Epoch);
        _release.Run();
    }

    public static void ThrowIfOther(string path, long own, long found)
    {
        if (own != found)
        {
            throw new LedgerLostException(
                $"Another process has taken the ledger {path} over, as its owner number {found}; this one was number {own} and stops. Nothing is lost: ask the other one.");
        }
    }

    public void Dispose()
    {
        _read.Dispose();
        _take.Dispose();
        _ask.Dispose();
        _answer.Dispose();
        _release.Dispose();
    }

    /// <summary>Asks the last owner for a sign of life. Begins and ends inside a transaction.</summary>
    private void WaitUntilGone(TimeSpan patience)
    {
        _ask.Run();
        var asked = Read();
        SqliteFile.Execute(_connection, "COMMIT");
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < patience && IsAwaited(asked))
            Thread.Sleep(s_lookAgain);
        SqliteFile.Execute(_connection, "BEGIN IMMEDIATE");
        if (Read() is { IsOpen: true } still && (still.Epoch != asked.Epoch || still.Answered >= asked.Asked))
            throw new LedgerUnavailableException(AlreadyOpen(_connection.DataSource));
    }

    private bool IsAwaited(Row asked) => Read() is { IsOpen: true } now && now.Epoch == asked.Epoch && now.Answered < asked.Asked;

    private Row Read()
    {
        try
        {
            _read.Step();
            return new Row(_read.Integer(0), _read.Integer(1) != 0, _read.Integer(2), _read.Integer(3));
        }
        finally
        {
            _read.Reset();
        }
    }

    private readonly record struct Row(long Epoch, bool IsOpen, long Asked, long Answered)
    {
        public bool IsAsked => Asked > Answered;
    }
}
