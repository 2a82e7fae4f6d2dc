using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>An attribute whose values are codes, labels, names, or ties to other subjects; one may hold at a time, or several.</summary>
internal sealed class ValueSlot(AttributeRule rule, SlotKey key, Provenance provenance) : Slot(rule, key)
{
    private const string Not = "not ";

    private readonly CategoryFusion _fusion = new(FusionRules.Of(rule, key.Dimension), provenance);
    private readonly Dictionary<string, SpellingCount> _spellings = new(StringComparer.Ordinal);

    public override int Count => _fusion.Count;

    public override void Add(string claimId, ReportEvidence evidence, Claim claim)
    {
        var (value, spelling) = ValueOf(claim.Value);
        var times = EvidenceTimes.Of(Rule, evidence, claim);
        if (!_fusion.Add(new CodeClaim(claimId, evidence.Report.ToString(), evidence.Source, GradeOf(evidence, claim), times.Observed, value)
        {
            FromHour = times.From, UntilHour = times.Until, OnHour = times.On, IsDenied = claim.IsDenied, IsNever = claim.Validity?.IsNever ?? false,
        }))
        {
            return;
        }

        // Codes and ids have one spelling; a count for each of a million claims would be memory for nothing.
        if (!HasSpellings)
            return;
        if (!_spellings.TryGetValue(value, out var spellings))
            _spellings[value] = spellings = new SpellingCount();
        spellings.Add(spelling);
    }

    public override void Remove(string claimId, Claim claim)
    {
        var (value, spelling) = ValueOf(claim.Value);
        if (_fusion.Remove(claimId) && _spellings.TryGetValue(value, out var spellings))
            spellings.Remove(spelling);
    }

    public override Assessment? Assess(long hour, bool isCoarse, ClaimLookup find, Detail detail)
    {
        var assessment = _fusion.Assess(hour);
        if (assessment.Counted == 0 && assessment.NeedsReview.Count == 0)
            return null;
        var leader = assessment.Leader;
        return new Assessment(
            Rule.Name, Rule.Label, Rule.Form.ToString().ToLowerInvariant(), Rule.Nature, AssessedSlot(),
            [.. assessment.Values.Select(BeliefOf)], assessment.Other, [.. assessment.Denied.Select(Spelling)], null, null, assessment.WhyNone,
            leader is null ? null : new LastReported(
                Spelling(leader.Value), FusionTime.TimeOf(leader.NewestHour), leader.ChiefGrade.ToString(), leader.Reports, SilentDays(assessment.NewestHour, hour), leader.IsStale),
            BasisOf(assessment, leader, hour), ConflictOf(assessment),
            [.. assessment.Superseded.Select(ChangeOf)], [.. assessment.Challenged.Select(ChangeOf)],
            detail is Detail.Explained ? [.. _fusion.Explain(hour).Select(share => Explain(share, find(share.ClaimId), Spelling(share.Code)))] : null);
    }

    private bool HasSpellings => Rule.Form is ValueForm.Label or ValueForm.Alias;

    private Basis BasisOf(CategoryAssessment assessment, ValueAssessment? leader, long hour) => new(
        leader is null ? 0 : TierOf(leader.Probability, leader.ForNats, leader.EffectiveSources), assessment.Counted, leader?.EffectiveSources ?? 0,
        FusionTime.TimeOf(assessment.NewestHour ?? hour), FusionTime.TimeOf(assessment.OldestHour ?? hour), HalfLifeDays,
        leader?.IsStale ?? false, leader?.IsKnownLater ?? false, assessment.Circular.Count > 0, assessment.NeedsReview.Count > 0);

    private ValueBelief BeliefOf(ValueAssessment value) => new(
        Spelling(value.Value), value.Probability, value.Words.Text(), SourceWords.Said(value.EffectiveSources, value.ChiefGrade), value.ChiefGrade.ToString(),
        value.EffectiveSources, value.Reports, FusionTime.TimeOf(value.NewestHour), value.ForNats, value.AgainstNats, value.Score,
        value.IsKnownLater, value.IsStale, value.IsSuperseded, value.IsChallenged);

    private Conflict ConflictOf(CategoryAssessment assessment)
    {
        if (Rule.IsSingle)
        {
            var between = assessment.Disagreement;
            return new Conflict(between.IsConflict, between.Kappa, !between.IsConflict ? null : between.Other == Not + between.One
                ? $"Sources disagree: {Spelling(between.One!)} is both said and denied."
                : $"Sources disagree: {Spelling(between.One!)} against {Spelling(between.Other!)}.");
        }

        return assessment.Values.Where(static value => value.Disagreement.IsConflict).MaxBy(static value => value.Disagreement.Kappa) is { } disputed
            ? new Conflict(true, disputed.Disagreement.Kappa, $"Sources disagree: {Spelling(disputed.Value)} is both said and denied.") : Conflict.None;
    }

    private ChangedValue ChangeOf(Change change) => new(
        change.Value.StartsWith(Not, StringComparison.Ordinal) ? Not + Spelling(change.Value[Not.Length..]) : Spelling(change.Value),
        change.By is not { } by ? null : by.StartsWith(Not, StringComparison.Ordinal) ? Not + Spelling(by[Not.Length..]) : Spelling(by), FusionTime.TimeOf(change.SinceHour));

    private static (string Value, string Spelling) ValueOf(ClaimValue value) => value switch
    {
        CategoryValue category => (category.Code, category.Code),
        LabelValue label => (SubjectName.Normalise(label.Text), label.Text),
        AliasValue alias => (SubjectName.Normalise(alias.Name), alias.Name),
        EntityValue entity => (entity.Subject.Resolved().Value, entity.Subject.Resolved().Value),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a code, label, name or subject."),
    };

    private string Spelling(string value) => _spellings.GetValueOrDefault(value)?.Commonest(static _ => true) ?? value;
}
