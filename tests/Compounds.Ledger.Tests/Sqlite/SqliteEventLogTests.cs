using Microsoft.Data.Sqlite;

namespace Compounds.Ledger.Tests;

public sealed class SqliteEventLogTests : EventLogTests, IDisposable
{
    private readonly LedgerDirectory _directory = new();
    private SqliteEventLog? _log;

    protected override int Cases => PropertyCases.Count;

    public override async Task DisposeAsync()
    {
        if (_log is not null)
            await _log.DisposeAsync();
    }

    public void Dispose() => _directory.Dispose();

    protected override Task<IStoredLedger> OpenAsync() => Task.FromResult<IStoredLedger>(_log = SqliteEventLog.Open(_directory.Ledger));

    protected override async Task TamperAsync(string stream, long version, Tampering tampering)
    {
        var row = $"stream = (SELECT id FROM stream WHERE name = '{stream}') AND version =";
        using var connection = new SqliteConnection($"Data Source={_directory.Ledger};Pooling=False");
        await connection.OpenAsync();
        SqliteFile.Execute(connection, tampering switch
        {
            Tampering.EditBody => $"UPDATE fact SET body = replace(body, ':', ':9') WHERE {row} {version}",
            Tampering.EditTime => $"UPDATE fact SET recorded_ticks = recorded_ticks + 10 WHERE {row} {version}",
            Tampering.Drop => $"DELETE FROM fact WHERE {row} {version}",
            Tampering.SwapWithNext => $"""
                UPDATE fact SET version = -1 WHERE {row} {version};
                UPDATE fact SET version = {version} WHERE {row} {version + 1};
                UPDATE fact SET version = {version + 1} WHERE {row} -1;
                """,
            Tampering.MoveHeadBack => $"UPDATE stream SET version = {version} WHERE name = '{stream}'",
            _ => throw new ArgumentOutOfRangeException(nameof(tampering)),
        });
    }
}
