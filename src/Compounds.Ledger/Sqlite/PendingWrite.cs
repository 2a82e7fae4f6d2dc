namespace Compounds.Ledger;

/// <summary>A write on its way through the writer thread, and the answer its caller waits for.</summary>
internal abstract class PendingWrite
{
    // Callers resume elsewhere: the writer thread must not run their code.
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _outcome;

    /// <summary>Whether the write took place, once it is durable.</summary>
    public Task<bool> Answer => _answer.Task;

    /// <summary>The bytes it adds to the transaction, about.</summary>
    public abstract int Bytes { get; }

    /// <summary>Writes into the open transaction and keeps the outcome until <see cref="Complete"/>.</summary>
    public void WriteTo(SqliteTables tables) => _outcome = Write(tables);

    public void Complete() => _answer.SetResult(_outcome);

    public void Fail(Exception exception) => _answer.SetException(exception);

    protected abstract bool Write(SqliteTables tables);
}

/// <summary>Facts on their way to one stream.</summary>
internal sealed class PendingAppend(string stream, long expectedVersion, IReadOnlyList<NewFact> facts, int bytes) : PendingWrite
{
    public override int Bytes => bytes;

    protected override bool Write(SqliteTables tables) => tables.Append(stream, expectedVersion, facts);
}

/// <summary>A state on its way to the store, or its removal.</summary>
internal sealed class PendingState(string key, long? expectedTag, StoredState? state) : PendingWrite
{
    public override int Bytes => state?.Body.Length ?? 0;

    protected override bool Write(SqliteTables tables) => tables.Keep(key, expectedTag, state);
}

/// <summary>A wake-up on its way to the store.</summary>
internal sealed class PendingReminder(Reminder reminder) : PendingWrite
{
    public override int Bytes => 256;

    protected override bool Write(SqliteTables tables)
    {
        tables.Keep(reminder);
        return true;
    }
}

/// <summary>A wake-up on its way out of the store.</summary>
internal sealed class PendingReminderRemoval(string grain, string name, string tag) : PendingWrite
{
    public override int Bytes => 256;

    protected override bool Write(SqliteTables tables) => tables.RemoveReminder(grain, name, tag);
}
