using System.Security.Cryptography;

namespace Compounds.Ledger;

/// <summary>
/// States beside the facts, in the same file and through the same writer: shortcuts and preferences, each replaced as a whole. They are part
/// of no stream and of no chain of hashes.
/// </summary>
/// <remarks>May be called by many callers at once.</remarks>
public sealed class SqliteStates
{
    private readonly SqliteWriter? _writer;
    private readonly SqliteReaders _readers;

    internal SqliteStates(SqliteWriter? writer, SqliteReaders readers) => (_writer, _readers) = (writer, readers);

    /// <summary>Reads a state.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The state, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="LedgerUnavailableException">The file cannot be read.</exception>
    public StoredState? Read(string key) => _readers.Read(key, static (reader, key) => reader.ReadState(key));

    /// <summary>Reads the keys of the states that begin with a prefix, in their order.</summary>
    /// <param name="prefix">The beginning of the key.</param>
    /// <exception cref="LedgerUnavailableException">The file cannot be read.</exception>
    public IReadOnlyList<string> ReadKeys(string prefix) => _readers.Read(prefix, static (reader, prefix) => reader.ReadStateKeys(prefix));

    /// <summary>Writes a state, provided that nobody else did since it was read.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="expectedTag">The tag it was read with; <see langword="null"/> when there was none.</param>
    /// <param name="body">The new state, at most <see cref="LedgerLimits.MaxStateBytes"/> bytes.</param>
    /// <returns>The new tag once the state is durable; <see langword="null"/> when another state stands there, and then nothing was written.</returns>
    /// <exception cref="AppendTooLargeException">The state is too large. Nothing was written.</exception>
    /// <exception cref="LedgerUnavailableException">The store failed; the earlier or the new state is kept, never a mixture.</exception>
    public async Task<long?> TryWriteAsync(string key, long? expectedTag, ReadOnlyMemory<byte> body)
    {
        if (body.Length > LedgerLimits.MaxStateBytes)
            throw new AppendTooLargeException($"A state of {body.Length} bytes; the most is {LedgerLimits.MaxStateBytes}.");
        // By chance and not counted: a state that was removed and written again must not get a tag that somebody still remembers.
        var state = new StoredState(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))), body);
        return await Writer.WriteAsync(new PendingState(key, expectedTag, state), CancellationToken.None).ConfigureAwait(false) ? state.Tag : null;
    }

    /// <summary>Removes a state, provided that nobody else wrote it since it was read.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="expectedTag">The tag it was read with.</param>
    /// <returns>Whether it is gone now; false when another state stands there.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    public Task<bool> TryRemoveAsync(string key, long expectedTag) =>
        Writer.WriteAsync(new PendingState(key, expectedTag, null), CancellationToken.None).AsTask();

    private SqliteWriter Writer => _writer ?? throw new NotSupportedException("This ledger was opened for reading only.");
}

/// <summary>A state as it is stored.</summary>
/// <param name="Tag">Changes with each write.</param>
/// <param name="Body">The state in its owner's own format.</param>
public sealed record StoredState(long Tag, ReadOnlyMemory<byte> Body);
