namespace Compounds.Assessments;

/// <summary>Which versions of one inbox a subject has taken: all up to a floor, and single ones above it.</summary>
/// <remarks>No high-water mark: two activations of an inbox may deliver at once, and then a lower version may come after a higher one.</remarks>
internal sealed class TakenVersions
{
    private readonly List<long> _above = [];
    private long _floor;

    /// <summary>Whether a version was taken.</summary>
    public bool Contains(long version) => version <= _floor || _above.BinarySearch(version) >= 0;

    /// <summary>Takes a version.</summary>
    /// <returns>False when it was taken before.</returns>
    public bool Add(long version)
    {
        if (version <= _floor)
            return false;
        if (_above.Count == 0 || _above[^1] < version)
        {
            _above.Add(version);
            return true;
        }

        var place = _above.BinarySearch(version);
        if (place >= 0)
            return false;
        _above.Insert(~place, version);
        return true;
    }

    /// <summary>Raises the floor: every version up to it that concerns the subject was taken.</summary>
    public void Settle(long version)
    {
        if (version <= _floor)
            return;
        _floor = version;
        var place = _above.BinarySearch(version);
        _above.RemoveRange(0, place >= 0 ? place + 1 : ~place);
    }
}
