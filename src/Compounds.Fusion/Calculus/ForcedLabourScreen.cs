namespace Compounds.Fusion;

/// <summary>
/// Screens a site for forced labour, which is work that is involuntary and under menace. A screen is not a legal finding,
/// and never one about a person.
/// </summary>
public static class ForcedLabourScreen
{
    private static readonly ForcedLabourIndicator[] s_involuntariness =
    [
        ForcedLabourIndicator.AbuseOfVulnerability, ForcedLabourIndicator.Deception,
        ForcedLabourIndicator.AbusiveConditions, ForcedLabourIndicator.ExcessiveOvertime,
    ];

    /// <summary>Screens by the probability of each indicator that somebody asserted.</summary>
    /// <param name="probabilities">The asserted indicators only, each 0 to 1; nothing is assumed about the others.</param>
    /// <exception cref="ArgumentException">A probability is not one.</exception>
    public static ForcedLabourAssessment Assess(IReadOnlyDictionary<ForcedLabourIndicator, double> probabilities)
    {
        double[] counts = [1];
        var (involuntariness, coercion) = (new Side(), new Side());
        foreach (var (indicator, p) in probabilities.OrderBy(static entry => entry.Key))
        {
            if (!(p is >= 0 and <= 1))
                throw new ArgumentException($"{indicator} has no probability.", nameof(probabilities));

            counts = WithOneMore(counts, p);
            if (s_involuntariness.Contains(indicator))
                involuntariness = involuntariness.With(p);
            else
                coercion = coercion.With(p);
        }

        var screen = involuntariness.Count == 0 || coercion.Count == 0
            ? null
            : new ForcedLabourIndication(
                involuntariness.Any, coercion.Any, involuntariness.Any * coercion.Any,
                Math.Max(0, involuntariness.Most + coercion.Most - 1));
        return new(counts, screen);
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

    private readonly record struct Side(int Count, double None, double Most)
    {
        public Side()
            : this(0, 1, 0)
        {
        }

        public double Any => 1 - None;

        public Side With(double p) => new(Count + 1, None * (1 - p), Math.Max(Most, p));
    }
}

/// <summary>What the reported indicators together say.</summary>
/// <param name="CountProbabilities">Probability that exactly 0, 1, … of the reported indicators hold, were they independent.</param>
/// <param name="Screen">Whether work is involuntary and under menace; null when one of the two has no report.</param>
public sealed record ForcedLabourAssessment(IReadOnlyList<double> CountProbabilities, ForcedLabourIndication? Screen)
{
    /// <summary>Gets how many indicators somebody reported on; of the others nothing is known.</summary>
    public int Reported => CountProbabilities.Count - 1;

    /// <summary>The expected number of indicators among those reported on.</summary>
    public double ExpectedCount() => CountProbabilities.Select(static (p, count) => count * p).Sum();

    /// <summary>The probability that at least so many of the reported indicators hold.</summary>
    public double CountAtLeast(int count) => CountProbabilities.Skip(count).Sum();
}

/// <summary>The probability of forced labour. Show both joint ones: the truth depends on how indicators go together.</summary>
/// <param name="Involuntariness">Probability of one or more indicators that work is involuntary.</param>
/// <param name="Coercion">Probability of one or more indicators of menace.</param>
/// <param name="IfIndependent">Probability of both, were the indicators independent.</param>
/// <param name="AtLeast">The least that the probability of both can be, however the indicators depend on each other.</param>
public sealed record ForcedLabourIndication(double Involuntariness, double Coercion, double IfIndependent, double AtLeast);
