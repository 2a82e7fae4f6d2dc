using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Watches;

/// <summary>A fact about what somebody watches.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(WatchAdded), "watch-added")]
[JsonDerivedType(typeof(WatchMuted), "watch-muted")]
[JsonDerivedType(typeof(WatchRemoved), "watch-removed")]
[JsonDerivedType(typeof(AlertRaised), "alert-raised")]
[JsonDerivedType(typeof(AlertsRead), "alerts-read")]
[GenerateSerializer, Immutable, Alias("event/watchlist")]
public abstract record WatchlistFact
{
    private protected WatchlistFact()
    {
    }
}

/// <summary>A watch was added, or came back after it had been removed.</summary>
[GenerateSerializer, Immutable, Alias("event/watch-added")]
public sealed record WatchAdded([Id(0)] Watch Watch) : WatchlistFact;

/// <summary>A watch was muted or is heard again.</summary>
[GenerateSerializer, Immutable, Alias("event/watch-muted")]
public sealed record WatchMuted([Id(0)] string Watch, [Id(1)] bool IsMuted) : WatchlistFact;

/// <summary>A watch was removed. Its alerts stay.</summary>
[GenerateSerializer, Immutable, Alias("event/watch-removed")]
public sealed record WatchRemoved([Id(0)] string Watch) : WatchlistFact;

/// <summary>A report met a watch.</summary>
[GenerateSerializer, Immutable, Alias("event/alert-raised")]
public sealed record AlertRaised([Id(0)] Alert Alert) : WatchlistFact;

/// <summary>Alerts were read.</summary>
[GenerateSerializer, Immutable, Alias("event/alerts-read")]
public sealed record AlertsRead([Id(0)] IReadOnlyList<string> Alerts) : WatchlistFact;

/// <summary>What one person watches, and what was raised for it.</summary>
/// <param name="Watches">By id.</param>
/// <param name="Alerts">By id.</param>
[GenerateSerializer, Immutable, Alias("state/watchlist")]
public sealed record Watchlist([Id(0)] ImmutableSortedDictionary<string, Watch> Watches, [Id(1)] ImmutableSortedDictionary<string, Alert> Alerts)
{
    /// <summary>Watches that one person may have.</summary>
    public const int MaxWatches = 200;

    /// <summary>Nothing is watched.</summary>
    public static Watchlist Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, Watch>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, Alert>(StringComparer.Ordinal));

    /// <summary>Folds one fact. Total and pure.</summary>
    public Watchlist Evolve(WatchlistFact fact) => fact switch
    {
        WatchAdded e => this with { Watches = Watches.SetItem(e.Watch.Id, e.Watch) },
        WatchMuted e => Watches.TryGetValue(e.Watch, out var watch) ? this with { Watches = Watches.SetItem(e.Watch, watch with { IsMuted = e.IsMuted }) } : this,
        WatchRemoved e => this with { Watches = Watches.Remove(e.Watch) },
        AlertRaised e => this with { Alerts = Alerts.SetItem(e.Alert.Id, e.Alert) },
        AlertsRead e => this with { Alerts = Alerts.SetItems(e.Alerts.Where(Alerts.ContainsKey).Select(id => KeyValuePair.Create(id, Alerts[id] with { IsRead = true }))) },
        _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
    };

    /// <summary>The alerts that evidence about a subject raises: one for each report that was recorded since, and none twice.</summary>
    /// <param name="watch">What is watched.</param>
    /// <param name="subject">The subject that the evidence is about.</param>
    /// <param name="evidence">The reports that speak of it, as far as the watcher may see them.</param>
    /// <param name="met">How closed the news is that the watch is met: a level is reached by all that is known of a subject.</param>
    public IEnumerable<Alert> NewAlerts(Watch watch, SubjectId subject, IEnumerable<ReportEvidence> evidence, Handling met) => evidence
        .Where(each => each.RecordedAt > watch.AddedAt && each.Claims.Count > 0)
        .Where(each => watch.Threshold is null || each.Claims.Any(claim => claim.Attribute == watch.Threshold.Attribute))
        .Select(each => new Alert(each.Report.ToString(), each.Revision, watch.Id, subject, OpenestOf(each).Join(met), each.RecordedAt, IsRead: false))
        .Where(alert => !Alerts.ContainsKey(alert.Id));

    /// <summary>An alert says that a report speaks of the subject: that is as closed as the most open of its claims.</summary>
    private static Handling OpenestOf(ReportEvidence evidence) => evidence.Claims.Select(evidence.HandlingOf).MinBy(static handling => handling.Tlp)!;
}
