using System.Threading.Channels;
using Compounds.Grains.Inbox;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Narratives;

/// <summary>
/// The index of the embedded profile: trigrams and grams in a SQLite file beside the ledger, which is kept up from the inboxes' streams and
/// can be rebuilt from them. While it is behind, searches scan the inboxes instead: the same answers, later.
/// </summary>
/// <param name="path">The file. It is created, and laid out again when it cannot be used.</param>
/// <param name="log">The ledger.</param>
/// <param name="grains">The grains that hold the texts.</param>
/// <param name="logger">Where failures are told.</param>
public sealed partial class SqliteNarrativeIndex(string path, IEventLog log, IGrainFactory grains, ILogger<SqliteNarrativeIndex> logger) : BackgroundService, INarrativeIndex
{
    private readonly InboxNarrativeScan _scan = new(grains);
    private readonly Channel<Wake> _wakes = Channel.CreateUnbounded<Wake>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _lock = new();
    private readonly List<Wake> _taking = [];
    private TaskCompletionSource _current = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once searches are answered from the file; a new one begins when the file or the ledger fails.</summary>
    internal Task Current
    {
        get
        {
            lock (_lock)
                return _current.Task;
        }
    }

    /// <inheritdoc/>
    public async Task<NarrativePage> SearchAsync(Reader reader, NarrativeQuery query, CancellationToken cancellationToken = default)
    {
        if (!Current.IsCompleted || TryFind(reader, query) is not { } found)
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
    public async ValueTask KeepUpAsync(string inbox, CancellationToken cancellationToken = default)
    {
        Wake wake;
        bool isCurrent;
        lock (_lock)
        {
            isCurrent = _current.Task.IsCompleted;
            wake = new Wake(NarrativeStreams.Of(inbox));
            _wakes.Writer.TryWrite(wake);
        }

        if (isCurrent)
            await wake.Taken.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await RunAsync(stoppingToken);
                // Broken: whoever files next makes the next attempt.
                await _wakes.Reader.WaitToReadAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; the next start goes on at the cursors.
        }
        finally
        {
            Release();
            NarrativeFile.CloseReaders(path);
        }
    }

    /// <summary>Catches up and stays current, until the file or the ledger fails.</summary>
    private async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var streams = new NarrativeStreams(path, log);
            await streams.CatchUpAsync(stoppingToken);
            while (true)
            {
                TakeWakes();
                if (_taking.Count == 0)
                    await _wakes.Reader.WaitToReadAsync(stoppingToken);
                else
                    await streams.TakeAsync(_taking.Select(static wake => wake.Stream).Distinct(StringComparer.Ordinal), stoppingToken);
            }
        }
        catch (Exception failure) when (failure is SqliteException or LedgerUnavailableException or IOException or InvalidDataException)
        {
            LogFailed(failure);
            Release();
            NarrativeFile.DeleteIfDamaged(path, failure);
        }
    }

    /// <summary>Lets go those whose facts are taken in, and begins with all that wait; when nothing does, the file holds whatever was told of.</summary>
    private void TakeWakes()
    {
        lock (_lock)
        {
            LetGo();
            while (_wakes.Reader.TryRead(out var wake))
                _taking.Add(wake);
            if (_taking.Count == 0)
                _current.TrySetResult();
        }
    }

    /// <summary>Lets no search read a file that is not written, and nobody wait for it.</summary>
    private void Release()
    {
        lock (_lock)
        {
            if (_current.Task.IsCompleted)
                _current = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            while (_wakes.Reader.TryRead(out var wake))
                _taking.Add(wake);
            LetGo();
        }
    }

    private void LetGo()
    {
        foreach (var wake in _taking)
            wake.Taken.TrySetResult();
        _taking.Clear();
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

    private sealed record Wake(string Stream)
    {
        public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
