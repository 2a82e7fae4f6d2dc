using System.Runtime.InteropServices;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Reports;

/// <summary>
/// What one inbox shard remembers of its reports: enough to refuse what it has and to know what is still to be delivered. The reports
/// themselves stay in the ledger.
/// </summary>
/// <remarks>
/// Mutable, unlike the other states: a shard holds a hundred thousand reports and more, and an immutable dictionary of them costs three
/// times the memory and ten times the time of an insert. It is only ever touched by its own grain's turn.
/// </remarks>
public sealed partial class Inbox
{
    private readonly Dictionary<string, Filing> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Version, RetractionReason Reason)> _takenBack = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SubjectId>> _followers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, DeliveryContext> _contexts = [];
    private readonly SortedDictionary<long, ParkedDelivery> _parked = [];

    /// <summary>The version of the ledger stream that this state is the fold of.</summary>
    public long Version { get; private set; }

    /// <summary>Every fact up to this version has been applied by all its subjects.</summary>
    public long Delivered { get; private set; }

    /// <summary>How many reports are filed, retracted ones among them.</summary>
    public int Count => _byId.Count;

    /// <summary>What is known of a report by its latest filing; null when none of that id was filed.</summary>
    public Filing? Find(string id) => _byId.TryGetValue(id, out var filing) ? filing : null;

    /// <summary>Where the filings are, by who may see them.</summary>
    public FilingIndex Filings { get; } = new();

    /// <summary>Folds a filing that the ledger holds at <paramref name="place"/>.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="id">The report's own id.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="contentHash">The SHA-256 of its canonical content.</param>
    /// <param name="handling">Who may see it.</param>
    /// <param name="relay">The agency that relayed it, or null.</param>
    public void Filed(FilingPlace place, string id, int revision, ReadOnlySpan<byte> contentHash, Handling handling, string? relay = null)
    {
        var version = Version = place.Version;
        var filing = Find(id);
        var before = relay is null ? filing : Find(id, relay); // Of a relay's filing only what it replaces hears.
        var followers = FollowersOf(id).Count;
        if (before is not null || followers > 0)
            _contexts[version] = new DeliveryContext(before?.Version ?? 0, null, followers);
        Filings.Add(place, handling, filing?.Version ?? 0);
        Head(id, new Filing(version, revision, Short(contentHash), Retracted: null), relay);
    }

    /// <summary>Folds a retraction that the ledger holds at <paramref name="version"/>.</summary>
    /// <param name="version">Where it stands.</param>
    /// <param name="id">The report's own id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="relay">The relay that takes back what it relayed; null when the agency takes back all.</param>
    public void Retract(long version, string id, RetractionReason reason, string? relay = null)
    {
        Version = version;
        _takenBack[ChainOf(id, relay)] = (version, reason);
        var filing = relay is null ? Find(id) : Find(id, relay);
        TakeBack(id, relay, reason);
        if (filing is { } known)
            _contexts[version] = new DeliveryContext(known.Version, reason, FollowersOf(id).Count);
    }

    /// <summary>
    /// Why the revision that was filed at <paramref name="version"/> was taken back, or null while it stands. A later revision does not bring
    /// it back: a reader who may not see that one would else learn from the other that there is one.
    /// </summary>
    public RetractionReason? RetractionOf(string id, long version)
    {
        if (_takenBack.TryGetValue(id, out var retraction) && retraction.Version > version)
            return retraction.Reason;
        return RelayOf(version) is { } relay && _takenBack.TryGetValue(ChainOf(id, relay), out var ofChain) && ofChain.Version > version ? ofChain.Reason : null;
    }

    /// <summary>
    /// What stood of a report when the fact at <paramref name="version"/> was recorded, as its delivery needs it; nothing when that was
    /// nothing, or once the fact is delivered.
    /// </summary>
    public DeliveryContext ContextOf(long version) => _contexts.GetValueOrDefault(version);

    /// <summary>The subjects that reports resting on this one speak of: they must hear what it cites in turn, and when it is taken back.</summary>
    public IReadOnlyList<SubjectId> FollowersOf(string id) => _followers.GetValueOrDefault(id) ?? [];

    /// <summary>Folds the news, held at <paramref name="version"/>, that subjects follow a report, filed or not.</summary>
    public void Follow(long version, string id, IReadOnlyList<SubjectId> subjects)
    {
        Version = version;
        if (_byId.TryGetValue(id, out var filing))
            _contexts[version] = new DeliveryContext(filing.Version, filing.Retracted, 0);
        if (!_followers.TryGetValue(id, out var followers))
            _followers[id] = followers = [];
        foreach (var subject in subjects)
        {
            if (!followers.Contains(subject))
                followers.Add(subject);
        }
    }

    /// <summary>Folds the news that everything up to <paramref name="through"/> was delivered, held at <paramref name="version"/>.</summary>
    public void Deliver(long version, long through)
    {
        Version = version;
        Delivered = Math.Max(Delivered, through);
        foreach (var delivered in _contexts.Keys.TakeWhile(held => held <= Delivered).Where(held => !_parked.ContainsKey(held)).ToArray())
            _contexts.Remove(delivered);
    }

    /// <summary>The deliveries that failed so often that those behind them go on without them, by the version of their fact.</summary>
    public IReadOnlyDictionary<long, ParkedDelivery> Parked => _parked;

    /// <summary>Folds the news that a part of the delivery of a fact is parked, held at <paramref name="version"/>.</summary>
    public void Park(long version, long parked, ParkedDelivery delivery)
    {
        Version = version;
        _parked[parked] = delivery;
    }

    /// <summary>Folds the news that a parked delivery was taken after all, held at <paramref name="version"/>.</summary>
    public void Resume(long version, long parked)
    {
        Version = version;
        _parked.Remove(parked);
        if (parked <= Delivered)
            _contexts.Remove(parked);
    }

    // 128 bits of the hash tell contents apart; the whole hash stands in the ledger.
    private static UInt128 Short(ReadOnlySpan<byte> hash) => MemoryMarshal.Read<UInt128>(hash);
}

/// <summary>One report as the inbox knows it.</summary>
/// <param name="Version">Where the latest revision stands in the ledger stream.</param>
/// <param name="Revision">The latest revision.</param>
/// <param name="ContentHash">The first half of its content's SHA-256.</param>
/// <param name="Retracted">Why it was taken back, or null while it stands.</param>
public readonly record struct Filing(long Version, int Revision, UInt128 ContentHash, RetractionReason? Retracted);

/// <summary>What stood of a report just before a fact about it.</summary>
/// <param name="Filed">Where the revision stands that counted then; 0 when none was filed.</param>
/// <param name="Retracted">Why it is taken back, this fact included; null while it stands.</param>
/// <param name="Followers">How many of the report's followers were known: the first so many of <see cref="Inbox.FollowersOf"/>.</param>
public readonly record struct DeliveryContext(long Filed, RetractionReason? Retracted, int Followers);

/// <summary>The part of a delivery that is parked.</summary>
/// <param name="Subjects">The subjects that could not take it; none when it is only that the reports it cites were not told.</param>
/// <param name="Reason">Why: <c>too-large</c>, <c>unreadable</c> or <c>fault</c>.</param>
public sealed record ParkedDelivery(IReadOnlyList<SubjectId> Subjects, string Reason);
