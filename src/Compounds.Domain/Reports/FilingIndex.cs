using System.Runtime.InteropServices;
using Compounds.Readers;

namespace Compounds.Reports;

/// <summary>
/// Where the filings of a shard are, by who may see them: for each visibility tag its filings in order. What a reader asks for is found in
/// the lists of his tags alone, so that it costs the same whatever else was filed.
/// </summary>
/// <remarks>Mutable like its <see cref="Inbox"/>; 16 bytes a filing, and a little more for each that has other revisions.</remarks>
public sealed partial class FilingIndex
{
    private readonly Dictionary<string, Shelf> _shelves = new(StringComparer.Ordinal);
    private readonly Dictionary<long, long> _earlier = [];
    private readonly Dictionary<long, long> _later = [];

    /// <summary>Adds a filing.</summary>
    /// <param name="place">Where it is; after all that were added before.</param>
    /// <param name="handling">Who may see it.</param>
    /// <param name="earlier">Where the revision before it is; 0 when it is the first of its id.</param>
    public void Add(FilingPlace place, Handling handling, long earlier)
    {
        ref var shelf = ref CollectionsMarshal.GetValueRefOrAddDefault(_shelves, handling.VisibilityTag(), out _);
        (shelf ??= new Shelf(handling, [])).Places.Add(place);
        if (earlier > 0)
            (_earlier[place.Version], _later[earlier]) = (earlier, place.Version);
    }

    /// <summary>What a reader may see of it.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="agency">The agency that filed, whose own readers see all.</param>
    public FilingView For(Reader reader, string agency) => new(
        this,
        [.. _shelves.Values.Where(shelf => reader.Agency == agency || shelf.Handling.IsVisibleTo(reader)).Select(static shelf => shelf.Places)]);

    /// <summary>Who may see a filing.</summary>
    /// <exception cref="KeyNotFoundException">It has no filing at this version.</exception>
    public Handling HandlingOf(long version)
    {
        foreach (var shelf in _shelves.Values)
        {
            if (FilingView.Holds(shelf.Places, version))
                return shelf.Handling;
        }

        throw new KeyNotFoundException($"No filing stands at version {version}.");
    }

    /// <summary>The revision before; 0 when there is none.</summary>
    internal long Before(long version) => _earlier.GetValueOrDefault(version);

    /// <summary>The revision after; 0 when there is none.</summary>
    internal long After(long version) => _later.GetValueOrDefault(version);

    private sealed record Shelf(Handling Handling, List<FilingPlace> Places);
}

/// <summary>Where a filing is.</summary>
/// <param name="Version">Its version in the stream of its shard.</param>
/// <param name="Ticks">When it was recorded, in ticks of UTC.</param>
public readonly record struct FilingPlace(long Version, long Ticks)
{
    /// <summary>When it was recorded, in UTC.</summary>
    public DateTimeOffset RecordedAt => new(Ticks, TimeSpan.Zero);
}
