using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>What one class of readers may know of a subject: the fold of the evidence visible to it, and nothing else.</summary>
public sealed class VisibleState
{
    private readonly SubjectId _subject;
    private readonly SubjectKind _kind;
    private readonly DateTimeOffset? _asOf;
    private readonly Provenance _provenance = new();
    private readonly Dictionary<ReportKey, ReportEvidence> _standing = [];
    private readonly Dictionary<ReportKey, IReadOnlyList<string>> _context = [];
    private readonly Dictionary<string, List<ReportKey>> _citing = new(StringComparer.Ordinal);
    private readonly Dictionary<SlotKey, Slot> _slots = [];
    private readonly SpellingCount _names = new();
    private readonly int[] _standingAt = new int[Enum.GetValues<Tlp>().Length];
    private (long Hour, bool IsCoarse, Card? Card) _card = (long.MinValue, false, null);

    internal VisibleState(SubjectId subject, DateTimeOffset? asOf)
    {
        _subject = subject;
        _kind = subject.Kind();
        _asOf = asOf;
    }

    /// <summary>How much of the subject's history this state has taken in.</summary>
    internal int Consumed { get; set; }

    /// <summary>When the newest visible evidence was taken in, in UTC; null when there is none.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>Whether the reader may see anything that still stands.</summary>
    public bool IsEmpty => _standing.Count == 0;

    /// <summary>The reports that stand, newest first.</summary>
    public IEnumerable<ReportEvidence> Standing => _standing.Values.OrderByDescending(static evidence => evidence.RecordedAt).ThenBy(static evidence => evidence.Report.ToString(), StringComparer.Ordinal);

    /// <summary>The card at a time.</summary>
    /// <param name="hour">Whole hours since 2020-01-01T00:00Z.</param>
    /// <param name="isCoarse">Whether places where people are held go to the grid.</param>
    /// <returns>The card, or null when nothing stands.</returns>
    public Card? CardAt(long hour, bool isCoarse)
    {
        if (IsEmpty)
            return null;
        if (_card.Hour != hour || _card.IsCoarse != isCoarse || _card.Card is null)
            _card = (hour, isCoarse, CardOf.State(this, hour, isCoarse));
        return _card.Card;
    }

    /// <summary>Every assessment at a time, in the order of the catalogue.</summary>
    /// <param name="hour">Whole hours since 2020-01-01T00:00Z.</param>
    /// <param name="isCoarse">Whether places where people are held go to the grid.</param>
    /// <param name="explain">Whether to list what each claim adds.</param>
    public IReadOnlyList<Assessment> AssessAll(long hour, bool isCoarse, bool explain)
    {
        var claims = explain ? ClaimsById() : null;
        var coarse = isCoarse && _kind is SubjectKind.Compound;
        return [.. AttributeCatalogue.Current.Of(_kind)
            .SelectMany(rule => _slots.Where(pair => pair.Key.Attribute == rule.Name)
                .OrderBy(static pair => pair.Key.Dimension, StringComparer.Ordinal)
                .ThenBy(static pair => pair.Key.Party?.Value, StringComparer.Ordinal)
                .ThenBy(static pair => pair.Key.On))
            .Select(pair => pair.Value.Assess(pair.Key, hour, coarse, claims))];
    }

    internal SubjectId Subject => _subject;

    internal int Reports => _standing.Count;

    internal Tlp HighestTlp => (Tlp)Array.FindLastIndex(_standingAt, static count => count > 0);

    /// <summary>The name the subject goes by: the commonest spelling of the name its id comes from, else the commonest of all.</summary>
    internal string Name() =>
        _names.Commonest(spelling => SubjectId.FromName(_kind, spelling) == _subject) ?? _names.Commonest(static _ => true) ?? _subject.Slug();

    internal Assessment? Assess(string attribute, long hour, bool isCoarse)
    {
        var key = new SlotKey(attribute, null, null, null);
        return _slots.TryGetValue(key, out var slot) ? slot.Assess(key, hour, isCoarse && _kind is SubjectKind.Compound, null) : null;
    }

    internal IEnumerable<(SlotKey Key, Assessment Assessment)> AssessEach(string attribute, long hour) =>
        _slots.Where(pair => pair.Key.Attribute == attribute).OrderBy(static pair => pair.Key.Dimension, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value.Assess(pair.Key, hour, isCoarse: false, null)));

    internal bool Has(string attribute) => _slots.ContainsKey(new SlotKey(attribute, null, null, null));

    internal void Apply(ReportEvidence evidence, DateTimeOffset appliedAt)
    {
        if (_asOf is { } asOf)
            evidence = evidence.UpTo(asOf);
        var report = evidence.Report.ToString();
        var spoke = _standing.Remove(evidence.Report, out var before);
        if (before is not null)
        {
            _standingAt[(int)before.Handling.Tlp]--;
            Drop(report, before);
        }

        if (_context.Remove(evidence.Report, out var cited))
            Uncite(evidence.Report, report, cited);
        if (evidence.Retracted is RetractionReason.Erroneous)
            _provenance.MarkErroneous(report);
        else
            _provenance.UnmarkErroneous(report);
        var speaks = evidence.Claims.Count > 0 && evidence.Retracted is null;
        if (speaks)
        {
            _standing.Add(evidence.Report, evidence);
            _standingAt[(int)evidence.Handling.Tlp]++;
            Take(report, evidence);
        }
        else if (evidence.Cites.Count > 0 && evidence.Retracted is null)
        {
            // It says nothing of this subject, but a report that does may rest on it, and it may rest on others.
            _context.Add(evidence.Report, evidence.Cites);
            Cite(evidence.Report, report, evidence.Cites);
        }

        // What only gives context to reports that this class cannot see must not show, not even as a change.
        if (!speaks && !spoke && !Supports(evidence.Report, report))
            return;
        _card = default;

        // Context that is older than what rests on it came late: with it, for a reader who sees only this, nothing happened since.
        if (speaks || spoke || evidence.RecordedAt > ChangedAt)
            ChangedAt = appliedAt;
    }

    private void Take(string report, ReportEvidence evidence)
    {
        Cite(evidence.Report, report, evidence.Cites);
        foreach (var claim in evidence.Claims)
        {
            if (claim.Subject.Name is { } name)
                _names.Add(name);
            var rule = AttributeCatalogue.Current[_kind, claim.Attribute];
            var key = SlotKey.Of(rule, claim);
            if (!_slots.TryGetValue(key, out var slot))
                _slots[key] = slot = Slot.For(rule, key, _provenance);
            slot.Add($"{report}#{claim.Ordinal}", evidence, claim);
        }
    }

    private void Drop(string report, ReportEvidence evidence)
    {
        Uncite(evidence.Report, report, evidence.Cites);
        foreach (var claim in evidence.Claims)
        {
            if (claim.Subject.Name is { } name)
                _names.Remove(name);
            var key = SlotKey.Of(AttributeCatalogue.Current[_kind, claim.Attribute], claim);
            if (!_slots.TryGetValue(key, out var slot))
                continue;
            slot.Remove($"{report}#{claim.Ordinal}", claim);
            if (slot.Count == 0)
                _slots.Remove(key);
        }
    }

    private void Cite(ReportKey key, string report, IReadOnlyList<string> cites)
    {
        foreach (var cited in cites)
        {
            _provenance.Cite(report, cited);
            if (!_citing.TryGetValue(cited, out var citing))
                _citing[cited] = citing = [];
            citing.Add(key);
        }
    }

    private void Uncite(ReportKey key, string report, IReadOnlyList<string> cites)
    {
        foreach (var cited in cites)
        {
            _provenance.Uncite(report, cited);
            _citing[cited].Remove(key);
            if (_citing[cited].Count == 0)
                _citing.Remove(cited);
        }
    }

    /// <summary>Whether a report that speaks of the subject rests on this one, directly or through others.</summary>
    private bool Supports(ReportKey key, string report)
    {
        if (!_citing.ContainsKey(report))
            return false;
        var seen = new HashSet<ReportKey> { key };
        var open = new Stack<string>([report]);
        while (open.TryPop(out var cited))
        {
            foreach (var citing in _citing.GetValueOrDefault(cited) ?? [])
            {
                if (_standing.ContainsKey(citing))
                    return true;
                if (seen.Add(citing))
                    open.Push(citing.ToString());
            }
        }

        return false;
    }

    private Dictionary<string, (ReportEvidence Evidence, Claim Claim)> ClaimsById()
    {
        var claims = new Dictionary<string, (ReportEvidence, Claim)>(StringComparer.Ordinal);
        foreach (var evidence in _standing.Values)
        {
            foreach (var claim in evidence.Claims)
                claims[$"{evidence.Report}#{claim.Ordinal}"] = (evidence, claim);
        }

        return claims;
    }
}
