namespace Compounds.Fusion;

/// <summary>What each value of an attribute with any number of values starts from, and how fast evidence about it ages.</summary>
public sealed class MultiValueRule
{
    /// <summary>Makes a rule.</summary>
    /// <param name="prior">The probability of any value without evidence; above 0, below 1.</param>
    /// <param name="halfLifeHours">Hours in which evidence loses half its weight; at least 1.</param>
    /// <param name="constants">The constants of the calculus.</param>
    /// <exception cref="ArgumentOutOfRangeException">The prior is not strictly between 0 and 1, or the half-life not positive.</exception>
    public MultiValueRule(double prior, long halfLifeHours, FusionConstants constants)
    {
        if (!(prior is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(prior), prior, "A prior is above 0 and below 1.");

        Prior = prior;
        PriorLogOdds = Math.Log(prior / (1 - prior));
        Weighing = new Weighing(constants, halfLifeHours);
    }

    /// <summary>Gets the probability of a value without evidence.</summary>
    public double Prior { get; }

    /// <summary>Gets the hours in which evidence loses half its weight.</summary>
    public long HalfLifeHours => Weighing.HalfLifeHours;

    internal double PriorLogOdds { get; }

    internal Weighing Weighing { get; }
}
