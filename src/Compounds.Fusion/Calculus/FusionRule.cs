using Compounds.Claims;

namespace Compounds.Fusion;

/// <summary>How claims about one attribute are fused: what its values are and how it relates to time.</summary>
/// <remarks>Immutable; share one for each attribute and dimension.</remarks>
public sealed class FusionRule
{
    private const long LongestSuccession = 366 * 24;
    private const double WidestJump = 10;

    /// <summary>Makes a rule. Amounts are in the unit of the attribute.</summary>
    /// <param name="nature">Whether it happens, holds until ended, or can change at any time.</param>
    /// <param name="halfLifeHours">Hours in which evidence about a state loses half its weight; null for events and standing facts.</param>
    /// <param name="successionHours">Hours in which later evidence takes over by half; for a state less than its half-life.</param>
    /// <param name="constants">The constants of the calculus.</param>
    /// <param name="isSingle">Whether one value holds at a time.</param>
    /// <param name="isEstimated">Whether a figure without a range is an estimate, not a count.</param>
    /// <param name="least">The smallest amount that is not zero.</param>
    /// <param name="most">The largest amount possible.</param>
    /// <param name="jump">By how much in ln x a state that changed has changed on average; by default that of the constants.</param>
    /// <param name="isRunningTotal">Whether an amount is all up to a day, so that a later total succeeds and never adds.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public FusionRule(
        Nature nature,
        long? halfLifeHours,
        long successionHours,
        FusionConstants constants,
        bool isSingle = true,
        bool isEstimated = true,
        double least = 1,
        double most = double.PositiveInfinity,
        double? jump = null,
        bool isRunningTotal = false)
    {
        Require(Enum.IsDefined(nature), nameof(nature), nature);
        Require(nature == Nature.State ? halfLifeHours >= 1 : halfLifeHours is null, nameof(halfLifeHours), halfLifeHours);
        Require(successionHours is >= 0 and <= LongestSuccession, nameof(successionHours), successionHours);
        Require(halfLifeHours is null || successionHours < halfLifeHours, nameof(successionHours), successionHours);
        Require(least is >= Amount.Smallest and <= Amount.Greatest, nameof(least), least);
        Require(most >= least, nameof(most), most);
        Jump = jump ?? constants.Jump.Value;
        Require(Jump is > 0 and <= WidestJump, nameof(jump), jump);
        Require(!isRunningTotal || nature == Nature.Event, nameof(isRunningTotal), isRunningTotal);

        (Nature, HalfLifeHours, SuccessionHours, Constants) = (nature, halfLifeHours, successionHours, constants);
        (IsSingle, IsEstimated, IsRunningTotal, Least, Most) = (isSingle, isEstimated, isRunningTotal, least, most);
        Grades = new GradeTable(constants);
        Discounts = new RankDiscounts(constants);
        Ramp = new Ramp(successionHours);
    }

    /// <summary>Gets how the attribute relates to time.</summary>
    public Nature Nature { get; }

    /// <summary>Gets the hours in which evidence loses half its weight; null when it never does.</summary>
    public long? HalfLifeHours { get; }

    /// <summary>
    /// Gets the hours in which later evidence takes over by half, which is also how far apart claims about the same time are.
    /// </summary>
    public long SuccessionHours { get; }

    /// <summary>Gets whether one value holds at a time.</summary>
    public bool IsSingle { get; }

    /// <summary>Gets whether a figure without a range is an estimate.</summary>
    public bool IsEstimated { get; }

    /// <summary>Gets whether an amount is all up to a day.</summary>
    public bool IsRunningTotal { get; }

    /// <summary>Gets the smallest amount that is not zero.</summary>
    public double Least { get; }

    /// <summary>Gets the largest amount possible.</summary>
    public double Most { get; }

    /// <summary>Gets by how much in ln x a state that changed has changed on average.</summary>
    public double Jump { get; }

    internal FusionConstants Constants { get; }

    internal GradeTable Grades { get; }

    internal RankDiscounts Discounts { get; }

    internal Ramp Ramp { get; }

    internal bool IsState => Nature == Nature.State;

    /// <summary>What is left of a claim after so many hours: 2^(−hours/H), 1 when evidence does not age.</summary>
    internal double Fade(long hours) => HalfLifeHours is { } halfLife ? Math.Pow(2, -Math.Max(0, hours) / (double)halfLife) : 1;

    /// <summary>Whether a state whose newest claim is so old is stale.</summary>
    internal bool IsStale(long hours) => HalfLifeHours is { } halfLife && hours > Constants.StaleHalfLives.Value * halfLife;

    private static void Require(bool holds, string parameter, object? value)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(parameter, value, "The rule is out of range.");
    }
}
