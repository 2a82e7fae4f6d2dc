namespace Compounds.Ledger;

/// <summary>The wake-ups in the file of a ledger, written by the thread that writes facts. They are not part of any hash chain.</summary>
public sealed class SqliteReminders
{
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;

    internal SqliteReminders(SqliteWriter writer, SqliteReaders readers) => (_writer, _readers) = (writer, readers);

    /// <summary>Writes a wake-up in place of any earlier one of the same grain and name.</summary>
    /// <exception cref="LedgerUnavailableException">The file could not be written; the earlier or the new wake-up is kept.</exception>
    public Task PutAsync(Reminder reminder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        Admission.OfStream(reminder.Grain);
        Admission.OfStream(reminder.Name);
        return _writer.WriteAsync(new PendingReminder(reminder), cancellationToken).AsTask();
    }

    /// <summary>Removes a wake-up, unless it was written again meanwhile.</summary>
    /// <returns>Whether one with this tag was there.</returns>
    /// <exception cref="LedgerUnavailableException">The file could not be written; whether it is removed is unknown.</exception>
    public Task<bool> RemoveAsync(string grain, string name, string tag, CancellationToken cancellationToken) =>
        _writer.WriteAsync(new PendingReminderRemoval(grain, name, tag), cancellationToken).AsTask();

    /// <summary>Reads all wake-ups, in no order. There are as many as grains that could not finish: few.</summary>
    public IReadOnlyList<Reminder> Read() => _readers.Read(0, static (reader, _) => reader.ReadReminders());
}
