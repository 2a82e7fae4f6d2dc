namespace Compounds.Ledger;

/// <summary>The result of walking a whole ledger and recomputing every link of its hash chains.</summary>
/// <remarks>
/// <para>
/// It finds a row that was edited, dropped or moved, and a head that does not fit its rows, by whoever did not recompute the
/// chain. It may run while the ledger is written.
/// </para>
/// <para>
/// It cannot find what leaves a consistent chain: somebody with write access to the store who recomputes all links after an
/// edit and the head as well, who cuts the end of a stream and moves the head back, or who removes a stream with its head.
/// The chain holds no secret. Against that there are checkpoints, kept where that person cannot write: <see cref="CheckpointVerification"/>.
/// States beside the facts are not part of the chain and are not checked.
/// </para>
/// </remarks>
/// <param name="Streams">The streams found intact.</param>
/// <param name="Facts">The facts found intact.</param>
/// <param name="Damage">The first bad row, in order of the names of streams; <see langword="null"/> when all is intact.</param>
public sealed record LedgerVerification(long Streams, long Facts, LedgerDamage? Damage)
{
    /// <summary>Walks a ledger until its end or its first bad row.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was checked, and the first bad row.</returns>
    public static async Task<LedgerVerification> RunAsync(IStoredLedger ledger, CancellationToken cancellationToken)
    {
        using var chain = new FactChain();
        var (streams, facts) = (0L, 0L);
        await foreach (var head in ledger.ReadHeadsAsync(string.Empty, cancellationToken).ConfigureAwait(false))
        {
            var walk = new StreamVerification(ledger, chain, head);
            var damage = await walk.RunAsync(cancellationToken).ConfigureAwait(false);
            facts += walk.Facts;
            if (damage is not null)
                return new LedgerVerification(streams, facts, damage);
            if (walk.Facts > 0)
                streams++;
        }

        return new LedgerVerification(streams, facts, await ledger.FindOrphanAsync(cancellationToken).ConfigureAwait(false));
    }
}
