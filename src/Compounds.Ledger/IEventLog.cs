namespace Compounds.Ledger;

/// <summary>The append-only store of facts: many streams, each written at an expected version, read in order, never changed.</summary>
/// <remarks>
/// A stream that was never written has version 0. Stream names are 1 to <see cref="LedgerLimits.MaxStreamNameLength"/>
/// characters without control characters; every member throws <see cref="ArgumentException"/> for another name.
/// All members may be called by many callers at once.
/// </remarks>
public interface IEventLog
{
    /// <summary>Appends facts to a stream, all or nothing, provided that nobody else wrote to it first.</summary>
    /// <param name="stream">The stream, created by its first fact.</param>
    /// <param name="expectedVersion">The version of the last fact the caller knows of; 0 for an empty stream.</param>
    /// <param name="facts">The facts in order; they get the versions that follow <paramref name="expectedVersion"/>. None is allowed.</param>
    /// <param name="cancellationToken">Gives up before the facts are handed to the store.</param>
    /// <returns>
    /// <see langword="true"/> once the facts are durable; <see langword="false"/> when the version of the stream is another,
    /// and then nothing was written.
    /// </returns>
    /// <exception cref="ArgumentException">A fact breaks the rules of <see cref="NewFact"/>. Nothing was written.</exception>
    /// <exception cref="AppendTooLargeException">The facts exceed <see cref="LedgerLimits"/>. Nothing was written.</exception>
    /// <exception cref="LedgerUnavailableException">
    /// The store failed. Whether the facts are in the ledger is then unknown: read the stream to find out.
    /// </exception>
    ValueTask<bool> TryAppendAsync(string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken);

    /// <summary>The time for a fact that is recorded now, in UTC.</summary>
    /// <param name="clock">The clock of the machine.</param>
    /// <returns>That clock's time; a ledger that one process writes gives none before its last fact, see <see cref="LedgerClock"/>.</returns>
    DateTimeOffset TimeOfNextFact(TimeProvider clock) => clock.GetUtcNow();

    /// <summary>Reads a stream in order of version, to its end.</summary>
    /// <param name="stream">The stream; one that was never written has no facts.</param>
    /// <param name="fromVersion">The first version wanted, inclusive; at least 1, and past the end is empty.</param>
    /// <param name="cancellationToken">Ends the reading between two facts.</param>
    /// <returns>The facts. A consumer may pause between two for as long as it likes: nothing in the store is held.</returns>
    /// <exception cref="InvalidDataException">A fact is missing between two others: somebody changed the store.</exception>
    IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, CancellationToken cancellationToken) =>
        ReadAsync(stream, fromVersion, int.MaxValue, cancellationToken);

    /// <summary>Reads at most <paramref name="limit"/> facts of a stream in order of version.</summary>
    /// <param name="stream">The stream; one that was never written has no facts.</param>
    /// <param name="fromVersion">The first version wanted, inclusive; at least 1, and past the end is empty.</param>
    /// <param name="limit">The most facts wanted; at least 1.</param>
    /// <param name="cancellationToken">Ends the reading between two facts.</param>
    /// <returns>The facts. A consumer may pause between two for as long as it likes: nothing in the store is held.</returns>
    /// <exception cref="InvalidDataException">A fact is missing between two others: somebody changed the store.</exception>
    IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, CancellationToken cancellationToken);

    /// <summary>Lists the streams whose name begins with a prefix, with their versions.</summary>
    /// <param name="prefix">The beginning of the name, compared by code point; empty for all streams.</param>
    /// <param name="cancellationToken">Ends the listing between two streams.</param>
    /// <returns>Streams with at least one fact, ordered by the code points of their names.</returns>
    IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, CancellationToken cancellationToken);
}
