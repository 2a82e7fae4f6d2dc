using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Compounds.Grains.Narratives;

/// <summary>A prepared statement with numbered parameters. Not thread-safe, like its connection.</summary>
internal sealed class NarrativeStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public NarrativeStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new ArgumentException("The connection is not open.", nameof(connection));
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Runs it for its effect.</summary>
    /// <param name="values">Whole numbers, texts and bytes, in the order of the parameters.</param>
    public void Run(params ReadOnlySpan<object> values) => All(static _ => 0, values);

    /// <summary>The whole number in the first column of the first row, or null when there is none.</summary>
    /// <param name="values">Whole numbers, texts and bytes, in the order of the parameters.</param>
    public long? Number(params ReadOnlySpan<object> values) => All(static row => (long?)row.Integer(0), values) is [var first, ..] ? first : null;

    /// <summary>Every row.</summary>
    /// <param name="read">Reads one row; called while the statement stands on it.</param>
    /// <param name="values">Whole numbers, texts and bytes, in the order of the parameters.</param>
    public List<T> All<T>(Func<NarrativeStatement, T> read, params ReadOnlySpan<object> values)
    {
        var rows = new List<T>();
        try
        {
            for (var i = 0; i < values.Length; i++)
                Bind(i + 1, values[i]);
            int code;
            while ((code = raw.sqlite3_step(_statement)) == raw.SQLITE_ROW)
                rows.Add(read(this));
            if (code != raw.SQLITE_DONE)
                SqliteException.ThrowExceptionForRC(code, _database);
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement);
        }

        return rows;
    }

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private void Bind(int parameter, object value) => Check(value switch
    {
        long number => raw.sqlite3_bind_int64(_statement, parameter, number),
        int number => raw.sqlite3_bind_int64(_statement, parameter, number),
        string text => raw.sqlite3_bind_text(_statement, parameter, text),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, parameter, 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, parameter, bytes),
        _ => throw new UnreachableException($"A {value.GetType().Name} is not bound here."),
    });

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
