using System.Globalization;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>A number, fused to a range.</summary>
internal sealed class QuantitySlot(AttributeRule rule, string? dimension, Provenance provenance) : Slot(rule)
{
    private readonly QuantityFusion _fusion = new(FusionRules.QuantityOf(rule, dimension), provenance);
    private (double Low, double High)? _reported = (double.PositiveInfinity, double.NegativeInfinity);

    public override int Count => _fusion.Count;

    public override void Add(string claimId, ReportEvidence evidence, Claim claim)
    {
        var amount = AmountOf((QuantityValue)claim.Value);
        _fusion.Add(new QuantityClaim(claimId, evidence.Report.ToString(), evidence.Source, GradeOf(evidence, claim), FusionTime.HourOf(claim.ObservedAt), amount));
        if (_reported is var (low, high))
            _reported = (Math.Min(low, amount.Low), Math.Max(high, amount.High));
    }

    public override void Remove(string claimId, Claim claim)
    {
        // Only the loss of an extreme makes the range unknown; looking at every claim again is left to the next read.
        if (_fusion.Remove(claimId) && AmountOf((QuantityValue)claim.Value) is var amount && (amount.Low == _reported?.Low || amount.High == _reported?.High))
            _reported = null;
    }

    public override Assessment Assess(SlotKey key, long hour, bool isCoarse, IReadOnlyDictionary<string, (ReportEvidence Evidence, Claim Claim)>? claims)
    {
        var at = Math.Max(hour, _fusion.NewestObservedHour ?? hour);
        var assessment = _fusion.Assess(at);
        var (lowest, highest) = _reported ??= Range();
        return Make(
            key, BasisOf(assessment), ConflictOf(assessment),
            quantity: new QuantityBelief(assessment.P10, assessment.P50, assessment.P90, Rule.Unit!, lowest, highest),
            contributions: claims is null ? null : [.. _fusion.Explain(at).Select(share => Explain(share, claims[share.ClaimId]))]);
    }

    private (double Low, double High) Range() =>
        (_fusion.Claims().Min(static claim => claim.Amount.Low), _fusion.Claims().Max(static claim => claim.Amount.High));

    // A range is well founded when it is narrow and more than one source stands behind it; probability has no meaning for it.
    private Basis BasisOf(QuantityAssessment assessment)
    {
        var spread = assessment.P90 / assessment.P10;
        var newest = assessment.Freshness ?? default;
        var tier = assessment.EffectiveSources == 0 ? 0
            : spread <= 3 && assessment.EffectiveSources >= 2 && assessment.Conflict is null ? 3
            : spread <= 10 && assessment.EffectiveSources >= 1 ? 2 : 1;
        return new Basis(
            tier, Count, assessment.EffectiveSources, FusionTime.TimeOf(newest.ObservedHour), Rule.HalfLifeDays, newest.Remaining < 0.5,
            assessment.Circular.Count > 0, assessment.NeedsReview.Count > 0);
    }

    private Conflict ConflictOf(QuantityAssessment assessment) => assessment.Conflict is not { } conflict ? Conflict.None : new Conflict(
        true, 1, $"Sources disagree: {Text(_fusion.Find(conflict.LowerClaimId)!.Amount)} against {Text(_fusion.Find(conflict.HigherClaimId)!.Amount)} {Rule.Unit}.");

    private static Contribution Explain(QuantityContribution share, (ReportEvidence Evidence, Claim Claim) source) => new(
        source.Evidence.Report.ToString(), source.Claim.Ordinal, Text(share.Amount), share.Grade.ToString(), source.Evidence.Handling.Tlp.Text(), source.Claim.ObservedAt,
        share.AgeHours / 24.0, share.Shares.Count == 0 ? source.Evidence.Report.ToString() : share.Shares[0].OriginId,
        share.Shares.Count == 0 ? 0 : share.Shares[0].RankInOrigin, share.Shares.Count == 0 ? source.Evidence.Source : share.Shares[0].ClusterId,
        share.Shares.Count == 0 ? 0 : share.Shares[0].RankInCluster, share.WeightNow, 0, share.MedianIfRemoved);

    private static string Text(Amount amount) => amount.Kind switch
    {
        AmountKind.Interval => string.Create(CultureInfo.InvariantCulture, $"{amount.Low:#,0.###} to {amount.High:#,0.###}"),
        AmountKind.AtLeast => string.Create(CultureInfo.InvariantCulture, $"at least {amount.Low:#,0.###}"),
        AmountKind.AtMost => string.Create(CultureInfo.InvariantCulture, $"at most {amount.Low:#,0.###}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{amount.Low:#,0.###}"),
    };

    private static Amount AmountOf(QuantityValue value) => value.Form switch
    {
        QuantityForm.Interval => Amount.Interval(value.CanonicalLow(), value.CanonicalHigh()),
        QuantityForm.AtLeast => Amount.AtLeast(value.CanonicalLow()),
        QuantityForm.AtMost => Amount.AtMost(value.CanonicalLow()),
        _ => Amount.Point(value.CanonicalLow(), value.Sigma),
    };
}
