namespace Compounds.Ledger;

/// <summary>The latest blocks of a shard: what was written last is what is read next.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RecentBlocks
{
    /// <summary>8 MiB a shard: 96 MiB where one process writes all twelve.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    // In the order of the log, so a frame is found by halving.
    private readonly List<(int Segment, long Position, ReadOnlyMemory<byte> Block)> _blocks = [];
    private int _dropped;
    private int _bytes;

    public void Add(int segment, long position, ReadOnlyMemory<byte> block)
    {
        _blocks.Add((segment, position, block));
        _bytes += block.Length;
        while (_bytes > MaxBytes && _dropped < _blocks.Count - 1)
        {
            _bytes -= _blocks[_dropped].Block.Length;
            _blocks[_dropped++] = default;
        }

        if (_dropped > 64 && _dropped > _blocks.Count / 2)
        {
            _blocks.RemoveRange(0, _dropped);
            _dropped = 0;
        }
    }

    public bool TryGet(in FrameAt place, out ReadOnlyMemory<byte> frame)
    {
        var (low, high) = (_dropped, _blocks.Count - 1); // the last block that begins at or before the frame
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = (_blocks[middle].Segment, _blocks[middle].Position).CompareTo((place.Segment, place.Offset)) <= 0 ? (middle, high) : (low, middle - 1);
        }

        frame = default;
        if (high < _dropped)
            return false;
        var (segment, position, block) = _blocks[low];
        if (segment != place.Segment || position > place.Offset || place.End > position + block.Length)
            return false;
        frame = block.Slice((int)(place.Offset - position), place.Length);
        return true;
    }

    public void Clear()
    {
        _blocks.Clear();
        (_dropped, _bytes) = (0, 0);
    }
}
