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
    private readonly long? _asOfHour;
    private readonly Provenance _provenance = new();
    private readonly Dictionary<ReportKey, ReportEvidence> _standing = [];
    private readonly Dictionary<ReportKey, ReportEvidence> _context = [];
    private readonly Dictionary<string, List<ReportKey>> _citing = new(StringComparer.Ordinal);
    private readonly Dictionary<SlotKey, Slot> _slots = [];
    private readonly SpellingCount _names = new();
    private readonly int[] _standingAt = new int[Enum.GetValues<Tlp>().Length];
    private (long Hour, bool IsCoarse, Card? Card) _card = (long.MinValue, false, null);
    private Label? _label;

    internal VisibleState(SubjectId subject, DateTimeOffset? asOf)
    {
        _subject = subject;
        _kind = subject.Kind();
        _asOfHour = asOf is { } time ? FusionTime.HourOf(time) : null;
    }

    /// <summary>How much of the subject's history this state has taken in.</summary>
    internal int Consumed { get; set; }

    /// <summary>When the newest visible evidence was taken in, in UTC; null when there is none.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>How often visible evidence changed it. Tells one change from the next where a clock that was set back cannot.</summary>
    internal int Changes { get; private set; }

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

    /// <summary>The label of what stands: the claims with their reports, and the reports that only give context to them.</summary>
    public Label Label() => _label ??= Readers.Label.Join(_standing.Values
        .Concat(_context.Values.Where(context => Supports(context.Report, context.Report.ToString())))
        .Select(static evidence => new OwnedMarking(
            evidence.Report.Agency, evidence.Claims.Aggregate(evidence.Handling, (marking, claim) => marking.Join(evidence.HandlingOf(claim))))));

    /// <summary>Every assessment at a time, in the order of the catalogue.</summary>
    /// <param name="hour">Whole hours since 2020-01-01T00:00Z.</param>
    /// <param name="isCoarse">Whether places where people are held go to the grid.</param>
    /// <param name="explain">Whether to list what each claim adds.</param>
    public IReadOnlyList<Assessment> AssessAll(long hour, bool isCoarse, bool explain)
    {
        var coarse = isCoarse && _kind is SubjectKind.Compound;
        return [.. AttributeCatalogue.Current.Of(_kind).SelectMany(SlotsOf)
            .Select(slot => slot.Assess(hour, coarse, Find, explain ? Detail.Explained : Detail.Whole)).OfType<Assessment>()];
    }

    internal SubjectId Subject => _subject;

    internal int Reports => _standing.Count;

    internal Tlp HighestTlp => (Tlp)Array.FindLastIndex(_standingAt, static count => count > 0);

    /// <summary>The name the subject goes by: the commonest spelling of the name its id comes from, else the commonest of all.</summary>
    internal string Name() =>
        _names.Commonest(spelling => SubjectId.FromName(_kind, spelling) == _subject) ?? _names.Commonest(static _ => true) ?? _subject.Slug();

    internal Assessment? Assess(string attribute, long hour, bool isCoarse) =>
        _slots.GetValueOrDefault(SlotKey.Plain(attribute))?.Assess(hour, isCoarse && _kind is SubjectKind.Compound, Find, Detail.Card);

    internal IEnumerable<Assessment> AssessEach(AttributeRule rule, long hour) =>
        SlotsOf(rule).Select(slot => slot.Assess(hour, isCoarse: false, Find, Detail.Card)).OfType<Assessment>();

    internal bool Has(string attribute) => _slots.ContainsKey(SlotKey.Plain(attribute));

    internal void Apply(ReportEvidence evidence, DateTimeOffset appliedAt)
    {
        if (_asOfHour is { } hour && evidence.Claims.Any(claim => StartsAfter(evidence, claim, hour)))
            evidence = evidence with { Claims = [.. evidence.Claims.Where(claim => !StartsAfter(evidence, claim, hour))] };
        var report = evidence.Report.ToString();
        var spoke = _standing.Remove(evidence.Report, out var before);
        if (before is not null)
            Drop(report, before);

        if (_context.Remove(evidence.Report, out var cited))
            Uncite(evidence.Report, report, cited.Cites);
        if (evidence.Retracted is RetractionReason.Erroneous)
            _provenance.MarkErroneous(report);
        else
            _provenance.UnmarkErroneous(report);
        if (evidence.Retracted is null)
            _provenance.File(report, evidence.Source);
        else
            _provenance.Withdraw(report);
        var speaks = evidence.Claims.Count > 0 && evidence.Retracted is null;
        if (speaks)
        {
            _standing.Add(evidence.Report, evidence);
            Take(report, evidence);
        }
        else if (evidence.Cites.Count > 0 && evidence.Retracted is null)
        {
            // It says nothing of this subject, but a report that does may rest on it, and it may rest on others.
            _context.Add(evidence.Report, evidence);
            Cite(evidence.Report, report, evidence.Cites);
        }

        // What only gives context to reports that this class cannot see must not show, not even as a change.
        if (!speaks && !spoke && !Supports(evidence.Report, report))
            return;
        (_card, _label) = (default, null);

        // Context that is older than what rests on it came late: with it, for a reader who sees only this, nothing happened since.
        if (speaks || spoke || evidence.RecordedAt > ChangedAt)
            (ChangedAt, Changes) = (appliedAt, Changes + 1);
    }

    private void Take(string report, ReportEvidence evidence)
    {
        Cite(evidence.Report, report, evidence.Cites);
        foreach (var claim in evidence.Claims)
        {
            _standingAt[(int)evidence.HandlingOf(claim).Tlp]++;
            if (claim.Subject.Name is { } name)
                _names.Add(name);
            var rule = AttributeCatalogue.Current[_kind, claim.Attribute];
            if (IsRetired(rule, claim))
                continue;
            var key = SlotKey.ForClaim(rule, claim);
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
            _standingAt[(int)evidence.HandlingOf(claim).Tlp]--;
            if (claim.Subject.Name is { } name)
                _names.Remove(name);
            var key = SlotKey.ForClaim(AttributeCatalogue.Current[_kind, claim.Attribute], claim);
            if (!_slots.TryGetValue(key, out var slot))
                continue;
            slot.Remove($"{report}#{claim.Ordinal}", claim);
            if (slot.Count == 0)
                _slots.Remove(key);
        }
    }

    /// <summary>Whether a claim says nothing yet at the time asked for: what it tells of begins later.</summary>
    private bool StartsAfter(ReportEvidence evidence, Claim claim, long hour)
    {
        var rule = AttributeCatalogue.Current[_kind, claim.Attribute];
        var times = EvidenceTimes.Of(rule, evidence, claim);
        return (rule.Nature switch
        {
            Nature.Event => times.On ?? times.Observed,
            Nature.State => times.From ?? times.Observed,
            _ => times.From ?? long.MinValue,
        }) > hour;
    }

    /// <summary>Whether a claim has a code that now belongs to another attribute: it stays readable as evidence and says nothing here.</summary>
    private static bool IsRetired(AttributeRule rule, Claim claim) => claim.Value is CategoryValue { Code: var code } && rule.RetiredCodes?.ContainsKey(code) == true;

    private IEnumerable<Slot> SlotsOf(AttributeRule rule) => _slots.Where(pair => pair.Key.Attribute == rule.Name)
        .OrderBy(static pair => pair.Key.Dimension, StringComparer.Ordinal).ThenBy(static pair => pair.Key.Of, StringComparer.Ordinal)
        .ThenBy(static pair => pair.Key.Party?.Value, StringComparer.Ordinal).ThenBy(static pair => pair.Key.On).ThenBy(static pair => pair.Key.From)
        .ThenBy(static pair => pair.Key.Occasion, StringComparer.Ordinal).Select(static pair => pair.Value);

    private (ReportEvidence Evidence, Claim Claim) Find(string claimId)
    {
        var mark = claimId.LastIndexOf('#');
        var evidence = ReportKey.TryParse(claimId[..mark], out var key) && _standing.TryGetValue(key, out var standing)
            ? standing : throw new InvalidOperationException($"The claim {claimId} is fused and its report does not stand.");
        var ordinal = int.Parse(claimId.AsSpan(mark + 1), System.Globalization.CultureInfo.InvariantCulture);
        return (evidence, evidence.Claims.First(claim => claim.Ordinal == ordinal));
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
}
