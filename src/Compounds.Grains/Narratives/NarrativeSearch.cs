using System.Text.Json;
using Compounds.Readers;
using Compounds.Reports;
using Microsoft.Data.Sqlite;

namespace Compounds.Grains.Narratives;

/// <summary>Asks the index. What a reader may not see is left out by the question itself.</summary>
internal static class NarrativeSearch
{
    private const string Question = """
        SELECT n.agency, n.report, n.revision, n.day FROM narrative n
        WHERE (n.agency = ?1 OR n.marking IN (SELECT value FROM json_each(?2)))
            AND (?3 = '' OR n.id IN (SELECT rowid FROM trigram WHERE trigram MATCH ?3))
            AND (?4 = '' OR n.id IN (SELECT rowid FROM gram WHERE gram MATCH ?4))
            AND (n.day < ?5 OR n.day = ?5 AND n.key > ?6)
            AND NOT EXISTS (SELECT 1 FROM narrative l WHERE l.key = n.key AND l.version > n.version
                AND (l.agency = ?1 OR l.marking IN (SELECT value FROM json_each(?2))))
        ORDER BY n.day DESC, n.key LIMIT ?7
        """;

    /// <summary>The first reports after a place that a reader may see and whose text has every word.</summary>
    public static IReadOnlyList<FoundNarrative> Find(SqliteConnection connection, Reader reader, NarrativeQuery query, int limit)
    {
        using var markings = new NarrativeStatement(connection, "SELECT id, tlp, audience FROM marking");
        var visible = markings.All(static row => (Id: row.Integer(0), Handling: NarrativeMarking.Read(row, 1)))
            .Where(each => each.Handling.IsVisibleTo(reader)).Select(static each => each.Id);
        using var question = new NarrativeStatement(connection, Question);
        return question.All(
            static row => new FoundNarrative(new ReportKey(row.Text(0), row.Text(1)), (int)row.Integer(2), DateOnly.FromDayNumber((int)row.Integer(3))),
            reader.Agency, JsonSerializer.Serialize(visible), NarrativeGrams.TrigramQuery(query.Terms) ?? "", NarrativeGrams.GramQuery(query.Terms) ?? "",
            query.After?.Day.DayNumber ?? int.MaxValue, query.After is { } after ? NarrativeTables.KeyOf(after.Report) : [], limit);
    }
}

/// <summary>A row that was found.</summary>
/// <param name="Report">The report.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Day">The day it was written, in UTC.</param>
internal sealed record FoundNarrative(ReportKey Report, int Revision, DateOnly Day);
