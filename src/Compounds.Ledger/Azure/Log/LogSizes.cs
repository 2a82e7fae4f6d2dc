namespace Compounds.Ledger;

/// <summary>How large the parts of a log become, and what a block waits for.</summary>
/// <param name="Shards">
/// The shards of a log that is made now: enough for as many writers as there will be silos, few enough that many callers share a block.
/// </param>
/// <param name="SegmentBytes">The length at which a segment is closed.</param>
/// <param name="SegmentBlocks">The number of blocks at which a segment is closed; the service takes 50,000.</param>
/// <param name="CheckpointBytes">How much is written to a shard's log between two checkpoints.</param>
internal sealed record LogSizes(
    int Shards = 12, long SegmentBytes = 256L * 1024 * 1024, int SegmentBlocks = 45_000, long CheckpointBytes = 8L * 1024 * 1024)
{
    /// <summary>
    /// How long a block waits for more to write, if the one before it held more than one append: a small part of what the service takes to
    /// answer, and several times as much in each block.
    /// </summary>
    public static TimeSpan Gathering { get; } = TimeSpan.FromMilliseconds(10);
}
