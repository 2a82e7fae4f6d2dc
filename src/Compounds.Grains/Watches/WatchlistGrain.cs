using Compounds.Assessments;
using Compounds.Grains.Catalog;
using Compounds.Grains.States;
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
internal sealed class WatchlistGrain(
    [PersistentState("watchlist", GrainStates.Preferences)] IPersistentState<KeptState> kept, IEventLog log, IGrainContext context, IGrainFactory grains)
    : PreferenceGrain<Watchlist, WatchlistFact>(kept, "watchlist/1", log, $"watchlist/{context.GrainId.Key}", Folding), IWatchlistGrain
{
    /// <summary>How a list is read.</summary>
    public static Folding<Watchlist, WatchlistFact> Folding { get; } = new(
        new JsonFactCodec<WatchlistFact>(), static () => Watchlist.Empty, static (list, fact, _) => list.Evolve(fact));

    public Task<Watchlist> GetAsync(CancellationToken cancellationToken) => Task.FromResult(State);

    public async Task<bool> AddAsync(Watch watch, CancellationToken cancellationToken)
    {
        if (State.Watches.Count >= Watchlist.MaxWatches && !State.Watches.ContainsKey(watch.Id))
            return false;
        await ChangeAsync(State.Watches.GetValueOrDefault(watch.Id) == watch ? [] : [new WatchAdded(watch)]);
        return true;
    }

    public async Task<bool> MuteAsync(string watch, bool isMuted, CancellationToken cancellationToken)
    {
        if (!State.Watches.TryGetValue(watch, out var known))
            return false;
        await ChangeAsync(known.IsMuted == isMuted ? [] : [new WatchMuted(watch, isMuted)]);
        return true;
    }

    public Task RemoveAsync(string watch, CancellationToken cancellationToken) => ChangeAsync(State.Watches.ContainsKey(watch) ? [new WatchRemoved(watch)] : []);

    public Task ReadAsync(IReadOnlyList<string> alerts, CancellationToken cancellationToken) => ChangeAsync(
        alerts.Where(id => State.Alerts.TryGetValue(id, out var alert) && !alert.IsRead).Distinct().ToArray() is { Length: > 0 } unread ? [new AlertsRead(unread)] : []);

    public async Task<IReadOnlyList<Alert>> AlertsAsync(Reader reader, CancellationToken cancellationToken)
    {
        // Evidence is read through the reader's eyes; what was raised for other eyes is weighed again below.
        var seen = await Task.WhenAll(State.Watches.Values.Where(static watch => !watch.IsMuted).Select(async watch => (watch, await LookAsync(watch, reader, cancellationToken))));
        await ChangeAsync([.. seen.SelectMany(each => each.Item2.SelectMany(subject => State.NewAlerts(each.watch, subject.Subject, subject.Evidence, subject.Met)))
            .DistinctBy(static alert => alert.Id).OrderBy(static alert => alert.RecordedAt).ThenBy(static alert => alert.Id, StringComparer.Ordinal)
            .Select(static alert => new AlertRaised(alert))]);
        return [.. State.Alerts.Values.Where(alert => alert.Report.StartsWith($"{reader.Agency}/", StringComparison.Ordinal) || alert.Handling.IsVisibleTo(reader)).OrderByDescending(static alert => alert.RecordedAt).ThenBy(static alert => alert.Id, StringComparer.Ordinal)];
    }

    protected override object Form(Watchlist state) => new KeptWatchlist([.. state.Watches.Values], [.. state.Alerts.Values]);

    protected override Watchlist Read(Stream form)
    {
        var kept = Read<KeptWatchlist>(form);
        return new Watchlist(
            Watchlist.Empty.Watches.AddRange(kept.Watches.Select(static watch => KeyValuePair.Create(watch.Id, watch))),
            Watchlist.Empty.Alerts.AddRange(kept.Alerts.Select(static alert => KeyValuePair.Create(alert.Id, alert))));
    }

    private async Task<IReadOnlyList<(SubjectId Subject, IReadOnlyList<ReportEvidence> Evidence, Handling Met)>> LookAsync(
        Watch watch, Reader reader, CancellationToken cancellationToken)
    {
        var subjects = watch.Subject is { } subject ? [subject] : await InAreaAsync(watch, reader, cancellationToken);
        return await Task.WhenAll(subjects.Select(async each => await MetAsync(watch, each, reader, cancellationToken) is { } met
            ? (each, await grains.GetSubject(each).EvidenceAsync(reader, SubjectQuestion.Now, cancellationToken), met) : (each, [], Handling.Open)));
    }

    private async Task<IReadOnlyList<SubjectId>> InAreaAsync(Watch watch, Reader reader, CancellationToken cancellationToken)
    {
        var area = watch.Area!;
        var query = CatalogQuery.All with { Box = new Box(area.West, area.South, area.East, area.North), ChangedSince = watch.AddedAt };
        var shards = await Task.WhenAll(CatalogShard.Keys.Select(shard => grains.GetGrain<ICatalogGrain>(shard).QueryAsync(reader, query, cancellationToken)));
        return [.. shards.SelectMany(static cards => cards).Select(static card => card.Id).Order()];
    }

    /// <summary>How closed the news is that a watch is met, beside the report that says so; null when it is not met.</summary>
    private async Task<Handling?> MetAsync(Watch watch, SubjectId subject, Reader reader, CancellationToken cancellationToken)
    {
        if (watch.Threshold is not { } threshold)
            return Handling.Open;
        var view = await grains.GetSubject(subject).ReadAsync(reader, SubjectQuestion.Now, cancellationToken);
        return view?.Assessments.Any(each => each.Attribute == threshold.Attribute && each.Quantity?.Estimate?.P50 >= threshold.AtLeast) == true
            ? view.Label.Marking : null;
    }

    private sealed record KeptWatchlist(IReadOnlyList<Watch> Watches, IReadOnlyList<Alert> Alerts);
}
