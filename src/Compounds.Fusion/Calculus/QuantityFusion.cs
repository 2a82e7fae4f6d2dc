namespace Compounds.Fusion;

/// <summary>Fuses claims about an amount, such as a headcount, into a posterior over a grid in ln x.</summary>
public sealed class QuantityFusion(QuantityRule rule, Provenance provenance) : AttributeFusion<QuantityClaim>(rule.Weighing, provenance)
{
    private static readonly double[] Deciles = [0.1, 0.5, 0.9];
    private static readonly double[] Median = [0.5];
    private (EvidenceIndex Index, EvidenceField Field)? _kept;

    /// <summary>What the held claims say at a time.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z; not before the newest held claim.</param>
    /// <exception cref="ArgumentOutOfRangeException">A held claim was observed later.</exception>
    public QuantityAssessment Assess(long asOfHour)
    {
        var decay = DecayAt(asOfHour);
        var index = Index();
        var field = FieldOf(index);
        Span<double> values = stackalloc double[3];
        Quantiles(index, field, decay, Deciles, values);
        var support = index.Find(ValueEvidence.Amounts, denied: false);
        return new(
            values[0], values[1], values[2], support is null ? null : ConflictIn(support, field, decay),
            support?.EffectiveSources(decay) ?? 0, FreshnessAt(asOfHour), index.Circular(), UnderReview(index));
    }

    /// <summary>Any quantiles of the posterior, in the unit of the attribute.</summary>
    /// <param name="asOfHour">As for <see cref="Assess"/>.</param>
    /// <param name="levels">Levels strictly between 0 and 1, in any order.</param>
    /// <param name="values">Receives one quantile a level; at least as long as <paramref name="levels"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A held claim was observed later, or a level is not between 0 and 1.</exception>
    public void Quantiles(long asOfHour, ReadOnlySpan<double> levels, Span<double> values)
    {
        foreach (var level in levels)
        {
            if (!(level is > 0 and < 1))
                throw new ArgumentOutOfRangeException(nameof(levels), level, "A level is above 0 and below 1.");
        }

        var decay = DecayAt(asOfHour);
        var index = Index();
        Quantiles(index, FieldOf(index), decay, levels, values);
    }

    /// <summary>How much each held claim counts, and what the median would be without it.</summary>
    /// <param name="asOfHour">As for <see cref="Assess"/>.</param>
    /// <returns>By present weight, largest first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A held claim was observed later.</exception>
    public IReadOnlyList<QuantityContribution> Explain(long asOfHour)
    {
        var decay = DecayAt(asOfHour);
        var index = Index();
        var field = FieldOf(index);
        var explanation = new Explanation(Weighing, Provenance, index, decay);
        var median = MedianOf(index, field, decay);
        return [.. Claims().Select(claim =>
        {
            var shares = explanation.SharesOf(claim);
            var age = asOfHour - claim.ObservedHour;
            var weight = shares.Sum(share => share.Weight);
            return new QuantityContribution(
                claim.ClaimId, claim.Amount, explanation.GradeOf(claim), age, rule.HalfLifeHours,
                weight, weight * Math.Pow(2, -age / (double)rule.HalfLifeHours),
                explanation.Without(claim, _ => MedianOf(index, field, decay)) - median,
                shares, shares.Count == 0, Provenance.IsCircular(claim.ReportId));
        }).OrderByDescending(contribution => contribution.WeightNow).ThenBy(contribution => contribution.ClaimId, StringComparer.Ordinal)];
    }

    private EvidenceField FieldOf(EvidenceIndex index)
    {
        if (_kept is var (kept, field) && kept == index)
            return field;

        field = new EvidenceField(rule);
        _kept = IsOrdered ? (index, field) : null;
        return field;
    }

    private double MedianOf(EvidenceIndex index, EvidenceField field, in Decay decay)
    {
        Span<double> value = stackalloc double[1];
        Quantiles(index, field, decay, Median, value);
        return value[0];
    }

    private void Quantiles(EvidenceIndex index, EvidenceField field, in Decay decay, ReadOnlySpan<double> levels, Span<double> values)
    {
        if (index.Find(ValueEvidence.Amounts, denied: false) is not { } support)
        {
            Posterior.Quantiles(rule, [], 0, levels, values);
            return;
        }

        field.Follow(support, NewestObservedHour!.Value, Count);
        Posterior.Quantiles(rule, field.Units, field.UnitAt(decay), levels, values);
    }

    private QuantityConflict? ConflictIn(Support support, EvidenceField field, in Decay decay)
    {
        var constants = Weighing.Constants;
        var search = new ConflictSearch(constants.QuantityConflictDeviations.Value);
        var leastScale = constants.QuantityConflictWeight.Value / field.UnitAt(decay);
        for (var rank = 0; rank < support.Clusters.Count; rank++)
        {
            foreach (ref readonly var applied in support.Clusters[rank].Applied.AsSpan())
            {
                var amount = applied.Claim.Amount;
                if (applied.Scale >= leastScale && amount.Kind is AmountKind.Interval or AmountKind.Point)
                    search.Add(applied.Claim.ClaimId, amount.Centre, rule.SigmaOf(amount));
            }

            search.EndCluster();
        }

        return search.Worst;
    }
}
