using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>Which number of a harm line a limit is about.</summary>
public enum HarmStatistic
{
    /// <summary>The mean over the samples.</summary>
    Mean,

    /// <summary>The 90th percentile over the samples.</summary>
    P90,
}

/// <summary>A hard limit on one line of harm. A set of cuts that exceeds it is not offered at all.</summary>
/// <param name="Line">The line.</param>
/// <param name="Limit">The most that is allowed, in the unit of the line.</param>
/// <param name="Statistic">What is compared with the limit.</param>
[GenerateSerializer, Immutable, Alias("choice/harm-budget")]
public sealed record HarmBudget(
    [Id(0)] HarmLine Line,
    [Id(1)] double Limit,
    [Id(2)] HarmStatistic Statistic = HarmStatistic.P90)
{
    /// <summary>Gets the budgets that hold unless policy sets others: no critical hospital hour in nine of ten samples.</summary>
    public static ImmutableArray<HarmBudget> Default { get; } = [new(HarmLine.HospitalCritical, 0)];

    /// <summary>Reads the limited number.</summary>
    public double AmountIn(CutOutcome outcome) => (Statistic == HarmStatistic.Mean ? outcome.Harm : outcome.HarmP90)[Line];
}
