using Compounds.Agencies;
using Compounds.Grains.Inbox;
using Compounds.Grains.Replicas;
using Compounds.Grains.Texts;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Narratives;

/// <summary>
/// The index of the embedded profile: trigrams and grams in a SQLite file beside the ledger, which is kept up from the inboxes' streams and
/// can be rebuilt from them. While it is far behind, searches scan the inboxes instead: the same answers, later.
/// </summary>
/// <param name="path">The file. It is created, and laid out again when it cannot be used.</param>
/// <param name="log">The ledger.</param>
/// <param name="texts">Opens the texts in it.</param>
/// <param name="grains">The grains that hold the texts.</param>
/// <param name="register">The agencies whose inboxes are scanned while the file is behind.</param>
/// <param name="clock">Says when it is quiet enough to take in what nobody asked for.</param>
/// <param name="logger">Where failures are told.</param>
public sealed partial class SqliteNarrativeIndex(string path, IEventLog log, TextVault texts, IGrainFactory grains, Replica<Register> register, TimeProvider clock, ILogger<SqliteNarrativeIndex> logger)
    : BackgroundService, INarrativeIndex
{
    private readonly InboxNarrativeScan _scan = new(grains, register);
    private readonly NarrativeNews _news = new(clock);

    /// <inheritdoc/>
    public async Task<NarrativePage> SearchAsync(Reader reader, NarrativeQuery query, CancellationToken cancellationToken = default)
    {
        if (!await _news.HasAllAsync(cancellationToken) || TryFind(reader, query) is not { } found)
            return await _scan.SearchAsync(reader, query, cancellationToken);
        var page = found.Take(query.Limit).ToArray();
        var shards = await Task.WhenAll(page.GroupBy(static each => InboxShard.KeyOf(each.Report)).Select(shard =>
            grains.GetGrain<IInboxGrain>(shard.Key).ReadManyAsync(reader, [.. shard.Select(static each => new ReportRevision(each.Report.Id, each.Revision))], cancellationToken)));

        // A report that was taken back a moment ago may still be in the file, but is not read any more.
        var hits = shards.SelectMany(static stored => stored).Where(static stored => stored.Retracted is null)
            .Select(stored => NarrativeHit.Find(stored.Report, query.Terms)).OfType<NarrativeHit>().OrderBy(static hit => hit.Position(), DayPosition.Order);
        return new NarrativePage([.. hits], found.Count > query.Limit ? new DayPosition(page[^1].Day, page[^1].Report) : null);
    }

    /// <inheritdoc/>
    public void Tell(string inbox, int reports) => _news.Tell(NarrativeStreams.Of(inbox), reports);

    /// <summary>Waits until the file has all that was told of, however much it is.</summary>
    /// <returns>False when the file or the ledger fails first.</returns>
    internal Task<bool> CatchUpAsync() => _news.WaitAsync(CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await RunAsync(stoppingToken);
                // Broken: whoever files or searches next makes the next attempt.
                await _news.WakeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; the next start goes on at the cursors.
        }
        finally
        {
            _news.Close();
            NarrativeFile.CloseReaders(path);
        }
    }

    /// <summary>Catches up and keeps up, until the file or the ledger fails.</summary>
    private async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var streams = new NarrativeStreams(path, log, texts);
            _news.Begin(out var through);
            await streams.CatchUpAsync(stoppingToken);
            _news.Took(through);
            while (true)
            {
                await _news.NextAsync(stoppingToken);
                await TakeAsync(streams, stoppingToken);
            }
        }
        catch (Exception failure) when (failure is SqliteException or LedgerUnavailableException or IOException or InvalidDataException)
        {
            LogFailed(failure);
            _news.Close();
            NarrativeFile.DeleteIfDamaged(path, failure);
        }
    }

    /// <summary>Takes in what was told of, as long as it is quiet or somebody wants it.</summary>
    private async Task TakeAsync(NarrativeStreams streams, CancellationToken stoppingToken)
    {
        var told = _news.Begin(out var through);
        for (var i = 0; i < told.Length; i++)
        {
            if (_news.IsBusy(through))
            {
                _news.PutBack(told[i..]);
                return;
            }

            await streams.TakeAsync([told[i]], stoppingToken);
        }

        _news.Took(through);
    }

    private IReadOnlyList<FoundNarrative>? TryFind(Reader reader, NarrativeQuery query)
    {
        try
        {
            using var connection = NarrativeFile.OpenForReading(path);
            return NarrativeSearch.Find(connection, reader, query, query.Limit + 1);
        }
        catch (SqliteException failure)
        {
            LogUnreadable(failure);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The index of narratives could not be kept up; searches scan the inboxes until it can")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "The index of narratives could not be read; this search scanned the inboxes")]
    private partial void LogUnreadable(Exception failure);
}
