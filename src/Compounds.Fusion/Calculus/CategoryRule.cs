using System.Collections.Immutable;

namespace Compounds.Fusion;

/// <summary>What an attribute with exactly one of several codes starts from, and how fast evidence about it ages.</summary>
public sealed class CategoryRule
{
    /// <summary>Makes a rule.</summary>
    /// <param name="priors">The probability of each code without evidence; positive, summing to 1 within a millionth.</param>
    /// <param name="halfLifeHours">Hours in which evidence loses half its weight; at least 1.</param>
    /// <param name="constants">The constants of the calculus.</param>
    /// <exception cref="ArgumentException">There are fewer than two codes, or the priors are not probabilities.</exception>
    public CategoryRule(IReadOnlyDictionary<string, double> priors, long halfLifeHours, FusionConstants constants)
    {
        if (priors.Count < 2 || priors.Values.Any(prior => !(prior > 0)) || Math.Abs(priors.Values.Sum() - 1) > 1e-6)
            throw new ArgumentException("Two priors or more, each above 0, sum to 1.", nameof(priors));

        Codes = [.. priors.Keys.Order(StringComparer.Ordinal)];
        Priors = [.. Codes.Select(code => priors[code])];
        LogPriors = [.. Priors.Select(Math.Log)];
        Weighing = new Weighing(constants, halfLifeHours);
    }

    /// <summary>Gets the codes in order.</summary>
    public ImmutableArray<string> Codes { get; }

    /// <summary>Gets the probability of each code without evidence, in the order of the codes.</summary>
    public ImmutableArray<double> Priors { get; }

    /// <summary>Gets the hours in which evidence loses half its weight.</summary>
    public long HalfLifeHours => Weighing.HalfLifeHours;

    internal ImmutableArray<double> LogPriors { get; }

    internal Weighing Weighing { get; }

    internal int IndexOf(string code) => Codes.AsSpan().BinarySearch(code, StringComparer.Ordinal);
}
