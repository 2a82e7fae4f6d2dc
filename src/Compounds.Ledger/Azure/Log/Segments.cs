using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Compounds.Ledger;

/// <summary>The append blobs of one shard's log, one after the other: <c>log/03/000000</c> and so on.</summary>
internal sealed class Segments(BlobContainerClient container, string shard)
{
    /// <summary>What became of a block.</summary>
    public enum Outcome
    {
        /// <summary>It is in the log.</summary>
        Written,

        /// <summary>The log does not end where the writer thought: somebody wrote a block, perhaps this very one.</summary>
        Moved,
    }

    /// <summary>Appends a block, provided that the log ends where its writer thinks.</summary>
    /// <exception cref="RequestFailedException">The store failed; whether the block is in the log is then unknown.</exception>
    /// <exception cref="AggregateException">The same, after several tries.</exception>
    public async Task<Outcome> AppendAsync(LogTail tail, byte[] block)
    {
        var segment = Segment(tail.Segment);
        if (tail.Position == 0)
            await segment.CreateIfNotExistsAsync().ConfigureAwait(false);
        try
        {
            // Not cancelled once under way: the callers would not know whether their facts are there.
            using var content = new MemoryStream(block);
            await segment.AppendBlockAsync(content, new AppendBlobAppendBlockOptions
            {
                Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = tail.Position },
            }).ConfigureAwait(false);
            return Outcome.Written;
        }
        catch (RequestFailedException exception) when (exception.Status is StoreStatus.Conflict or StoreStatus.PreconditionFailed)
        {
            return Outcome.Moved;
        }
    }

    /// <summary>Reads bytes of a segment.</summary>
    /// <returns>As many as wanted, fewer where the segment ends, none where it ends before them or is not there.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(int segment, long offset, int length, CancellationToken cancellationToken) =>
        await StoreCall.DownloadAsync(Segment(segment), new HttpRange(offset, length), cancellationToken).ConfigureAwait(false) is { } bytes
            ? bytes.ToMemory() : default;

    private AppendBlobClient Segment(int number) =>
        container.GetAppendBlobClient(string.Create(CultureInfo.InvariantCulture, $"log/{shard}/{number:D6}"));
}
