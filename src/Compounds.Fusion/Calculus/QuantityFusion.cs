namespace Compounds.Fusion;

/// <summary>Fuses claims about an amount: one slot, or one series of running totals.</summary>
public sealed class QuantityFusion(FusionRule rule, Provenance provenance) : AttributeFusion<QuantityClaim>(rule, provenance)
{
    /// <summary>What the held claims say at a time.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z.</param>
    public QuantityAssessment Assess(long asOfHour)
    {
        var index = SettledAt(asOfHour);
        var (amounts, lead) = (index.Amounts, index.Lead);
        var estimate = index.Estimate();
        var conflicts = new QuantityConflicts(amounts, Rule);
        var (worst, quarrel) = lead is null ? default : conflicts.Find();
        var (newest, oldest, _) = index.Spanned();
        var reports = index.Denied.Count == 0
            ? index.Reports
            : amounts.Select(static amount => amount.Claim.ReportId).Distinct(StringComparer.Ordinal).Count();
        var sources = index.Support.CountAtLeast(Rule.Constants.EffectiveSourceNats.Value, index.Decay());
        return new(
            estimate?.Summary(), WhyNone(index), BoundOf(index.Bounds, AmountKind.AtLeast), BoundOf(index.Bounds, AmountKind.AtMost),
            lead?.Held.Id, lead?.Claim.Grade, lead is not null && Rule.IsState ? index.Fresh() : null, lead is null ? null : index.Temper,
            DayOf(amounts, lead), worst, quarrel is null ? null : (quarrel.One, quarrel.Other),
            lead is null ? [] : conflicts.Challenges(lead),
            [.. index.Denied.Select(static held => held.Id).Order(StringComparer.Ordinal)],
            index.Support.Clusters.Count, Math.Min(sources, reports), reports, amounts.Count,
            amounts.Count > 0 && Rule.IsStale(asOfHour - Math.Min(newest, asOfHour)), amounts.Count > 0 && oldest > asOfHour,
            amounts.Count == 0 ? null : Math.Min(newest, asOfHour), amounts.Count == 0 ? null : Math.Min(oldest, asOfHour),
            index.Circular(), index.NeedsReview());
    }

    /// <summary>The distribution at a time, for totals and other quantiles; null without estimate.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z.</param>
    public QuantityEstimate? EstimateAt(long asOfHour) => SettledAt(asOfHour).Estimate();

    /// <summary>All claims that count, as they were reported.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z.</param>
    /// <returns>By weight, largest first, then by id.</returns>
    public IReadOnlyList<ReportedFigure> Reported(long asOfHour)
    {
        var index = SettledAt(asOfHour);
        var conflicts = new QuantityConflicts(index.Amounts, Rule);
        return [.. index.Amounts.Select(amount =>
        {
            var (claim, held) = (amount.Claim, amount.Held);
            var origin = index.Support.SharesOf(held.Place!).MaxBy(static share => share.Weight);
            return new ReportedFigure(
                claim.ClaimId, claim.Amount, claim.Grade, Math.Max(0, asOfHour - claim.ObservedHour), claim.ObservedHour > asOfHour,
                amount.Weight, held.Retained, index.Lead is null ? null : conflicts.SupersededBy(amount),
                origin.OriginId, origin.ClusterId);
        }).OrderByDescending(static figure => figure.Weight).ThenBy(static figure => figure.ClaimId, StringComparer.Ordinal)];
    }

    /// <summary>How much each claim that counts weighs, and what the median would be without it.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z.</param>
    /// <returns>By weight, largest first, then by id.</returns>
    public IReadOnlyList<QuantityContribution> Explain(long asOfHour)
    {
        var index = SettledAt(asOfHour);
        var median = index.Estimate()?.At(0.5);
        var contributions = index.Amounts.Select(amount => new QuantityContribution(
            amount.Held.Id, amount.Claim.Amount, amount.Claim.Grade, Math.Max(0, asOfHour - amount.Claim.ObservedHour), amount.Weight,
            amount.Held.Retained, null, index.Support.SharesOf(amount.Held.Place!), NeedsReview: false,
            Provenance.IsCircular(amount.Claim.ReportId))).ToList();
        for (var i = 0; i < contributions.Count; i++)
        {
            var without = index.Without(Find(contributions[i].ClaimId)!, () => index.Estimate()?.At(0.5));
            contributions[i] = contributions[i] with { MedianIfRemoved = without - median };
        }

        contributions.AddRange(index.UnderReview.Select(claim => new QuantityContribution(
            claim.ClaimId, claim.Amount, claim.Grade, Math.Max(0, asOfHour - claim.ObservedHour), 0, 0, median is null ? null : 0, [],
            NeedsReview: true, Provenance.IsCircular(claim.ReportId))));
        return [.. contributions.OrderByDescending(static contribution => contribution.Weight)
            .ThenBy(static contribution => contribution.ClaimId, StringComparer.Ordinal)];
    }

    private protected override EvidenceIndex<QuantityClaim> NewIndex(long asOfHour) => new QuantityIndex(Rule, Provenance, asOfHour);

    private static string? WhyNone(QuantityIndex index)
    {
        if (index.Lead is not null)
            return null;
        if (index.Amounts.Count > 0)
            return "only bounds";
        return index.Denied.Count > 0 ? "only denials" : "no claims";
    }

    // The bound of greatest force, then the tighter, then the greater id.
    private static double? BoundOf(List<HeldAmount> bounds, AmountKind kind)
    {
        HeldAmount? best = null;
        foreach (var amount in bounds)
        {
            if (amount.Shape.Kind == kind && (best is null || IsTighter(amount, best, kind)))
                best = amount;
        }

        return best?.Claim.Amount.Low;
    }

    private static bool IsTighter(HeldAmount one, HeldAmount other, AmountKind kind)
    {
        if (one.Force != other.Force)
            return one.Force > other.Force;
        var order = one.Claim.Amount.Low.CompareTo(other.Claim.Amount.Low) * (kind == AmountKind.AtLeast ? 1 : -1);
        return order != 0 ? order > 0 : string.CompareOrdinal(one.Held.Id, other.Held.Id) > 0;
    }

    // The newest figure or range of enough weight; of bounds alone the newest.
    private long? DayOf(List<HeldAmount> amounts, HeldAmount? lead)
    {
        if (!Rule.IsRunningTotal)
            return null;

        long? day = null;
        foreach (var amount in amounts)
        {
            if (lead is null || (amount.Shape.IsTwoSided && amount.Weight >= Rule.Constants.DayWeight.Value))
                day = Math.Max(day ?? amount.When, amount.When);
        }

        return day;
    }

    private QuantityIndex SettledAt(long asOfHour)
    {
        var index = (QuantityIndex)IndexAt(asOfHour);
        index.Settle();
        return index;
    }
}
