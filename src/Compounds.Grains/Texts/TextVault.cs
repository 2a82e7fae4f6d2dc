using System.Buffers;
using System.Text;
using Compounds.Ledger;
using Compounds.Reports;

namespace Compounds.Grains.Texts;

/// <summary>Seals the free texts of reports before they go to the ledger, opens them for those who may read them, and destroys their keys.</summary>
/// <param name="keys">Where the keys are kept.</param>
/// <param name="ring">The keys of the deployment.</param>
/// <param name="clock">Orders the batches of keys.</param>
public sealed class TextVault(ITextKeys keys, TextKeyRing ring, TimeProvider clock)
{
    // A JSON writer asks for four kilobytes at a time; kept by the thread, a text costs what it is long.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_text;

    /// <summary>Fails unless the ring has the key under which what is kept was wrapped.</summary>
    /// <exception cref="LedgerUnavailableException">It has not, or the store failed.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (await keys.ReadAnyAsync(cancellationToken) is { } kept && TextKeyBatch.TryUnwrap(kept.Id, kept.Body.Span, ring) is null)
        {
            throw new LedgerUnavailableException(
                "The texts of this ledger were sealed under another key of the deployment than those it is given now, so none could be read. " +
                $"Add that key, whose mark is {Convert.ToHexStringLower(TextKeyBatch.MarkOf(kept.Body.Span))}, to Texts:Keys.");
        }
    }

    /// <summary>Makes keys for texts that are filed together. They count for nothing until they are kept.</summary>
    public TextKeyBatch Make(int count) => TextKeyBatch.Make(count, clock.GetUtcNow());

    /// <summary>Keeps keys. Only when that is done may what they sealed go to the ledger.</summary>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    public Task KeepAsync(TextKeyBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return keys.AddAsync(batch.Id, batch.Wrap(ring), cancellationToken);
    }

    /// <summary>Seals the free text of a report.</summary>
    /// <param name="batch">The keys.</param>
    /// <param name="place">Which of them; each is used once.</param>
    /// <param name="report">The report, which <see cref="FreeText.Has">has</see> text.</param>
    public static SealedText Seal(TextKeyBatch batch, int place, Report report)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var text = s_text ??= new ArrayBufferWriter<byte>(16 * 1024);
        text.ResetWrittenCount();
        FreeText.Write(text, report);
        return batch.Seal(place, text.WrittenSpan, About(report));
    }

    /// <summary>Removes keys under which nothing was filed.</summary>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    public async Task ForgetAsync(TextKeyBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (await keys.ReadAsync(batch.Id, cancellationToken) is { } kept)
            await keys.TryReplaceAsync(batch.Id, kept, null, cancellationToken);
    }

    /// <summary>Gives reports the texts that were sealed.</summary>
    /// <param name="reports">Reports with their sealed texts; null for one that has none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The reports in order; null for one whose text cannot be opened any more, because its key was destroyed or is not here.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    public async Task<IReadOnlyList<Report?>> OpenAsync(IReadOnlyList<(Report Report, SealedText? Text)> reports, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var wanted = reports.Select(static each => each.Text?.Key.Batch).OfType<Guid>().Distinct().ToArray();
        var kept = await Task.WhenAll(wanted.Select(batch => keys.ReadAsync(batch, cancellationToken)));
        var batches = new Dictionary<Guid, TextKeyBatch?>(wanted.Length);
        for (var i = 0; i < wanted.Length; i++)
            batches[wanted[i]] = kept[i] is { } found ? TextKeyBatch.TryUnwrap(wanted[i], found.Body.Span, ring) : null;
        return [.. reports.Select(each => each.Text is null ? each.Report
            : batches[each.Text.Key.Batch]?.Open(each.Text, About(each.Report)) is { } text ? FreeText.Into(each.Report, text) : null)];
    }

    /// <summary>Destroys the keys of texts, each for good and whatever copies of the ledger there are.</summary>
    /// <exception cref="LedgerUnavailableException">The store failed, or lacks the deployment's key for them; some may be destroyed.</exception>
    public async Task DestroyAsync(IEnumerable<TextKey> destroyed, CancellationToken cancellationToken)
    {
        foreach (var batch in destroyed.GroupBy(static key => key.Batch))
        {
            while (await keys.ReadAsync(batch.Key, cancellationToken) is { } kept)
            {
                var unwrapped = TextKeyBatch.TryUnwrap(batch.Key, kept.Body.Span, ring)
                    ?? throw new LedgerUnavailableException($"The keys of texts {batch.Key:N} are wrapped under a key of the deployment that is not here.");
                foreach (var key in batch)
                    unwrapped.Destroy(key.Place);
                if (await keys.TryReplaceAsync(batch.Key, kept, unwrapped.IsEmpty ? (ReadOnlyMemory<byte>?)null : unwrapped.Wrap(ring), cancellationToken))
                    break;
            }
        }
    }

    // Neither the text of one report nor that of another revision passes for this one's.
    private static byte[] About(Report report) => Encoding.UTF8.GetBytes($"{report.Key}#{report.Revision}");
}
