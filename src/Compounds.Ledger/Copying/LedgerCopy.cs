namespace Compounds.Ledger;

/// <summary>The result of copying a ledger into another store: a backup, a restore, or a move from one profile to the other.</summary>
/// <remarks>
/// Every link is computed again from what is copied, and compared with the link that the source carries; the head of each stream at the
/// target is compared at last. A copy that was interrupted goes on where it stopped. The source may be written meanwhile: of each stream
/// the copy holds what its head counted when the copy came to it, so that streams may be of different moments; a second run takes the rest.
/// States beside the facts are not copied: shortcuts are made again, preferences are not.
/// </remarks>
/// <param name="Streams">The streams that the target holds now, as the source does.</param>
/// <param name="Facts">The facts in them.</param>
/// <param name="Copied">How many of those facts were copied now; the others were there before.</param>
/// <param name="Fault">Why it stopped at a stream, for people; <see langword="null"/> when all was copied.</param>
public sealed record LedgerCopy(long Streams, long Facts, long Copied, string? Fault)
{
    private const int MaxFacts = 1_000;
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Copies a ledger until its end or the first stream that cannot be copied.</summary>
    /// <param name="source">The ledger to copy; nothing is written there.</param>
    /// <param name="target">Where to: empty, or a copy of the same ledger that was begun earlier.</param>
    /// <param name="cancellationToken">Gives up; what was copied stays, and the next run goes on.</param>
    /// <returns>What the target holds now.</returns>
    /// <exception cref="LedgerUnavailableException">One of the stores failed.</exception>
    public static async Task<LedgerCopy> RunAsync(IStoredLedger source, IStoredLedger target, CancellationToken cancellationToken)
    {
        using var chain = new FactChain();
        var copy = new LedgerCopy(0, 0, 0, null);
        await foreach (var head in source.ReadHeadsAsync(string.Empty, cancellationToken).ConfigureAwait(false))
        {
            var before = await target.ReadHeadAsync(head.Stream, cancellationToken).ConfigureAwait(false) ?? new StoredHead(head.Stream, 0, default);
            if (await CopyAsync(source, target, chain, head, before, cancellationToken).ConfigureAwait(false) is { } fault)
                return copy with { Fault = fault };
            copy = new LedgerCopy(copy.Streams + 1, copy.Facts + head.Version, copy.Copied + head.Version - before.Version, null);
        }

        return copy;
    }

    private static async Task<string?> CopyAsync(
        IStoredLedger source, IStoredLedger target, FactChain chain, StoredHead head, StoredHead before, CancellationToken cancellationToken)
    {
        if (before.Version > head.Version)
            return $"Stream {head.Stream} has {before.Version} facts at the target and {head.Version} at the source: the target is no earlier copy of it. Copy into an empty ledger.";
        var link = new byte[FactChain.LinkBytes];
        var (page, bytes, version) = (new List<NewFact>(), 0, 0L);
        await foreach (var row in source.ReadRowsAsync(head.Stream, cancellationToken).ConfigureAwait(false))
        {
            version++;
            chain.Link(link, row.Stream, version, row.RecordedAt, row.Name, row.Body.Span, link);
            if (row.Version != version || !row.Hash.Span.SequenceEqual(link))
                return $"Stream {head.Stream} is damaged at version {version} of the source. 'compounds ledger verify' says how.";
            if (version == before.Version && !before.Hash.Span.SequenceEqual(link))
                return $"Stream {head.Stream} has other facts at the target than at the source up to version {version}. Copy into an empty ledger.";
            if (version > before.Version)
            {
                page.Add(new NewFact(row.Name, row.RecordedAt, row.Body));
                bytes += LedgerLimits.StoredBytes(page[^1]);
            }

            if (version == head.Version)
                break;
            if ((page.Count == MaxFacts || bytes >= MaxBytes) && !await FlushAsync().ConfigureAwait(false))
                return Rivalled(head);
        }

        if (page.Count > 0 && !await FlushAsync().ConfigureAwait(false))
            return Rivalled(head);
        return version == head.Version && head.Hash.Span.SequenceEqual(link)
            && (await target.ReadHeadAsync(head.Stream, cancellationToken).ConfigureAwait(false) is { } after && after.Version == version && after.Hash.Span.SequenceEqual(link))
            ? null
            : $"Stream {head.Stream} does not end at the target as its head says at the source. 'compounds ledger verify' says which of the two is damaged.";

        async ValueTask<bool> FlushAsync()
        {
            var isWritten = await target.TryAppendAsync(head.Stream, version - page.Count, page, cancellationToken).ConfigureAwait(false);
            page = [];
            bytes = 0;
            return isWritten;
        }
    }

    private static string Rivalled(StoredHead head) => $"Somebody else wrote to stream {head.Stream} of the target meanwhile. Stop every server that uses it, and copy again.";
}
