namespace Compounds.Ledger;

/// <summary>The walk along one stream.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="chain">Computes the links.</param>
/// <param name="head">The head, read before the rows: the rows reach at least so far.</param>
internal sealed class StreamVerification(IStoredLedger ledger, FactChain chain, StoredHead head)
{
    private readonly byte[] _link = new byte[FactChain.LinkBytes];
    private readonly byte[] _computed = new byte[FactChain.LinkBytes];

    /// <summary>The facts found intact.</summary>
    public long Facts { get; private set; }

    public async Task<LedgerDamage?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await WalkAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
        {
            return Damage(LedgerDamageKind.Edited, Facts + 1, $"version {Facts + 1} cannot be read: {exception.Message}");
        }
    }

    private async Task<LedgerDamage?> WalkAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in ledger.ReadRowsAsync(head.Stream, cancellationToken).ConfigureAwait(false))
        {
            var version = Facts + 1;
            if (row.Version != version)
                return Damage(LedgerDamageKind.Dropped, version, $"version {version} is missing; the next row is version {row.Version}");
            if (!Follows(row, version))
                return await ExplainAsync(version, cancellationToken).ConfigureAwait(false);

            _computed.CopyTo(_link, 0);
            Facts = version;
            if (version == head.Version && !head.Hash.Span.SequenceEqual(_link))
                return Damage(LedgerDamageKind.HeadMismatch, version, $"the head carries another link than version {version}");
        }

        if (Facts < head.Version)
        {
            return Damage(
                LedgerDamageKind.Dropped, Facts + 1, $"version {Facts + 1} is missing at the end; the head counts {head.Version}");
        }

        return Facts == head.Version ? null : await CompareWithLaterHeadAsync(cancellationToken).ConfigureAwait(false);
    }

    // More rows than the head counted: written meanwhile, or behind the head's back.
    private async Task<LedgerDamage?> CompareWithLaterHeadAsync(CancellationToken cancellationToken)
    {
        var later = await ledger.ReadHeadAsync(head.Stream, cancellationToken).ConfigureAwait(false);
        if (later is null || later.Version < Facts)
            return Damage(LedgerDamageKind.HeadMismatch, Facts, $"there are rows up to version {Facts}, but the head counts {later?.Version ?? 0}");
        return later.Version > Facts || later.Hash.Span.SequenceEqual(_link)
            ? null
            : Damage(LedgerDamageKind.HeadMismatch, Facts, $"the head carries another link than version {Facts}");
    }

    // The row does not follow. If another row would, the two were exchanged; else this one was edited.
    private async Task<LedgerDamage> ExplainAsync(long version, CancellationToken cancellationToken)
    {
        await foreach (var row in ledger.ReadRowsAsync(head.Stream, cancellationToken).ConfigureAwait(false))
        {
            if (row.Version > version && Follows(row, version))
                return Damage(LedgerDamageKind.Reordered, version, $"the row of version {version} lies under version {row.Version}");
        }

        return Damage(LedgerDamageKind.Edited, version, $"version {version} does not give the link it carries: it was edited");
    }

    private bool Follows(Fact row, long version)
    {
        chain.Link(_link, row.Stream, version, row.RecordedAt, row.Name, row.Body.Span, _computed);
        return row.Hash.Span.SequenceEqual(_computed);
    }

    private LedgerDamage Damage(LedgerDamageKind kind, long version, string what) =>
        new(kind, head.Stream, version, $"Stream {head.Stream}: {what}.");
}
