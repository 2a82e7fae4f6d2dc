using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compounds.Fusion;

/// <summary>The claims of one attribute in their places: by value and polarity, origin, cluster and rank.</summary>
/// <remarks>What it holds is a function of the claims and the provenance alone, never of how they came.</remarks>
internal sealed class EvidenceIndex
{
    private readonly Weighing _weighing;
    private readonly Provenance _provenance;

    // Reports with claims here that go back to other origins than themselves.
    private readonly Dictionary<string, (string[] Origins, int Claims)> _derived = new(StringComparer.Ordinal);
    private readonly List<EvidenceClaim> _underReview = [];
    private KeyedSet<ValueEvidence> _values;
    private int _changesSeen;
    private int _clusterVersion;

    public EvidenceIndex(Weighing weighing, Provenance provenance)
    {
        _weighing = weighing;
        _provenance = provenance;
        _changesSeen = provenance.Changes.Count;
        _clusterVersion = provenance.ClusterVersion;
    }

    /// <summary>Gets the held claims without weight, because all their origins were retracted as erroneous.</summary>
    public IReadOnlyCollection<EvidenceClaim> UnderReview => _underReview;

    /// <summary>Gets whether the provenance changed in a way that only building anew takes in.</summary>
    public bool IsOutdated => _clusterVersion != _provenance.ClusterVersion;

    public Support? Find(string code, bool denied) => _values.TryGet(code, out var value) ? value[denied] : null;

    public Support? Find(EvidenceClaim claim)
    {
        var (code, denied) = ValueEvidence.Of(claim);
        return Find(code, denied);
    }

    /// <summary>The values that a claim with weight speaks of, in order.</summary>
    public IReadOnlyList<string> Codes() =>
        [.. _values.Items().Where(value => !value.IsEmpty).Select(value => value.Code).Order(StringComparer.Ordinal)];

    /// <summary>The origins of a claim as they are placed here.</summary>
    public string[] OriginsOf(EvidenceClaim claim) =>
        _derived.TryGetValue(claim.ReportId, out var derived) ? derived.Origins : [claim.ReportId];

    public void Add(EvidenceClaim claim)
    {
        var origins = _provenance.StandingOrigins(claim.ReportId);
        if (origins is not null)
        {
            ref var derived = ref CollectionsMarshal.GetValueRefOrAddDefault(_derived, claim.ReportId, out _);
            derived = (origins, derived.Claims + 1);
        }

        var reportId = claim.ReportId;
        Place(claim, origins is null ? new ReadOnlySpan<string>(in reportId) : origins);
    }

    public void Remove(EvidenceClaim claim)
    {
        var origins = OriginsOf(claim);
        ref var derived = ref CollectionsMarshal.GetValueRefOrNullRef(_derived, claim.ReportId);
        if (!Unsafe.IsNullRef(ref derived) && --derived.Claims == 0)
            _derived.Remove(claim.ReportId);
        Displace(claim, origins);
    }

    /// <summary>Takes in what the provenance learned since last time.</summary>
    public void CatchUp()
    {
        for (; _changesSeen < _provenance.Changes.Count; _changesSeen++)
            Reroot(_provenance.Changes[_changesSeen]);
    }

    /// <summary>The circles that a held claim belongs to or goes back to.</summary>
    public IReadOnlyList<CircularReporting> Circular() => _provenance.Circular.Count == 0
        ? []
        : [.. _provenance.Circular.Where(circle =>
            circle.Reports.Any(_derived.ContainsKey) || GroupsOf(circle.OriginId).Any())];

    private void Reroot(string reportId)
    {
        var before = _derived.TryGetValue(reportId, out var derived) ? derived.Origins : [reportId];
        var after = _provenance.StandingOrigins(reportId) ?? [reportId];
        if (before.AsSpan().SequenceEqual(after))
            return;

        var claims = ClaimsOf(reportId, before);
        foreach (var claim in claims)
            Remove(claim);
        foreach (var claim in claims)
            Add(claim);
    }

    private EvidenceClaim[] ClaimsOf(string reportId, string[] origins)
    {
        if (origins.Length == 0)
            return [.. _underReview.Where(claim => claim.ReportId == reportId)];

        return [.. GroupsOf(origins[0])
            .SelectMany(group => Enumerable.Range(0, group.Count).Select(rank => group[rank].Claim))
            .Where(claim => claim.ReportId == reportId)];
    }

    private IEnumerable<OriginGroup> GroupsOf(string originId) =>
        _values.Items().SelectMany(value => value.Find(originId)).OfType<OriginGroup>();

    private void Place(EvidenceClaim claim, ReadOnlySpan<string> origins)
    {
        if (origins.IsEmpty)
        {
            _underReview.Add(claim);
            return;
        }

        var (code, denied) = ValueEvidence.Of(claim);
        if (!_values.TryGet(code, out var value))
            _values.TryAdd(value = new ValueEvidence(code));
        value.Obtain(denied, _weighing, _provenance).Add(claim, origins);
    }

    private void Displace(EvidenceClaim claim, ReadOnlySpan<string> origins)
    {
        if (origins.IsEmpty)
        {
            _underReview.Remove(claim);
            return;
        }

        Find(claim)!.Remove(claim, origins);
    }
}
