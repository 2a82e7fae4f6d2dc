using System.Runtime.InteropServices;

namespace Compounds.Fusion;

/// <summary>The claims that count in a window of as-of times, in their places.</summary>
/// <remarks>What it says is a function of the claims, the provenance and the as-of time alone, never of how they came.</remarks>
internal abstract class EvidenceIndex<TClaim>
    where TClaim : EvidenceClaim
{
    // Strengths are relative to a multiple of so many half-lives, so that even a short half-life neither over- nor underflows.
    private const int Era = 256;
    private readonly bool _standsAtItsTime;
    private readonly Dictionary<string, int> _claimsOfReport = new(StringComparer.Ordinal);
    private readonly List<TClaim> _underReview = [];
    private readonly int _clusterVersion;
    private KeyedSet<HeldClaim> _held;
    private int _changesSeen;
    private int _filingsSeen;
    private long _newestHour = long.MinValue;
    private int _era = int.MinValue;

    private protected EvidenceIndex(FusionRule rule, Provenance provenance, long asOfHour, bool standsAtItsTime)
    {
        (Rule, Provenance, AsOfHour) = (rule, provenance, asOfHour);
        _standsAtItsTime = standsAtItsTime;
        _changesSeen = provenance.Changes.Count;
        _filingsSeen = provenance.Filings.Count;
        _clusterVersion = provenance.ClusterVersion;
    }

    public FusionRule Rule { get; }

    /// <summary>Gets the claims that count but have no weight, because all their origins were retracted as erroneous.</summary>
    public IReadOnlyList<TClaim> UnderReview => _underReview;

    /// <summary>Gets the number of claims that count.</summary>
    public int Count => _held.Count;

    /// <summary>Gets the number of distinct reports with claims that count.</summary>
    public int Reports => _claimsOfReport.Count;

    /// <summary>Gets the newest time at which a claim that counts was seen, at most the as-of time; null without claims.</summary>
    public long? NewestHour => Count == 0 ? null : _newestHour;

    private protected Provenance Provenance { get; }

    /// <summary>Gets the as-of time, at which claims that are known later stand.</summary>
    private protected long AsOfHour { get; private set; }

    private AsOfWindow Window { get; set; } = AsOfWindow.Always;

    private bool IsOutdated { get; set; }

    /// <summary>Moves to an as-of time; false when the index does not hold there.</summary>
    public bool TryMove(long asOfHour)
    {
        if (IsOutdated || _clusterVersion != Provenance.ClusterVersion || !Window.Contains(asOfHour))
            return false;

        AsOfHour = asOfHour;
        return true;
    }

    /// <summary>Takes in all claims at once.</summary>
    public void Fill(IEnumerable<TClaim> claims)
    {
        var counted = new List<TClaim>();
        foreach (var claim in claims)
        {
            Window = Window.Around(AsOfHour, claim, Rule.Nature, _standsAtItsTime);
            if (ClaimTimes.Counts(claim, Rule.Nature, AsOfHour))
                counted.Add(claim);
        }

        foreach (var claim in counted)
            _newestHour = Math.Max(_newestHour, SeenHour(claim));
        if (counted.Count > 0)
            _era = EraOf(_newestHour);
        var held = new List<HeldClaim>(counted.Count);
        _held.Reserve(counted.Count);
        foreach (var claim in counted)
        {
            if (Hold(claim) is { } item)
                held.Add(item);
        }

        PlaceAll(held);
    }

    /// <summary>Takes in a claim.</summary>
    public void Add(TClaim claim)
    {
        Window = Window.Around(AsOfHour, claim, Rule.Nature, _standsAtItsTime);
        if (!ClaimTimes.Counts(claim, Rule.Nature, AsOfHour))
            return;

        var seen = SeenHour(claim);
        _newestHour = Math.Max(_newestHour, seen);
        if (_era == int.MinValue)
            _era = EraOf(seen);
        else if (_era != EraOf(_newestHour))
            IsOutdated = true;
        if (!IsOutdated && Hold(claim) is { } held)
            Place(held);
    }

    /// <summary>Lets go of a claim, as if it had never been here.</summary>
    public void Remove(TClaim claim)
    {
        if (!_held.TryGet(claim.ClaimId, out var held))
        {
            _underReview.RemoveAll(other => other.ClaimId == claim.ClaimId);
            return;
        }

        Release(held);
        if (held.SeenHour != _newestHour)
            return;

        _newestHour = Count == 0 ? long.MinValue : _held.Items().Max(static item => item.SeenHour);
        if (Count == 0)
            _era = int.MinValue;
        else if (EraOf(_newestHour) != _era)
            IsOutdated = true;
    }

    /// <summary>Takes in what the provenance learned since last time.</summary>
    public void CatchUp()
    {
        for (; _filingsSeen < Provenance.Filings.Count; _filingsSeen++)
            IsOutdated |= RestsOn(Provenance.Filings[_filingsSeen]);
        for (; _changesSeen < Provenance.Changes.Count; _changesSeen++)
        {
            if (!IsOutdated)
                Reroot(Provenance.Changes[_changesSeen]);
        }
    }

    /// <summary>What is counted here, taking one claim out for the while.</summary>
    public T Without<T>(TClaim claim, Func<T> measure)
    {
        if (!_held.TryGet(claim.ClaimId, out var held))
            return measure();

        Displace(held);
        _held.Remove(held);
        var without = measure();
        _held.TryAdd(held);
        Place(held);
        return without;
    }

    public HeldClaim? Find(string claimId) => _held.TryGet(claimId, out var held) ? held : null;

    /// <summary>The circles of citation that a claim which counts belongs to or goes back to, in order of id.</summary>
    public IReadOnlyList<CircularReporting> Circular() => Provenance.Circular.Count == 0
        ? []
        : [.. _claimsOfReport.Keys.SelectMany(Provenance.CirclesOf).Distinct()
            .OrderBy(static circle => circle.OriginId, StringComparer.Ordinal)];

    /// <summary>The ids of the claims under review, in order.</summary>
    public IReadOnlyList<string> NeedsReview() =>
        _underReview.Count == 0 ? [] : [.. _underReview.Select(static claim => claim.ClaimId).Order(StringComparer.Ordinal)];

    /// <summary>What time took from the strengths, which are relative to the reference hour.</summary>
    public double Decay() => Rule.HalfLifeHours is { } halfLife && Count > 0 ? Power(-AsOfHour, halfLife, -_era) : 1;

    /// <summary>Puts a claim in its place.</summary>
    private protected abstract void Place(HeldClaim held);

    /// <summary>Puts all claims in their places, in an empty index.</summary>
    private protected abstract void PlaceAll(List<HeldClaim> held);

    /// <summary>Takes a claim from its place.</summary>
    private protected abstract void Displace(HeldClaim held);

    /// <summary>Whether a claim goes back to an origin.</summary>
    private protected abstract bool RestsOn(string originId);

    /// <summary>How many claims of a report count.</summary>
    private protected int ClaimsOf(string reportId) => _claimsOfReport.GetValueOrDefault(reportId);

    // 2^(hour/H − eras·Era)
    private static double Power(long hour, long halfLife, int eras)
    {
        var (whole, over) = HalfLives.Split(hour, halfLife);
        return Math.Pow(2, over / (double)halfLife) * PowerOfTwo.Of(whole - (eras * Era));
    }

    private long SeenHour(TClaim claim) => Math.Min(claim.ObservedHour, AsOfHour);

    private int EraOf(long hour) => Rule.HalfLifeHours is { } halfLife ? HalfLives.Split(hour, halfLife * Era).Whole : 0;

    private HeldClaim? Hold(TClaim claim)
    {
        var origins = Provenance.StandingOrigins(claim.ReportId);
        if (origins is { Length: 0 })
        {
            _underReview.Add(claim);
            return null;
        }

        var seen = SeenHour(claim);
        var growth = Rule.HalfLifeHours is { } halfLife ? Power(seen, halfLife, _era) : 1;
        var held = new HeldClaim(claim, Rule, origins, seen, growth);
        _held.TryAdd(held);
        CollectionsMarshal.GetValueRefOrAddDefault(_claimsOfReport, claim.ReportId, out _)++;
        return held;
    }

    private void Release(HeldClaim held)
    {
        Displace(held);
        _held.Remove(held);
        ref var claims = ref CollectionsMarshal.GetValueRefOrAddDefault(_claimsOfReport, held.Claim.ReportId, out _);
        if (--claims == 0)
            _claimsOfReport.Remove(held.Claim.ReportId);
    }

    private void Reroot(string reportId)
    {
        var origins = Provenance.StandingOrigins(reportId);
        TClaim[] moved = ClaimsOf(reportId) == 0
            ? []
            : [.. _held.Items().Where(held => held.Claim.ReportId == reportId && !held.HasOrigins(origins))
                .Select(static held => (TClaim)held.Claim)];
        foreach (var claim in moved)
            Release(Find(claim.ClaimId)!);
        if (origins is not { Length: 0 })
        {
            moved = [.. moved, .. _underReview.Where(claim => claim.ReportId == reportId)];
            _underReview.RemoveAll(claim => claim.ReportId == reportId);
        }

        foreach (var claim in moved)
        {
            if (Hold(claim) is { } held)
                Place(held);
        }
    }
}
