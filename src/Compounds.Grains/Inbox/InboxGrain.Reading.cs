using System.Diagnostics;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Grains.Inbox;

/// <content>
/// Reads reports for a reader. Every row that is read is one that he may see: how long an answer takes says nothing about what is hidden.
/// </content>
internal sealed partial class InboxGrain
{
    private string Agency => _key[.._key.LastIndexOf('/')];

    public async Task<StoredReport?> ReadAsync(Reader reader, string id, CancellationToken cancellationToken)
    {
        if (State.Find(id) is not { } filing)
            return null;
        foreach (var version in State.Filings.For(reader, Agency).RevisionsOf(filing.Version))
            return (await WithTextsAsync([await ReadVersionAsync(reader, version, cancellationToken)], cancellationToken))[0];
        return null;
    }

    public async Task<IReadOnlyList<StoredReport>> ListAsync(Reader reader, ReportPosition? after, int limit, CancellationToken cancellationToken)
    {
        var found = new List<StoredReport>();
        var instant = new List<FilingPlace>();
        using var places = State.Filings.For(reader, Agency).Newest(after?.RecordedAt).GetEnumerator();
        for (var isMore = places.MoveNext(); isMore && found.Count < limit;)
        {
            // A page never splits an instant: the order inside one is by id, not by place.
            instant.Clear();
            while (isMore && (instant.Count < limit - found.Count || places.Current.Ticks == instant[^1].Ticks))
            {
                instant.Add(places.Current);
                isMore = places.MoveNext();
            }

            var read = await Task.WhenAll(instant.Select(place => ReadVersionAsync(reader, place.Version, cancellationToken)));
            found.AddRange(read.Where(stored => after?.IsBefore(stored) != false));
        }

        return await WithTextsAsync(
            [.. found.OrderByDescending(static stored => stored.RecordedAt).ThenBy(static stored => stored.Report.Key.Id, StringComparer.Ordinal).Take(limit)], cancellationToken);
    }

    public async Task<IReadOnlyList<StoredReport>> ReadManyAsync(Reader reader, IReadOnlyList<ReportRevision> reports, CancellationToken cancellationToken)
    {
        var view = State.Filings.For(reader, Agency);
        var found = await Task.WhenAll(reports.Select(report => FindAsync(view, reader, report, cancellationToken)));
        return await WithTextsAsync([.. found.OfType<StoredReport>()], cancellationToken);
    }

    private async Task<StoredReport?> FindAsync(FilingView view, Reader reader, ReportRevision report, CancellationToken cancellationToken)
    {
        if (State.Find(report.Id) is not { } filing)
            return null;
        foreach (var version in view.RevisionsOf(filing.Version))
        {
            // Revisions rise along a stream, so none before a lower one is the one.
            if (await ReadVersionAsync(reader, version, cancellationToken) is var stored && stored.Report.Revision <= report.Revision)
                return stored.Report.Revision == report.Revision ? stored : null;
        }

        return null;
    }

    /// <summary>Reads a filing that the reader may see.</summary>
    private async Task<StoredReport> ReadVersionAsync(Reader reader, long version, CancellationToken cancellationToken)
    {
        await foreach (var fact in Log.ReadAsync(Stream, version, 1, cancellationToken))
            return Stored(fact, reader).VisibleTo(reader) ?? throw new UnreachableException($"Version {version} of {Stream} is indexed as another one.");
        throw new UnreachableException($"Stream {Stream} has no version {version}.");
    }
}
