namespace Compounds.Fusion;

/// <summary>Fuses claims about an attribute with any number of values, such as who supplies a compound.</summary>
public sealed class MultiValueFusion(MultiValueRule rule, Provenance provenance) : AttributeFusion<CodeClaim>(rule.Weighing, provenance)
{
    /// <summary>What the held claims say at a time about every value that one of them speaks of.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z; not before the newest held claim.</param>
    /// <exception cref="ArgumentOutOfRangeException">A held claim was observed later.</exception>
    public MultiValueAssessment Assess(long asOfHour)
    {
        var decay = DecayAt(asOfHour);
        var index = Index();
        var values = index.Codes().Select(value => Assess(index, value, decay)).ToArray();
        return new(values, FreshnessAt(asOfHour), index.Circular(), UnderReview(index));
    }

    /// <summary>What the held claims say at a time about one value; the prior when none speaks of it.</summary>
    /// <param name="value">A code or the id of an entity.</param>
    /// <param name="asOfHour">As for <see cref="Assess(long)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A held claim was observed later.</exception>
    public ValueAssessment Assess(string value, long asOfHour) => Assess(Index(), value, DecayAt(asOfHour));

    /// <summary>What each held claim contributes, and what the probability of its value would be without it.</summary>
    /// <param name="asOfHour">As for <see cref="Assess(long)"/>.</param>
    /// <returns>By value, then by size of contribution, largest first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A held claim was observed later.</exception>
    public IReadOnlyList<Contribution> Explain(long asOfHour)
    {
        var decay = DecayAt(asOfHour);
        var index = Index();
        return new Explanation(Weighing, Provenance, index, decay).Of(Claims(), claim => Assess(index, claim.Code, decay).Probability);
    }

    private ValueAssessment Assess(EvidenceIndex index, string value, in Decay decay)
    {
        var (support, denial) = (index.Find(value, denied: false), index.Find(value, denied: true));
        var (nats, against) = (support?.Nats(decay) ?? 0, denial?.Nats(decay) ?? 0);
        var logOdds = rule.PriorLogOdds + nats - against;
        var probability = 1 / (1 + Math.Exp(-logOdds));
        return new(
            value, probability, ProbabilityInWords.Of(probability, Weighing.Constants), logOdds, nats, against,
            Contradiction.Between(nats, against, Weighing.Constants), support?.EffectiveSources(decay) ?? 0);
    }
}
