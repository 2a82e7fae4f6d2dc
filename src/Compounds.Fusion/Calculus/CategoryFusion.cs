namespace Compounds.Fusion;

/// <summary>Fuses claims about an attribute that has exactly one of several codes, such as a status.</summary>
public sealed class CategoryFusion(CategoryRule rule, Provenance provenance) : AttributeFusion<CodeClaim>(rule.Weighing, provenance)
{
    /// <summary>What the held claims say at a time. Costs nothing per claim.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z; not before the newest held claim.</param>
    /// <exception cref="ArgumentOutOfRangeException">A held claim was observed later.</exception>
    public CategoryAssessment Assess(long asOfHour)
    {
        var decay = DecayAt(asOfHour);
        var index = Index();
        var scores = Score(index, decay);
        Span<double> probabilities = stackalloc double[scores.Length];
        Softmax(scores, probabilities);

        var codes = new CodeAssessment[scores.Length];
        var (best, second) = (0.0, 0.0);
        for (var i = 0; i < codes.Length; i++)
        {
            var (score, nats, against) = scores[i];
            var sources = index.Find(rule.Codes[i], denied: false)?.EffectiveSources(decay) ?? 0;
            var words = ProbabilityInWords.Of(probabilities[i], Weighing.Constants);
            codes[i] = new(rule.Codes[i], probabilities[i], words, score, nats, against, sources);
            if (nats > best)
                (best, second) = (nats, best);
            else if (nats > second)
                second = nats;
        }

        return new(codes, Contradiction.Between(best, second, Weighing.Constants), FreshnessAt(asOfHour), index.Circular(), UnderReview(index));
    }

    /// <summary>What each held claim contributes, and what the probability of its code would be without it.</summary>
    /// <param name="asOfHour">As for <see cref="Assess"/>.</param>
    /// <returns>By code, then by size of contribution, largest first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A held claim was observed later.</exception>
    public IReadOnlyList<Contribution> Explain(long asOfHour)
    {
        var decay = DecayAt(asOfHour);
        var index = Index();
        return new Explanation(Weighing, Provenance, index, decay).Of(Claims(), claim => ProbabilityOf(index, claim.Code, decay));
    }

    private protected override void Require(CodeClaim claim)
    {
        if (rule.IndexOf(claim.Code) < 0)
            throw new ArgumentException($"The attribute has no code {claim.Code}.", nameof(claim));
    }

    private double ProbabilityOf(EvidenceIndex index, string code, in Decay decay)
    {
        var scores = Score(index, decay);
        Span<double> probabilities = stackalloc double[scores.Length];
        Softmax(scores, probabilities);
        return probabilities[rule.IndexOf(code)];
    }

    private (double Score, double For, double Against)[] Score(EvidenceIndex index, in Decay decay)
    {
        var scores = new (double Score, double For, double Against)[rule.Codes.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var nats = index.Find(rule.Codes[i], denied: false)?.Nats(decay) ?? 0;
            var against = index.Find(rule.Codes[i], denied: true)?.Nats(decay) ?? 0;
            scores[i] = (rule.LogPriors[i] + nats - against, nats, against);
        }

        return scores;
    }

    private static void Softmax(ReadOnlySpan<(double Score, double For, double Against)> scores, Span<double> probabilities)
    {
        var highest = double.NegativeInfinity;
        foreach (var (score, _, _) in scores)
            highest = Math.Max(highest, score);
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
            sum += probabilities[i] = Math.Exp(scores[i].Score - highest);
        for (var i = 0; i < scores.Length; i++)
            probabilities[i] /= sum;
    }
}
