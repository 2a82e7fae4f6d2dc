namespace Compounds.Reports;

/// <summary>The filings that one reader may see.</summary>
public sealed class FilingView
{
    private readonly FilingIndex _index;
    private readonly List<FilingPlace>[] _lists;

    internal FilingView(FilingIndex index, List<FilingPlace>[] lists) => (_index, _lists) = (index, lists);

    /// <summary>The newest revisions that the reader may see, newest first: where a hidden one followed, the one before.</summary>
    /// <param name="until">Where to begin: those recorded later are left out; null for all.</param>
    public IEnumerable<FilingPlace> Newest(DateTimeOffset? until)
    {
        var ends = _lists.Select(list => until is { } time ? EndOf(list, time) : list.Count).ToArray();
        while (true)
        {
            var next = -1;
            for (var i = 0; i < ends.Length; i++)
            {
                if (ends[i] > 0 && (next < 0 || _lists[i][ends[i] - 1].Version > _lists[next][ends[next] - 1].Version))
                    next = i;
            }

            if (next < 0)
                yield break;
            var place = _lists[next][--ends[next]];
            if (!IsReplaced(place.Version))
                yield return place;
        }
    }

    /// <summary>The revisions of a report that the reader may see, newest first.</summary>
    /// <param name="latest">Where its latest revision is, hidden or not.</param>
    public IEnumerable<long> RevisionsOf(long latest)
    {
        for (var version = latest; version > 0; version = _index.Before(version))
        {
            if (Holds(version))
                yield return version;
        }
    }

    private bool IsReplaced(long version)
    {
        while ((version = _index.After(version)) > 0)
        {
            if (Holds(version))
                return true;
        }

        return false;
    }

    /// <summary>Whether a filing is in a list.</summary>
    internal static bool Holds(List<FilingPlace> list, long version) => IndexOf(list, version) is var at && at < list.Count && list[at].Version == version;

    private bool Holds(long version) => Array.Exists(_lists, list => Holds(list, version));

    /// <summary>One past the last that was recorded by then. Times never fall along a stream.</summary>
    private static int EndOf(List<FilingPlace> list, DateTimeOffset time)
    {
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (list[middle].RecordedAt <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static int IndexOf(List<FilingPlace> places, long version)
    {
        var (low, high) = (0, places.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (places[middle].Version < version)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
