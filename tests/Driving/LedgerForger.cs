using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Compounds.Driving;

/// <summary>Somebody who may write a ledger's file, and knows how its links are computed: after each of its works all chains are whole again.</summary>
internal sealed class LedgerForger : IDisposable
{
    private readonly SqliteConnection _connection;

    public LedgerForger(string ledger)
    {
        _connection = new SqliteConnection($"Data Source={ledger};Pooling=False");
        _connection.Open();
    }

    /// <summary>The names of the streams that begin so.</summary>
    public string[] Streams(string prefix = "") => [.. Rows($"SELECT name FROM stream WHERE substr(name, 1, {prefix.Length}) = '{prefix}' ORDER BY name").Select(static row => row[0])];

    /// <summary>Changes bodies or times by an SQL expression, and computes all links again.</summary>
    public void Change(string column, string expression, string where)
    {
        Execute($"UPDATE fact SET {column} = {expression} WHERE {where}");
        foreach (var stream in Streams())
            LinkAgain(stream);
    }

    /// <summary>Removes the last rows of the ledger, and moves the heads back.</summary>
    public void CutEnd(int rows)
    {
        Execute($"DELETE FROM fact WHERE position > (SELECT max(position) - {rows} FROM fact)");
        foreach (var stream in Streams())
            LinkAgain(stream);
        Execute("DELETE FROM stream WHERE version = 0");
    }

    /// <summary>Removes a stream with its head.</summary>
    public void Remove(string stream) => Execute($"DELETE FROM fact WHERE stream = {Id(stream)}; DELETE FROM stream WHERE name = '{stream}'");

    /// <summary>Adds a fact behind the last one of a stream.</summary>
    public void Append(string stream, string name, long recordedTicks, string body)
    {
        var version = Number($"SELECT version + 1 FROM stream WHERE name = '{stream}'");
        Execute($"INSERT INTO fact (stream, version, recorded_ticks, name, hash, body) VALUES ({Id(stream)}, {version}, {recordedTicks}, '{name}', zeroblob(32), '{body}')");
        LinkAgain(stream);
    }

    /// <summary>Runs SQL as it is.</summary>
    public void Execute(string sql) => Rows(sql);

    /// <summary>The first number of the first row.</summary>
    public long Number(string sql) => NumberOf(Rows(sql)[0][0]);

    public void Dispose() => _connection.Dispose();

    private static string Id(string stream) => $"(SELECT id FROM stream WHERE name = '{stream}')";

    private void LinkAgain(string stream)
    {
        var (link, version) = (new byte[32], 0L);
        var facts = Rows($"SELECT position, version, recorded_ticks, name, body FROM fact WHERE stream = {Id(stream)} ORDER BY version").Select(static row =>
            (Position: row[0], Version: NumberOf(row[1]), Ticks: NumberOf(row[2]), Name: row[3], Body: row[4])).ToList();
        foreach (var fact in facts)
        {
            version = fact.Version;
            link = SHA256.HashData([.. link, .. Counted(stream), .. BigEndian(version), .. BigEndian(fact.Ticks), .. Counted(fact.Name), .. Encoding.UTF8.GetBytes(fact.Body)]);
            Execute($"UPDATE fact SET hash = x'{Convert.ToHexString(link)}' WHERE position = {fact.Position}");
        }

        Execute($"UPDATE stream SET version = {version}, hash = x'{Convert.ToHexString(link)}' WHERE name = '{stream}'");
    }

    private List<string[]> Rows(string sql)
    {
        var rows = new List<string[]>();
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, sql, (_, values, _) => Keep(values), null, out _), _connection.Handle);
        return rows;

        int Keep(string[] values)
        {
            rows.Add(values);
            return raw.SQLITE_OK;
        }
    }

    private static long NumberOf(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] BigEndian(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Counted(string text) => [.. BigEndian(Encoding.UTF8.GetByteCount(text)).AsSpan(4), .. Encoding.UTF8.GetBytes(text)];
}
