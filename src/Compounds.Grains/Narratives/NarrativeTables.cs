using System.Text;
using Compounds.Grains.Inbox;
using Compounds.Ledger;
using Compounds.Narratives;
using Compounds.Readers;
using Compounds.Reports;
using Microsoft.Data.Sqlite;

namespace Compounds.Grains.Narratives;

/// <summary>The index as its one writer sees it. Taking the same facts again changes nothing.</summary>
/// <remarks>
/// It keeps the newest revision of each report, and of the earlier ones those that some reader sees because a later one is hidden from him.
/// A report without text has a row too: it hides the text of the revision before.
/// </remarks>
internal sealed class NarrativeTables : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly NarrativeStatement _begin, _commit, _rollback, _cursors, _moveCursor, _findMarking, _addMarking, _earlier;
    private readonly NarrativeStatement _add, _lastRow, _addTrigrams, _addGrams, _drop, _dropTrigrams, _dropGrams;

    /// <summary>Opens the file.</summary>
    public NarrativeTables(string path)
    {
        var connection = _connection = NarrativeFile.OpenForWriting(path);
        _begin = new(connection, "BEGIN IMMEDIATE");
        _commit = new(connection, "COMMIT");
        _rollback = new(connection, "ROLLBACK");
        _cursors = new(connection, "SELECT name, version, link FROM stream");
        _moveCursor = new(connection, "INSERT INTO stream VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET version = excluded.version, link = excluded.link");
        _findMarking = new(connection, "SELECT id FROM marking WHERE tag = ?1");
        _addMarking = new(connection, "INSERT INTO marking (tag, tlp, audience) VALUES (?1, ?2, ?3)");
        _earlier = new(connection, "SELECT n.id, n.version, n.relay, m.tlp, m.audience FROM narrative n JOIN marking m ON m.id = n.marking WHERE n.key = ?1");
        _add = new(connection, "INSERT INTO narrative (key, version, revision, agency, report, relay, day, marking) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        _lastRow = new(connection, "SELECT last_insert_rowid()");
        _addTrigrams = new(connection, "INSERT INTO trigram (rowid, text) VALUES (?1, ?2)");
        _addGrams = new(connection, "INSERT INTO gram (rowid, text) VALUES (?1, ?2)");
        _drop = new(connection, "DELETE FROM narrative WHERE id = ?1");
        _dropTrigrams = new(connection, "DELETE FROM trigram WHERE rowid = ?1");
        _dropGrams = new(connection, "DELETE FROM gram WHERE rowid = ?1");
    }

    /// <summary>The key of a report as bytes that SQLite orders as the texts are ordered.</summary>
    public static byte[] KeyOf(ReportKey report) => Encoding.BigEndianUnicode.GetBytes(report.ToString());

    /// <summary>How far each stream has been taken in: the version and the link of the last fact.</summary>
    public Dictionary<string, NarrativeCursor> Cursors() => _cursors
        .All(static row => (Stream: row.Text(0), Cursor: new NarrativeCursor(row.Integer(1), row.Bytes(2)))).ToDictionary(static each => each.Stream, static each => each.Cursor);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        NarrativeFile.Execute(_connection, """
            BEGIN IMMEDIATE; DELETE FROM narrative; DELETE FROM marking; DELETE FROM stream;
            INSERT INTO trigram (trigram) VALUES ('delete-all'); INSERT INTO gram (gram) VALUES ('delete-all'); COMMIT;
            """);
    }

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>Undoes the open transaction, if SQLite has not done so itself.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _rollback.Run();
    }

    /// <summary>Takes in one fact of an inbox in the open transaction.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="agency">The agency of the inbox.</param>
    /// <param name="report">The report with its text, where the fact is a filing.</param>
    /// <param name="relay">The agency that relayed it, or null.</param>
    public void Take(Fact fact, string agency, Report? report, string? relay)
    {
        if (report is not null)
        {
            File(fact.Version, report, relay ?? "");
        }
        else if (fact.Name == InboxFacts.Retracted)
        {
            var (retraction, by) = InboxFacts.ReadRetraction(fact, agency);
            Forget(KeyOf(retraction.Key), earlier => by is null || earlier.Relay == by);
        }
    }

    /// <summary>Says how far a stream has been taken in, in the open transaction.</summary>
    public void MoveCursor(string stream, NarrativeCursor cursor) => _moveCursor.Run(stream, cursor.Version, cursor.Link);

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _cursors.Dispose();
        _moveCursor.Dispose();
        _findMarking.Dispose();
        _addMarking.Dispose();
        _earlier.Dispose();
        _add.Dispose();
        _lastRow.Dispose();
        _addTrigrams.Dispose();
        _addGrams.Dispose();
        _drop.Dispose();
        _dropTrigrams.Dispose();
        _dropGrams.Dispose();
        _connection.Dispose();
    }

    private void File(long version, Report report, string relay)
    {
        var key = KeyOf(report.Key);
        Forget(key, earlier => earlier.Version == version || report.Handling.IsAsOpenAs(earlier.Handling));
        _add.Run(
            key, version, report.Revision, report.Key.Agency, report.Key.Id, relay, NarrativeHit.PositionOf(report.Key, report.WrittenAt).Day.DayNumber, MarkingOf(report.Handling));
        var text = FoldedText.Of(NarrativeText.Of(report)).Text;
        if (text.Length == 0)
            return;
        var id = _lastRow.Number()!.Value;
        _addTrigrams.Run(id, text);
        _addGrams.Run(id, NarrativeGrams.Of(text));
    }

    private void Forget(byte[] key, Predicate<NarrativeRow> passes)
    {
        foreach (var row in _earlier.All(NarrativeRow.Read, key))
        {
            if (!passes(row))
                continue;
            var id = row.Id;
            _drop.Run(id);
            _dropTrigrams.Run(id);
            _dropGrams.Run(id);
        }
    }

    private long MarkingOf(Handling handling)
    {
        if (_findMarking.Number(handling.VisibilityTag()) is { } known)
            return known;
        _addMarking.Run(handling.VisibilityTag(), (int)handling.Tlp, string.Join(',', handling.Audience));
        return _lastRow.Number()!.Value;
    }
}

/// <summary>A revision in the tables.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Version">Where it stands in the stream of its inbox.</param>
/// <param name="Relay">The agency that relayed it; empty when its own agency filed it.</param>
/// <param name="Handling">Who may see it.</param>
internal readonly record struct NarrativeRow(long Id, long Version, string Relay, Handling Handling)
{
    /// <summary>Reads one.</summary>
    public static NarrativeRow Read(NarrativeStatement row) => new(row.Integer(0), row.Integer(1), row.Text(2), NarrativeMarking.Read(row, 3));
}

/// <summary>How far a stream has been taken in.</summary>
/// <param name="Version">The version of the last fact.</param>
/// <param name="Link">Its link, by which a stream of another ledger is told apart.</param>
internal readonly record struct NarrativeCursor(long Version, byte[] Link);

/// <summary>Who may see a row.</summary>
internal static class NarrativeMarking
{
    /// <summary>The handling that a row keeps in two columns, as far as visibility goes.</summary>
    public static Handling Read(NarrativeStatement row, int column) =>
        new((Tlp)row.Integer(column), Pap.Clear, row.Text(column + 1) is { Length: > 0 } audience ? audience.Split(',') : []);
}
