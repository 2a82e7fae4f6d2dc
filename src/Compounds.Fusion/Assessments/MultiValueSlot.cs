using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>An attribute that may have several values at once: codes, labels, names, or ties to other subjects.</summary>
internal sealed class MultiValueSlot(AttributeRule rule, string? dimension, Provenance provenance) : Slot(rule)
{
    private readonly MultiValueFusion _fusion = new(FusionRules.MultiValueOf(rule, dimension), provenance);
    private readonly Dictionary<string, SpellingCount> _spellings = new(StringComparer.Ordinal);

    public override int Count => _fusion.Count;

    public override void Add(string claimId, ReportEvidence evidence, Claim claim)
    {
        var (value, spelling) = ValueOf(claim.Value);
        if (!_spellings.TryGetValue(value, out var spellings))
            _spellings[value] = spellings = new SpellingCount();
        spellings.Add(spelling);
        _fusion.Add(new CodeClaim(claimId, evidence.Report.ToString(), evidence.Source, GradeOf(evidence, claim), FusionTime.HourOf(claim.ObservedAt), value, claim.IsDenied));
    }

    public override void Remove(string claimId, Claim claim)
    {
        var (value, spelling) = ValueOf(claim.Value);
        if (_fusion.Remove(claimId) && _spellings.TryGetValue(value, out var spellings))
            spellings.Remove(spelling);
    }

    public override Assessment Assess(SlotKey key, long hour, bool isCoarse, IReadOnlyDictionary<string, (ReportEvidence Evidence, Claim Claim)>? claims)
    {
        var at = Math.Max(hour, _fusion.NewestObservedHour ?? hour);
        var assessment = _fusion.Assess(at);
        var values = assessment.Values.OrderByDescending(static value => value.Probability).ThenBy(static value => value.Value, StringComparer.Ordinal)
            .Select(value => new ValueBelief(Spelling(value.Value), value.Probability, value.Words.Text(), value.ForNats, value.AgainstNats)).ToArray();
        // None when every claim rests on what was retracted as erroneous: they are shown for review and say nothing.
        var leading = assessment.Values.MaxBy(static value => value.Probability);
        var disputed = assessment.Values.Where(static value => value.Contradiction.IsConflict).MaxBy(static value => value.Contradiction.Kappa);
        return Make(
            key,
            BasisOf(leading?.Probability ?? 0, leading?.ForNats ?? 0, leading?.EffectiveSources ?? 0, assessment.Freshness, assessment.Circular.Count > 0, assessment.NeedsReview.Count > 0),
            disputed is null ? Conflict.None : new Conflict(true, disputed.Contradiction.Kappa, $"Sources disagree: {Spelling(disputed.Value)} is both said and denied."),
            values,
            contributions: claims is null ? null : [.. _fusion.Explain(at).Select(share => Explain(share, claims[share.ClaimId], Spelling(share.Code)))]);
    }

    private static (string Value, string Spelling) ValueOf(ClaimValue value) => value switch
    {
        CategoryValue category => (category.Code, category.Code),
        LabelValue label => (SubjectName.Normalise(label.Text), label.Text),
        AliasValue alias => (SubjectName.Normalise(alias.Name), alias.Name),
        EntityValue entity => (entity.Subject.Resolved().Value, entity.Subject.Resolved().Value),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a value of a multi-valued attribute."),
    };

    private string Spelling(string value) => _spellings.GetValueOrDefault(value)?.Commonest(static _ => true) ?? value;
}
