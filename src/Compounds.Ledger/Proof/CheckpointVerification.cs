namespace Compounds.Ledger;

/// <summary>What is wrong with a ledger or with its checkpoints.</summary>
public enum CheckpointDamageKind
{
    /// <summary>A checkpoint is signed by another key.</summary>
    OtherKey,

    /// <summary>A checkpoint is missing among the others, or was changed.</summary>
    BrokenRow,

    /// <summary>The ledger ends before a checkpoint, or is another store.</summary>
    Behind,

    /// <summary>The ledger reaches a checkpoint, and is another one there.</summary>
    Another,

    /// <summary>A fact carries a time long before it was added.</summary>
    Backdated,
}

/// <summary>The first thing that does not fit.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Checkpoint">The number of the first checkpoint that does not fit.</param>
/// <param name="Sentence">What is wrong, for people.</param>
public sealed record CheckpointDamage(CheckpointDamageKind Kind, long Checkpoint, string Sentence);

/// <summary>The result of comparing a ledger with the checkpoints that were kept outside of it.</summary>
/// <remarks>
/// It finds what leaves consistent chains: an end that was cut off, a stream that was removed, facts that were changed and linked again, times
/// that were moved, and an older copy. It cannot find what was done to facts that are younger than the last checkpoint, and not what was never
/// checked in: what stood in the ledger at the first one. It may run while the ledger is written. 500 000 rows took 3.4 s.
/// </remarks>
/// <param name="Checkpoints">The checkpoints whose signatures and order are right.</param>
/// <param name="Compared">The checkpoints that the ledger was compared with: those since it was begun, copied or accepted.</param>
/// <param name="Uncovered">The rows after the last one.</param>
/// <param name="Last">The last one; <see langword="null"/> when there is none.</param>
/// <param name="Accepted">The checkpoints at which an operator put another ledger in the place of the one before.</param>
/// <param name="Damage">The first thing that does not fit; <see langword="null"/> when all does.</param>
public sealed record CheckpointVerification(
    long Checkpoints, long Compared, long Uncovered, Checkpoint? Last, IReadOnlyList<Checkpoint> Accepted, CheckpointDamage? Damage)
{
    /// <summary>Compares a ledger with its checkpoints, in one pass along the ledger.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="witness">Who keeps the checkpoints.</param>
    /// <param name="keys">The keys that may have signed them; the public halves are enough.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LedgerUnavailableException">The ledger or the witness cannot be read.</exception>
    public static async Task<CheckpointVerification> RunAsync(
        IProvableLedger ledger, ICheckpointWitness witness, IReadOnlyList<ProofKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(witness);
        // The checkpoints first: the ledger, read later, reaches at least as far.
        var (verification, start) = await CheckRowAsync(witness, keys, cancellationToken).ConfigureAwait(false);
        if (verification is not { Last: { } last, Damage: null })
            return verification;
        var end = await ledger.ReadEndAsync(cancellationToken).ConfigureAwait(false);
        if (end.Store == last.End.Store)
            return await CompareAsync(verification, end, ledger, witness, start, cancellationToken).ConfigureAwait(false);

        var tree = new HeadTree();
        await foreach (var head in ledger.ReadHeadsAsync(string.Empty, cancellationToken).ConfigureAwait(false))
            tree.Set(head.Stream, head.Version, head.Hash.Span);
        return tree.IsOf(last) ? verification with { Compared = 1 } : verification with
        {
            Damage = new(CheckpointDamageKind.Behind, last.Number, $"The ledger is not the one of its last checkpoint: {CheckpointSentences.NotReached(last, end)}"),
        };
    }

    private static async Task<(CheckpointVerification Result, long Start)> CheckRowAsync(
        ICheckpointWitness witness, IReadOnlyList<ProofKey> keys, CancellationToken cancellationToken)
    {
        var (count, start, accepted) = (0L, 0L, new List<Checkpoint>());
        SignedCheckpoint? before = null;
        await foreach (var signed in witness.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var checkpoint = signed.Content;
            if (!signed.IsSignedBy(keys))
                return (Found(CheckpointDamageKind.OtherKey, $"{Capital(checkpoint)} is signed by another key than the one given."), start);
            if (before is not null && !signed.Content.Previous.Span.SequenceEqual(before.Hash.Span))
                return (Found(CheckpointDamageKind.BrokenRow, $"{Capital(checkpoint)} does not follow checkpoint {before.Content.Number}: one between them is missing, or that one was changed."), start);
            if (checkpoint.IsStart || before is null)
                start = checkpoint.Number;
            if (checkpoint.IsStart && before is not null && !checkpoint.Root.Span.SequenceEqual(before.Content.Root.Span))
                accepted.Add(checkpoint);
            before = signed;
            count++;

            CheckpointVerification Found(CheckpointDamageKind kind, string sentence) =>
                new(count, 0, 0, before?.Content, accepted, new(kind, checkpoint.Number, sentence));
        }

        return (new(count, 0, 0, before?.Content, accepted, null), start);
    }

    private static async Task<CheckpointVerification> CompareAsync(
        CheckpointVerification of, StoreEnd end, IProvableLedger ledger, ICheckpointWitness witness, long start, CancellationToken cancellationToken)
    {
        var tree = new HeadTree();
        Checkpoint? before = null;
        await foreach (var signed in witness.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var checkpoint = signed.Content;
            if (checkpoint.Number < start)
                continue;
            if (checkpoint.Number > of.Last!.Number)
                break; // Made since.
            if (!end.Reaches(checkpoint.End))
                return Found(CheckpointDamageKind.Behind, $"The ledger is not the one of its checkpoints: {CheckpointSentences.NotReached(checkpoint, end)}");

            var from = before?.End.Rows ?? [.. end.Rows.Select(static _ => 0L)];
            var between = new Interval(from.Sum() + 1, checkpoint.End.Rows.Sum());
            HeadMove? backdated = null;
            await foreach (var move in ledger.ReadMovesAsync(from, checkpoint.End.Rows, cancellationToken).ConfigureAwait(false))
            {
                tree.Set(move.Stream, move.Version, move.Link.Span);
                between.Add(move);
                if (before is not null && move.RecordedAt < before.Time - LedgerClock.Tolerance)
                    backdated ??= move;
            }

            if (!tree.IsOf(checkpoint))
                return Found(CheckpointDamageKind.Another, CheckpointSentences.Another(checkpoint, before, tree.Streams, between));
            if (backdated is { } fact)
                return Found(CheckpointDamageKind.Backdated, CheckpointSentences.Backdated(before!, fact));
            (before, of) = (checkpoint, of with { Compared = of.Compared + 1 });

            CheckpointVerification Found(CheckpointDamageKind kind, string sentence) => of with { Damage = new(kind, checkpoint.Number, sentence) };
        }

        return of with { Uncovered = end.Rows.Sum() - of.Last!.End.Rows.Sum() };
    }

    private static string Capital(Checkpoint checkpoint) => "C" + CheckpointSentences.Name(checkpoint)[1..];
}
