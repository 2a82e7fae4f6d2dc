using System.Text;
using Compounds.Agencies;
using Compounds.Exchange.Generation;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Driving;
using Microsoft.Data.Sqlite;

namespace Compounds.EndToEnd.Tests;

public sealed class TamperTests : IDisposable
{
    private const int Tried = 8;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_byte_changed_in_any_row_is_found_and_the_row_is_named()
    {
        await FillAsync();
        Assert.Null(await DamageAsync());
        var dice = new Dice(seed: 20_251_124);
        var positions = Positions();
        for (var i = 0; i < Tried; i++)
        {
            var position = positions[dice.Between(0, positions.Length)];
            var (stream, version, body) = Row(position);
            var bytes = Encoding.UTF8.GetBytes(body);
            int at;
            do
                at = dice.Between(1, bytes.Length - 1);
            while (bytes[at] > 0x7e);
            bytes[at]++;
            Write(position, Encoding.UTF8.GetString(bytes));

            var damage = await DamageAsync();
            Assert.Equal((LedgerDamageKind.Edited, stream, version), (damage?.Kind, damage?.Stream, damage?.Version));
            Assert.Contains(stream, damage!.Sentence, StringComparison.Ordinal);
            Write(position, body);
        }

        Assert.Null(await DamageAsync());
    }

    private async Task FillAsync()
    {
        await using var server = await ChildServer.StartAsync(_folder);
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("task-force", "Task force", Tlp.Red, 'B', null));
        foreach (var agency in SyntheticAgency.All(SyntheticLines.Agencies))
            await administrator.RegisterAsync(agency);
        using var relay = server.NewClient(await administrator.IssueKeyAsync("task-force", "relay"));
        await relay.PushAsync(SyntheticLines.Generate(seed: 3, 120, subjects: 20));
        await server.StopAsync();
    }

    /// <summary>What <c>compounds ledger verify</c> answers.</summary>
    private async Task<LedgerDamage?> DamageAsync()
    {
        await using var ledger = SqliteEventLog.OpenReadOnly(_folder.Ledger);
        return (await LedgerVerification.RunAsync(ledger, CancellationToken.None)).Damage;
    }

    private long[] Positions()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT position FROM fact ORDER BY position";
        using var rows = command.ExecuteReader();
        var positions = new List<long>();
        while (rows.Read())
            positions.Add(rows.GetInt64(0));
        return [.. positions];
    }

    private (string Stream, long Version, string Body) Row(long position)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT stream.name, fact.version, fact.body FROM fact JOIN stream ON stream.id = fact.stream WHERE position = $position";
        command.Parameters.AddWithValue("$position", position);
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        return (row.GetString(0), row.GetInt64(1), row.GetString(2));
    }

    private void Write(long position, string body)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE fact SET body = $body WHERE position = $position";
        command.Parameters.AddWithValue("$body", body);
        command.Parameters.AddWithValue("$position", position);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_folder.Ledger};Pooling=False");
        connection.Open();
        return connection;
    }
}
