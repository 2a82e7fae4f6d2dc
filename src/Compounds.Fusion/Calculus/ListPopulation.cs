using System.Numerics;

namespace Compounds.Fusion;

/// <summary>Estimates a population from lists that overlap, such as those of rescuers and consulates.</summary>
public static class ListPopulation
{
    /// <summary>The most lists that <see cref="LogLinear"/> takes: five have 1,024 models.</summary>
    public const int MostLists = 5;

    /// <summary>Chapman's estimate from two lists that are independent of each other.</summary>
    /// <param name="first">People on the first list.</param>
    /// <param name="second">People on the second list.</param>
    /// <param name="both">People on both; at most as many as on either.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or more are on both than on one.</exception>
    public static PopulationEstimate Chapman(long first, long second, long both)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(both);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, both);
        ArgumentOutOfRangeException.ThrowIfLessThan(second, both);

        var (n1, n2, m) = ((double)first, (double)second, (double)both);
        var population = ((n1 + 1) * (n2 + 1) / (m + 1)) - 1;
        var variance = (n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) * (m + 1) * (m + 2));
        var listed = n1 + n2 - m;
        return PopulationEstimate.Of(listed, population - listed, variance);
    }

    /// <summary>All Poisson log-linear models of three lists or more with any of their pairwise dependences.</summary>
    /// <param name="lists">The number of lists; 3 to 5.</param>
    /// <param name="counts">
    /// People by the set of lists that they are on: element s counts those on list i exactly when bit i of s is set.
    /// Element 0, those on no list, is unknown and not read. 2^lists elements, none negative.
    /// </param>
    /// <returns>Every model, from none to all dependences; show them all, because choosing one overstates what is known.</returns>
    /// <exception cref="ArgumentException">The number of lists or counts is out of range, or a count is negative.</exception>
    public static IReadOnlyList<LogLinearModel> LogLinear(int lists, IReadOnlyList<long> counts)
    {
        if (lists is < 3 or > MostLists || counts.Count != 1 << lists || counts.Skip(1).Any(count => count < 0))
            throw new ArgumentException("Three to five lists have 2^lists counts, none of them negative.", nameof(counts));

        var pairs = (from i in Enumerable.Range(0, lists) from j in Enumerable.Range(i + 1, lists - i - 1) select new ListPair(i, j))
            .ToArray();
        return [.. Enumerable.Range(0, 1 << pairs.Length)
            .OrderBy(choice => BitOperations.PopCount((uint)choice)).ThenBy(choice => choice)
            .Select(choice => LogLinearFit.Of(lists, counts, [.. pairs.Where((_, i) => (choice >> i & 1) == 1)]))];
    }
}

/// <summary>Two lists, by number from 0, on which it is not independent to be.</summary>
/// <param name="First">The smaller number.</param>
/// <param name="Second">The larger number.</param>
public readonly record struct ListPair(int First, int Second);

/// <summary>One log-linear model of the lists.</summary>
/// <param name="Dependences">Pairs of lists that the model takes to depend on each other.</param>
/// <param name="Estimate">The population; null when the counts are too sparse for the model.</param>
/// <param name="Deviance">Lack of fit; smaller is better; not a number without estimate.</param>
/// <param name="DegreesOfFreedom">Counts less parameters; 0 fits exactly.</param>
/// <param name="Aic">Deviance and twice the parameters: comparable among models of the same counts; not a number without estimate.</param>
public sealed record LogLinearModel(
    IReadOnlyList<ListPair> Dependences, PopulationEstimate? Estimate, double Deviance, int DegreesOfFreedom, double Aic);
