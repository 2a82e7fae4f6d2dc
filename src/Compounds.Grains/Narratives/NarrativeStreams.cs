using Compounds.Grains.Inbox;
using Compounds.Grains.Texts;
using Compounds.Ledger;
using Compounds.Reports;

namespace Compounds.Grains.Narratives;

/// <summary>Carries the facts of the inboxes' streams into the tables: rows and cursor in one transaction, so that a crash loses or repeats nothing.</summary>
internal sealed class NarrativeStreams(string path, IEventLog log, TextVault texts) : IDisposable
{
    private const string Prefix = "inbox/";

    /// <summary>Facts a transaction: some megabytes at most.</summary>
    private const int BatchFacts = 1_000;

    /// <summary>Facts whose texts are opened together: those that were filed together share their keys.</summary>
    private const int PageFacts = 50;

    private readonly NarrativeTables _tables = new(path);
    private readonly Dictionary<string, NarrativeCursor> _cursors = new(StringComparer.Ordinal);

    /// <summary>The stream of an inbox.</summary>
    public static string Of(string inbox) => Prefix + inbox;

    /// <summary>Takes in whatever the ledger has and the tables have not; everything when the tables are of another ledger.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var heads = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var head in log.ListStreamsAsync(Prefix, cancellationToken))
            heads[head.Stream] = head.Version;
        foreach (var (stream, cursor) in _tables.Cursors())
            _cursors[stream] = cursor;
        foreach (var (stream, cursor) in _cursors)
        {
            if (heads.GetValueOrDefault(stream) < cursor.Version || !await HoldsAsync(stream, cursor, cancellationToken))
            {
                _tables.Clear();
                _cursors.Clear();
                break;
            }
        }

        await TakeAsync(heads.Keys, cancellationToken);
    }

    /// <summary>Takes in what is new in some streams.</summary>
    public async Task TakeAsync(IEnumerable<string> streams, CancellationToken cancellationToken)
    {
        _tables.Begin();
        try
        {
            var taken = 0;
            foreach (var stream in streams)
            {
                var agency = stream[Prefix.Length..stream.LastIndexOf('/')];
                await foreach (var page in log.ReadAsync(stream, _cursors.GetValueOrDefault(stream).Version + 1, cancellationToken).Chunk(PageFacts))
                {
                    foreach (var (fact, (report, relay)) in page.Zip(await ReportsOfAsync(page, cancellationToken)))
                    {
                        _tables.Take(fact, agency, report, relay);
                        _cursors[stream] = new NarrativeCursor(fact.Version, fact.Hash.ToArray());
                    }

                    if ((taken += page.Length) < BatchFacts)
                        continue;
                    taken = 0;
                    _tables.MoveCursor(stream, _cursors[stream]);
                    _tables.Commit();
                    _tables.Begin();
                }

                if (_cursors.TryGetValue(stream, out var cursor))
                    _tables.MoveCursor(stream, cursor);
            }

            _tables.Commit();
        }
        catch
        {
            _tables.Rollback();
            throw;
        }
    }

    public void Dispose() => _tables.Dispose();

    /// <summary>The report that each fact files, with its text if that can still be read, and who relayed it; null where it files none.</summary>
    private async Task<(Report? Report, string? Relay)[]> ReportsOfAsync(Fact[] facts, CancellationToken cancellationToken)
    {
        var filed = Array.ConvertAll(facts, static fact => fact.Name == InboxFacts.Filed ? InboxFacts.ReadFiled(fact) : default);
        var opened = await texts.OpenAsync([.. filed.Select(static each => (each.Report, each.Text))], cancellationToken);
        return [.. filed.Zip(opened, static (each, report) => (report ?? each.Report, each.Relay))];
    }

    /// <summary>Whether the ledger has the fact that was taken in last, and not another in its place.</summary>
    private async Task<bool> HoldsAsync(string stream, NarrativeCursor cursor, CancellationToken cancellationToken)
    {
        await foreach (var fact in log.ReadAsync(stream, cursor.Version, 1, cancellationToken))
            return fact.Hash.Span.SequenceEqual(cursor.Link);
        return false;
    }
}
