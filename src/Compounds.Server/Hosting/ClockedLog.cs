using Compounds.Ledger;

namespace Compounds.Server.Hosting;

/// <summary>A ledger in a file with a time of its own; nothing is appended while the clock of this machine is too far behind it.</summary>
internal sealed class ClockedLog(SqliteEventLog log, LedgerClock ledgerClock) : IEventLog
{
    /// <inheritdoc/>
    public DateTimeOffset TimeOfNextFact(TimeProvider clock) => ledgerClock.GetUtcNow();

    /// <inheritdoc/>
    public ValueTask<bool> TryAppendAsync(string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken)
    {
        ledgerClock.ThrowIfBehind();
        return log.TryAppendAsync(stream, expectedVersion, facts, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, CancellationToken cancellationToken) => log.ReadAsync(stream, fromVersion, limit, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, CancellationToken cancellationToken) => log.ListStreamsAsync(prefix, cancellationToken);
}
