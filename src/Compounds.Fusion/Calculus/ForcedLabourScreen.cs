namespace Compounds.Fusion;

/// <summary>
/// Screens a site for forced labour, which is work that is involuntary and under menace. A screen is not a legal finding,
/// and never one about a person.
/// </summary>
public static class ForcedLabourScreen
{
    private static readonly ForcedLabourIndicator[] Involuntariness =
    [
        ForcedLabourIndicator.AbuseOfVulnerability, ForcedLabourIndicator.Deception,
        ForcedLabourIndicator.AbusiveConditions, ForcedLabourIndicator.ExcessiveOvertime,
    ];

    /// <summary>Screens by the probability of each indicator.</summary>
    /// <param name="probabilities">All eleven indicators, each 0 to 1; the prior where nothing is known.</param>
    /// <exception cref="ArgumentException">An indicator is missing or its probability is not one.</exception>
    public static ForcedLabourAssessment Assess(IReadOnlyDictionary<ForcedLabourIndicator, double> probabilities)
    {
        var (noInvoluntariness, noCoercion) = (1.0, 1.0);
        var (likeliestInvoluntariness, likeliestCoercion) = (0.0, 0.0);
        var counts = new double[] { 1 };
        foreach (var indicator in Enum.GetValues<ForcedLabourIndicator>())
        {
            if (!probabilities.TryGetValue(indicator, out var p) || !(p is >= 0 and <= 1))
                throw new ArgumentException($"{indicator} has no probability.", nameof(probabilities));

            counts = WithOneMore(counts, p);
            if (Involuntariness.Contains(indicator))
                (noInvoluntariness, likeliestInvoluntariness) = (noInvoluntariness * (1 - p), Math.Max(likeliestInvoluntariness, p));
            else
                (noCoercion, likeliestCoercion) = (noCoercion * (1 - p), Math.Max(likeliestCoercion, p));
        }

        return new(
            counts, 1 - noInvoluntariness, 1 - noCoercion, (1 - noInvoluntariness) * (1 - noCoercion),
            Math.Max(0, likeliestInvoluntariness + likeliestCoercion - 1));
    }

    private static double[] WithOneMore(double[] counts, double p)
    {
        var more = new double[counts.Length + 1];
        for (var k = 0; k < counts.Length; k++)
        {
            more[k] += counts[k] * (1 - p);
            more[k + 1] += counts[k] * p;
        }

        return more;
    }
}

/// <summary>What the indicators together say. Show both joint probabilities: the truth depends on how indicators go together.</summary>
/// <param name="CountProbabilities">Probability that exactly 0, 1, … 11 indicators hold, were they independent.</param>
/// <param name="Involuntariness">Probability of one or more indicators that work is involuntary.</param>
/// <param name="Coercion">Probability of one or more indicators of menace.</param>
/// <param name="IfIndependent">Probability of both, were the indicators independent.</param>
/// <param name="AtLeast">The least that the probability of both can be, however the indicators depend on each other.</param>
public sealed record ForcedLabourAssessment(
    IReadOnlyList<double> CountProbabilities, double Involuntariness, double Coercion, double IfIndependent, double AtLeast)
{
    /// <summary>The expected number of indicators, 0 to 11.</summary>
    public double ExpectedCount() => CountProbabilities.Select((p, count) => count * p).Sum();

    /// <summary>The probability that at least so many indicators hold.</summary>
    public double CountAtLeast(int count) => CountProbabilities.Skip(count).Sum();
}
