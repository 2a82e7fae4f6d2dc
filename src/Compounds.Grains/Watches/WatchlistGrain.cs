using System.Text.Json;
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
    : EventSourcedGrain(log, clock, $"watchlist/{context.GrainId.Key}"), IWatchlistGrain
{
    private Watchlist _list = Watchlist.Empty;

    public Task<Watchlist> GetAsync(CancellationToken cancellationToken) => Task.FromResult(_list);

    public Task<bool> AddAsync(Watch watch, CancellationToken cancellationToken) => WriteAsync(
        _ => _list.Watches.GetValueOrDefault(watch.Id) == watch ? Decision.Nothing(true)
            : _list.Watches.Count >= Watchlist.MaxWatches && !_list.Watches.ContainsKey(watch.Id) ? Decision.Nothing(false)
            : Append([new WatchAdded(watch)], true),
        cancellationToken);

    public Task<bool> MuteAsync(string watch, bool isMuted, CancellationToken cancellationToken) => WriteAsync(
        _ => !_list.Watches.TryGetValue(watch, out var known) ? Decision.Nothing(false)
            : known.IsMuted == isMuted ? Decision.Nothing(true)
            : Append([new WatchMuted(watch, isMuted)], true),
        cancellationToken);

    public Task RemoveAsync(string watch, CancellationToken cancellationToken) => WriteAsync(
        _ => _list.Watches.ContainsKey(watch) ? Append([new WatchRemoved(watch)], true) : Decision.Nothing(true), cancellationToken);

    public Task ReadAsync(IReadOnlyList<string> alerts, CancellationToken cancellationToken) => WriteAsync(
        _ => alerts.Where(id => _list.Alerts.TryGetValue(id, out var alert) && !alert.IsRead).Distinct().ToArray() is { Length: > 0 } unread
            ? Append([new AlertsRead(unread)], true) : Decision.Nothing(true),
        cancellationToken);

    public async Task<IReadOnlyList<Alert>> AlertsAsync(Reader reader, CancellationToken cancellationToken)
    {
        // Evidence is read through the reader's eyes; what was raised for other eyes is weighed again below.
        var seen = await Task.WhenAll(_list.Watches.Values.Where(static watch => !watch.IsMuted).Select(async watch => (watch, await LookAsync(watch, reader, cancellationToken))));
        await WriteAsync(
            _ =>
            {
                var news = seen.SelectMany(each => each.Item2.SelectMany(subject => _list.NewAlerts(each.watch, subject.Subject, subject.Evidence)))
                    .DistinctBy(static alert => alert.Id).OrderBy(static alert => alert.RecordedAt).ThenBy(static alert => alert.Id, StringComparer.Ordinal).ToArray();
                return news.Length == 0 ? Decision.Nothing(true) : Append([.. news.Select(static alert => new AlertRaised(alert))], true);
            },
            cancellationToken);
        return [.. _list.Alerts.Values.Where(alert => alert.Report.StartsWith($"{reader.Agency}/", StringComparison.Ordinal) || alert.Handling.IsVisibleTo(reader)).OrderByDescending(static alert => alert.RecordedAt).ThenBy(static alert => alert.Id, StringComparer.Ordinal)];
    }

    protected override void Fold(Fact fact) => _list = _list.Evolve(JsonSerializer.Deserialize<WatchlistFact>(fact.Body.Span, StoredJson.Options)!);

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

    private Decision<bool> Append(IReadOnlyList<WatchlistFact> facts, bool answer)
    {
        var now = Now();
        return new Decision<bool>(
            [.. facts.Select(fact => StoredJson.Fact(fact, now))],
            () => _list = facts.Aggregate(_list, static (list, fact) => list.Evolve(fact)),
            answer);
    }
}
