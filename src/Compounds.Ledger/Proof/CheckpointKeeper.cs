namespace Compounds.Ledger;

/// <summary>Compares a ledger with its last checkpoint before it is written, and makes the next ones.</summary>
/// <remarks>Used by one caller at a time, in the process that writes the ledger. Comparing took 1.9 s for 100 000 streams.</remarks>
public sealed class CheckpointKeeper
{
    private HeadTree _tree = new();
    private readonly HeadFeed _feed;
    private readonly ICheckpointWitness _witness;
    private readonly ProofKey _key;
    private StoreEnd _end;
    private SignedCheckpoint? _last;
    private bool _isStart;
    private bool _isDue;
    private bool _isUnsure;

    private CheckpointKeeper(HeadFeed feed, ICheckpointWitness witness, ProofKey key, StoreEnd end, SignedCheckpoint? last) =>
        (_feed, _witness, _key, _end, _last) = (feed, witness, key, end, last);

    /// <summary>The last checkpoint that the witness has; <see langword="null"/> before the first.</summary>
    public Checkpoint? Last => _last?.Content;

    /// <summary>Compares a ledger, which nobody writes yet, with its last checkpoint. Neither it nor the witness is changed.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="feed">What moves in it from now on.</param>
    /// <param name="witness">Who keeps its checkpoints.</param>
    /// <param name="keys">The deployment's key, which signs, and those that it had before.</param>
    /// <param name="accepted">The number of the checkpoint with which an operator lets this ledger disagree; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LedgerBehindException">It is another ledger, or an earlier state of it, and no operator accepted that.</exception>
    /// <exception cref="LedgerUnavailableException">The ledger or the witness cannot be read, or the last checkpoint is signed by another key.</exception>
    public static async Task<CheckpointKeeper> StartAsync(
        IProvableLedger ledger, HeadFeed feed, ICheckpointWitness witness, IReadOnlyList<ProofKey> keys, long? accepted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentNullException.ThrowIfNull(keys);
        var end = await ledger.ReadEndAsync(cancellationToken).ConfigureAwait(false);
        var last = await witness.ReadLastAsync(cancellationToken).ConfigureAwait(false);
        if (last is not null && !last.IsSignedBy(keys))
        {
            throw new LedgerUnavailableException(
                $"The last checkpoint in {witness.Name} is signed by another key than this server has. Put the key of the deployment back, or name the file of its former key in Proof:FormerKeys.");
        }

        var keeper = new CheckpointKeeper(feed, witness, keys[0], end, last);
        var difference = await keeper.CompareAsync(ledger, cancellationToken).ConfigureAwait(false);
        if (difference is not null && accepted != keeper.Last!.Number)
        {
            throw new LedgerBehindException(
                $"The ledger is not the one of its last checkpoint in {witness.Name}: {difference} Put the right ledger back; if this one is to be used all the same, start once with Proof:Accept={keeper.Last.Number}.");
        }

        return keeper;
    }

    /// <summary>Makes a checkpoint if anything moved since the last one.</summary>
    /// <param name="now">The time, not before that of the last fact.</param>
    /// <param name="cancellationToken">Gives up before the witness is told.</param>
    /// <returns>The checkpoint; <see langword="null"/> when nothing moved.</returns>
    /// <exception cref="LedgerUnavailableException">The witness does not keep it; the next call tries again.</exception>
    public async Task<Checkpoint?> CheckpointAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_feed.Take() is var (heads, end))
        {
            foreach (var head in heads)
                Set(head);
            (_end, _isDue) = (end, true);
        }

        if (!_isDue)
            return null;
        // A witness that failed may have the checkpoint all the same.
        if (_isUnsure)
            _last = await _witness.ReadLastAsync(cancellationToken).ConfigureAwait(false);
        _isUnsure = true;
        var signed = _key.Sign(new Checkpoint(
            (_last?.Content.Number ?? 0) + 1, now, _end, _tree.Streams, _tree.Root(), _last?.Hash ?? new byte[Digest.Bytes], _isStart || _last is null));
        await _witness.KeepAsync(signed, cancellationToken).ConfigureAwait(false);
        (_last, _isStart, _isDue, _isUnsure) = (signed, false, false, false);
        return signed.Content;
    }

    /// <summary>Builds the tree of the ledger as it is now, and on the way as it was at the last checkpoint.</summary>
    /// <returns>In which respect it was another then; <see langword="null"/> when it was the same.</returns>
    private async Task<string?> CompareAsync(IProvableLedger ledger, CancellationToken cancellationToken)
    {
        if (Last is not { } last || !_end.Reaches(last.End))
        {
            // A copy that was made fact by fact has all heads, and its rows in another order.
            await BeginAsync(ledger, cancellationToken).ConfigureAwait(false);
            return Last is null || _tree.IsOf(Last) ? null : CheckpointSentences.NotReached(Last, _end);
        }

        try
        {
            var now = await RewindAsync(ledger, last, cancellationToken).ConfigureAwait(false);
            var isSame = _tree.IsOf(last);
            now.ForEach(Set);
            (_isDue, _isStart) = (!isSame || now.Count > 0, !isSame);
            return isSame ? null : CheckpointSentences.Another(last);
        }
        catch (InvalidDataException damage)
        {
            await BeginAsync(ledger, cancellationToken).ConfigureAwait(false);
            return damage.Message;
        }
    }

    /// <summary>Sets the heads as they are now, for a checkpoint that does not go on from the last one.</summary>
    private async Task BeginAsync(IProvableLedger ledger, CancellationToken cancellationToken)
    {
        (_tree, _isDue, _isStart) = (new HeadTree(), true, true);
        await foreach (var head in ledger.ReadHeadsAsync(string.Empty, cancellationToken).ConfigureAwait(false))
            Set(head);
    }

    /// <summary>Sets the heads as they were at a checkpoint.</summary>
    /// <returns>The heads that have moved since.</returns>
    private async Task<List<StoredHead>> RewindAsync(IProvableLedger ledger, Checkpoint last, CancellationToken cancellationToken)
    {
        var younger = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var move in ledger.ReadMovesAsync(last.End.Rows, _end.Rows, cancellationToken).ConfigureAwait(false))
            younger.TryAdd(move.Stream, move.Version);

        var now = new List<StoredHead>(younger.Count);
        await foreach (var head in ledger.ReadHeadsAsync(string.Empty, cancellationToken).ConfigureAwait(false))
        {
            if (!younger.TryGetValue(head.Stream, out var first))
            {
                Set(head);
                continue;
            }

            now.Add(head);
            if (first == 1)
                continue;
            await foreach (var fact in ledger.ReadAsync(head.Stream, first - 1, 1, cancellationToken).ConfigureAwait(false))
                Set(new StoredHead(fact.Stream, fact.Version, fact.Hash));
        }

        return now;
    }

    private void Set(StoredHead head) => _tree.Set(head.Stream, head.Version, head.Hash.Span);
}
