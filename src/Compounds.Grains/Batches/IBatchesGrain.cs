using Compounds.Batches;
using Compounds.Readers;
using Orleans.Concurrency;

namespace Compounds.Grains.Batches;

/// <summary>What one agency sent, batch by batch. The key is its id; nothing of it is ever read for another agency.</summary>
[Alias("grain/batches")]
public interface IBatchesGrain : IGrainWithStringKey
{
    /// <summary>Records a batch or a part of one. What comes while another part is being written is written with the next.</summary>
    [Alias("record"), AlwaysInterleave]
    Task RecordAsync(Batch batch, CancellationToken cancellationToken = default);

    /// <summary>The batches sent under a clearance or a lower one, newest first.</summary>
    /// <param name="clearance">The clearance of whoever asks.</param>
    /// <param name="after">The id of the last batch of the page before, or null for the first page.</param>
    /// <param name="limit">The most wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<Batch>> ListAsync(Tlp clearance, string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>One batch; null when there is none of this id that may be seen.</summary>
    [Alias("read"), AlwaysInterleave]
    Task<Batch?> ReadAsync(Tlp clearance, string id, CancellationToken cancellationToken = default);
}
