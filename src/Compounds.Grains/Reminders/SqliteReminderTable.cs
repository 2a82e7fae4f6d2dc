using System.Globalization;
using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Grains.Reminders;

/// <summary>Orleans' table of reminders in the file of the ledger: the embedded profile, for one process.</summary>
internal sealed class SqliteReminderTable(SqliteReminders reminders) : IReminderTable
{
    public Task Init() => Task.CompletedTask;

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Task.FromResult(Rows(row => row.Grain == grainId.ToString()));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Task.FromResult(begin < end
        ? Rows(row => row.Hash > begin && row.Hash <= end)
        : Rows(row => row.Hash > begin || row.Hash <= end));

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await ReadRows(grainId)).Reminders.FirstOrDefault(entry => entry.ReminderName == reminderName);

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var tag = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var (grain, hash) = (entry.GrainId.ToString(), entry.GrainId.GetUniformHashCode());
        await reminders.PutAsync(new Reminder(grain, entry.ReminderName, hash, entry.StartAt, entry.Period, tag), CancellationToken.None);
        return tag;
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        reminders.RemoveAsync(grainId.ToString(), reminderName, eTag, CancellationToken.None);

    public async Task TestOnlyClearTable()
    {
        foreach (var row in reminders.Read())
            await reminders.RemoveAsync(row.Grain, row.Name, row.Tag, CancellationToken.None);
    }

    private ReminderTableData Rows(Func<Reminder, bool> passes) => new(reminders.Read().Where(passes).Select(static row => new ReminderEntry
    {
        GrainId = GrainId.Parse(row.Grain, CultureInfo.InvariantCulture),
        ReminderName = row.Name,
        StartAt = row.StartAt,
        Period = row.Period,
        ETag = row.Tag,
    }));
}

/// <summary>Keeps reminders in the file of the ledger.</summary>
public static class SqliteReminderHosting
{
    /// <summary>Adds reminders whose table is in the file of a ledger that is open for writing.</summary>
    public static ISiloBuilder UseSqliteReminders(this ISiloBuilder silo, SqliteReminders reminders)
    {
        silo.AddReminders().Services.AddSingleton<IReminderTable>(new SqliteReminderTable(reminders));
        return silo;
    }
}
