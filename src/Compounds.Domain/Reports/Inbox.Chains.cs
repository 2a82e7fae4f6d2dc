using System.Runtime.InteropServices;
using Compounds.Readers;

namespace Compounds.Reports;

/// <content>
/// Who filed under an id: the agency itself, or a relay in its name. Each has a chain of revisions of its own, and a relay is answered as if
/// what it may not see were not there. What the agency filed itself stands wherever it may be seen.
/// </content>
public sealed partial class Inbox
{
    private readonly Dictionary<string, List<long>> _relayed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Filing>> _aside = new(StringComparer.Ordinal);

    /// <summary>The agency that relayed the filing at a version; null when the agency filed it itself, or in a fact of before relays were named.</summary>
    public string? RelayOf(long version)
    {
        foreach (var (relay, versions) in _relayed)
        {
            if (versions.BinarySearch(version) >= 0)
                return relay;
        }

        return null;
    }

    /// <summary>The newest filing of a chain under an id; null when it has none.</summary>
    /// <param name="id">The report's own id.</param>
    /// <param name="relay">The relaying agency; null for the agency itself.</param>
    public Filing? Find(string id, string? relay)
    {
        foreach (var head in HeadsOf(id))
        {
            if (RelayOf(head.Version) == relay)
                return head;
        }

        return null;
    }

    /// <summary>Decides what to do with a report that is offered.</summary>
    /// <param name="id">The report's own id.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="contentHash">The SHA-256 of its canonical content.</param>
    /// <param name="relay">Who relays it; null when the agency files it itself.</param>
    public Verdict Decide(string id, int revision, ReadOnlySpan<byte> contentHash, Reader? relay = null)
    {
        var hash = Short(contentHash);
        if (!_byId.TryGetValue(id, out var latest))
            return new Verdict(ReceiptOutcome.Accepted, null);
        if (relay is null)
            return Against(_aside.ContainsKey(id) ? HeadsOf(id).MaxBy(head => (head.Revision == revision && head.ContentHash == hash, head.Revision)) : latest, revision, hash);
        if (!HasOthers(id, relay.Agency))
            return Against(latest, revision, hash);
        if (VisibleOther(id, relay) is { } other)
            return other.Revision == revision && other.ContentHash == hash ? new Verdict(ReceiptOutcome.Duplicate, other) : new Verdict(ReceiptOutcome.Conflict, other) { Refusal = FilingRefusal.AnotherFiler };
        return Find(id, relay.Agency) is { } own ? Against(own, revision, hash) : new Verdict(ReceiptOutcome.Accepted, null);
    }

    /// <summary>
    /// The filings under an id that are hidden from a relay and stand for those who see them: of each chain but the relay's own, the newest
    /// that no newer one is as open as. In order of version.
    /// </summary>
    public IReadOnlyList<long> HiddenFrom(string relay, string id)
    {
        if (!_byId.TryGetValue(id, out var latest) || !HasOthers(id, relay))
            return [];
        var standing = new List<(long Version, Handling Handling)>();
        for (var version = latest.Version; version > 0; version = Filings.Before(version))
        {
            if (RelayOf(version) == relay || RetractionOf(id, version) is not null)
                continue;
            var handling = Filings.HandlingOf(version);
            if (!standing.Exists(newer => newer.Handling.IsAsOpenAs(handling)))
                standing.Add((version, handling));
        }

        return [.. standing.Select(static each => each.Version).Order()];
    }

    /// <summary>The relays whose filings under an id are not the latest one.</summary>
    public IEnumerable<string> RelaysOf(string id) => _aside.TryGetValue(id, out var aside) ? aside.Select(head => RelayOf(head.Version)).OfType<string>() : [];

    private static Verdict Against(Filing head, int revision, UInt128 hash) =>
        revision > head.Revision ? new Verdict(ReceiptOutcome.Accepted, head)
        : revision == head.Revision && head.ContentHash == hash ? new Verdict(ReceiptOutcome.Duplicate, head)
        : new Verdict(ReceiptOutcome.Conflict, head);

    private IEnumerable<Filing> HeadsOf(string id) =>
        !_byId.TryGetValue(id, out var latest) ? [] : _aside.TryGetValue(id, out var aside) ? aside.Prepend(latest) : [latest];

    private bool HasOthers(string id, string relay) => _aside.ContainsKey(id) || RelayOf(_byId[id].Version) != relay;

    /// <summary>The newest filing under an id that a relay did not relay and may see all the same.</summary>
    private Filing? VisibleOther(string id, Reader relay)
    {
        foreach (var version in Filings.For(relay, agency: "").RevisionsOf(_byId[id].Version))
        {
            if (RelayOf(version) is var by && by != relay.Agency)
                return Find(id, by);
        }

        return null;
    }

    /// <summary>Puts a filing at the head of its chain, and of all.</summary>
    private void Head(string id, Filing filing, string? relay)
    {
        ref var latest = ref CollectionsMarshal.GetValueRefOrAddDefault(_byId, id, out var isKnown);
        if (relay is not null)
        {
            ref var versions = ref CollectionsMarshal.GetValueRefOrAddDefault(_relayed, relay, out _);
            (versions ??= []).Add(filing.Version);
        }

        if (isKnown && RelayOf(latest.Version) is var before && before != relay)
        {
            if (!_aside.TryGetValue(id, out var aside))
                _aside[id] = aside = [];
            aside.RemoveAll(head => RelayOf(head.Version) == relay);
            aside.Add(latest);
        }

        latest = filing;
    }

    /// <summary>Marks chains as taken back: one, or all when the agency takes the report back itself.</summary>
    private void TakeBack(string id, string? relay, RetractionReason reason)
    {
        if (_byId.TryGetValue(id, out var latest) && (relay is null || RelayOf(latest.Version) == relay))
            _byId[id] = latest with { Retracted = reason };
        if (!_aside.TryGetValue(id, out var aside))
            return;
        for (var i = 0; i < aside.Count; i++)
        {
            if (relay is null || RelayOf(aside[i].Version) == relay)
                aside[i] = aside[i] with { Retracted = reason };
        }
    }

    private static string ChainOf(string id, string? relay) => relay is null ? id : $"{id}\n{relay}";
}

/// <summary>What is to be done with a report that is offered.</summary>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Against">The filing that decided it; null when none did.</param>
public readonly record struct Verdict(ReceiptOutcome Outcome, Filing? Against)
{
    /// <summary>Why it is refused, where the outcome does not say that.</summary>
    public FilingRefusal Refusal { get; init; }
}

/// <summary>Why a report is refused although it was read well.</summary>
public enum FilingRefusal
{
    /// <summary>It is not, or the outcome says it all.</summary>
    None,

    /// <summary>The report of this id was filed by the agency itself or by another relay.</summary>
    AnotherFiler,
}
