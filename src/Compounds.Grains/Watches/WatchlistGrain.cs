using Compounds.Assessments;
using Compounds.Grains.Catalog;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using Compounds.Watches;

namespace Compounds.Grains.Watches;

/// <summary>Keeps one person's watches and alerts.</summary>
/// <remarks>Alerts are raised when they are asked for, from the evidence itself: none is lost while nobody looks, and none is raised twice.</remarks>
[GrainType("watchlist")]
internal sealed class WatchlistGrain(IEventLog log, TimeProvider clock, IGrainContext context, IGrainFactory grains)
    : EventSourcedGrain<Watchlist, WatchlistFact>(log, clock, $"watchlist/{context.GrainId.Key}", Folding), IWatchlistGrain
{
    /// <summary>How a list is read.</summary>
    public static Folding<Watchlist, WatchlistFact> Folding { get; } = new(
        new JsonFactCodec<WatchlistFact>(), static () => Watchlist.Empty, static (list, fact, _) => list.Evolve(fact));

    public Task<Watchlist> GetAsync(CancellationToken cancellationToken) => Task.FromResult(State);

    public Task<bool> AddAsync(Watch watch, CancellationToken cancellationToken) => WriteAsync(
        _ => State.Watches.GetValueOrDefault(watch.Id) == watch ? Nothing(true)
            : State.Watches.Count >= Watchlist.MaxWatches && !State.Watches.ContainsKey(watch.Id) ? Nothing(false)
            : Append(true, new WatchAdded(watch)),
        cancellationToken);

    public Task<bool> MuteAsync(string watch, bool isMuted, CancellationToken cancellationToken) => WriteAsync(
        _ => !State.Watches.TryGetValue(watch, out var known) ? Nothing(false)
            : known.IsMuted == isMuted ? Nothing(true)
            : Append(true, new WatchMuted(watch, isMuted)),
        cancellationToken);

    public Task RemoveAsync(string watch, CancellationToken cancellationToken) => WriteAsync(
        _ => State.Watches.ContainsKey(watch) ? Append(true, new WatchRemoved(watch)) : Nothing(true), cancellationToken);

    public Task ReadAsync(IReadOnlyList<string> alerts, CancellationToken cancellationToken) => WriteAsync(
        _ => alerts.Where(id => State.Alerts.TryGetValue(id, out var alert) && !alert.IsRead).Distinct().ToArray() is { Length: > 0 } unread
            ? Append(true, new AlertsRead(unread)) : Nothing(true),
        cancellationToken);

    public async Task<IReadOnlyList<Alert>> AlertsAsync(Reader reader, CancellationToken cancellationToken)
    {
        // Evidence is read through the reader's eyes; what was raised for other eyes is weighed again below.
        var seen = await Task.WhenAll(State.Watches.Values.Where(static watch => !watch.IsMuted).Select(async watch => (watch, await LookAsync(watch, reader, cancellationToken))));
        await WriteAsync(
            _ =>
            {
                var news = seen.SelectMany(each => each.Item2.SelectMany(subject => State.NewAlerts(each.watch, subject.Subject, subject.Evidence)))
                    .DistinctBy(static alert => alert.Id).OrderBy(static alert => alert.RecordedAt).ThenBy(static alert => alert.Id, StringComparer.Ordinal).ToArray();
                return news.Length == 0 ? Nothing(true) : Append<bool>(true, [.. news.Select(static alert => new AlertRaised(alert))]);
            },
            cancellationToken);
        return [.. State.Alerts.Values.Where(alert => alert.Report.StartsWith($"{reader.Agency}/", StringComparison.Ordinal) || alert.Handling.IsVisibleTo(reader)).OrderByDescending(static alert => alert.RecordedAt).ThenBy(static alert => alert.Id, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<(SubjectId Subject, IReadOnlyList<ReportEvidence> Evidence)>> LookAsync(Watch watch, Reader reader, CancellationToken cancellationToken)
    {
        var subjects = watch.Subject is { } subject ? [subject] : await InAreaAsync(watch, reader, cancellationToken);
        return await Task.WhenAll(subjects.Select(async each => (each, await IsMetAsync(watch, each, reader, cancellationToken)
            ? await grains.GetSubject(each).EvidenceAsync(reader, SubjectQuestion.Now, cancellationToken) : [])));
    }

    private async Task<IReadOnlyList<SubjectId>> InAreaAsync(Watch watch, Reader reader, CancellationToken cancellationToken)
    {
        var area = watch.Area!;
        var query = CatalogQuery.All with { Box = new Box(area.West, area.South, area.East, area.North), ChangedSince = watch.AddedAt };
        var shards = await Task.WhenAll(CatalogShard.Keys.Select(shard => grains.GetGrain<ICatalogGrain>(shard).QueryAsync(reader, query, cancellationToken)));
        return [.. shards.SelectMany(static cards => cards).Select(static card => card.Id).Order()];
    }

    private async Task<bool> IsMetAsync(Watch watch, SubjectId subject, Reader reader, CancellationToken cancellationToken) =>
        watch.Threshold is not { } threshold
        || (await grains.GetSubject(subject).ReadAsync(reader, SubjectQuestion.Now, cancellationToken))?.Assessments
            .Any(assessment => assessment.Attribute == threshold.Attribute && assessment.Quantity?.Estimate?.P50 >= threshold.AtLeast) == true;
}
