using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>An attribute that has exactly one of several codes.</summary>
internal sealed class CategorySlot(AttributeRule rule, Provenance provenance) : Slot(rule)
{
    private readonly CategoryFusion _fusion = new(FusionRules.CategoryOf(rule), provenance);

    public override int Count => _fusion.Count;

    public override void Add(string claimId, ReportEvidence evidence, Claim claim) => _fusion.Add(new CodeClaim(
        claimId, evidence.Report.ToString(), evidence.Source, GradeOf(evidence, claim), FusionTime.HourOf(claim.ObservedAt), ((CategoryValue)claim.Value).Code, claim.IsDenied));

    public override void Remove(string claimId, Claim claim) => _fusion.Remove(claimId);

    public override Assessment Assess(SlotKey key, long hour, bool isCoarse, IReadOnlyDictionary<string, (ReportEvidence Evidence, Claim Claim)>? claims)
    {
        var at = Math.Max(hour, _fusion.NewestObservedHour ?? hour);
        var assessment = _fusion.Assess(at);
        var values = assessment.Codes.OrderByDescending(static code => code.Probability).ThenBy(static code => code.Code, StringComparer.Ordinal)
            .Select(static code => new ValueBelief(code.Code, code.Probability, code.Words.Text(), code.ForNats, code.AgainstNats)).ToArray();
        var leading = assessment.Leading();
        var rivals = assessment.Codes.OrderByDescending(static code => code.ForNats).Take(2).ToArray();
        return Make(
            key,
            BasisOf(leading.Probability, leading.ForNats, leading.EffectiveSources, assessment.Freshness, assessment.Circular.Count > 0, assessment.NeedsReview.Count > 0),
            new Conflict(
                assessment.Contradiction.IsConflict, assessment.Contradiction.Kappa,
                assessment.Contradiction.IsConflict ? $"Sources disagree: {rivals[0].Code} against {rivals[1].Code}." : null),
            values,
            contributions: claims is null ? null : [.. _fusion.Explain(at).Select(share => Explain(share, claims[share.ClaimId], share.Code))]);
    }
}
