using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>Which numbers a front compares.</summary>
public enum ChoiceBasis
{
    /// <summary>Mean disruption against mean harm.</summary>
    Expected,

    /// <summary>Disruption that nine of ten samples reach (P10) against harm that nine of ten stay below (P90).</summary>
    Robust,
}

/// <summary>What policy staff want of a set of cuts: the most disruption for the least harm, within limits.</summary>
/// <param name="Weights">The weights of the harm scalar.</param>
/// <param name="Budgets">The hard limits, line by line.</param>
/// <param name="OwnAxes">Lines that are compared on their own: a set with less of such a line is never dropped for one with a better
/// scalar. With <see cref="HarmLine.CaptiveExposure"/> here the front shows every trade that a person would have to sign.</param>
/// <param name="Basis">Which numbers are compared.</param>
[GenerateSerializer, Immutable, Alias("choice/query")]
public sealed record ChoiceQuery(
    [Id(0)] HarmWeights Weights,
    [Id(1)] ImmutableArray<HarmBudget> Budgets,
    [Id(2)] ImmutableArray<HarmLine> OwnAxes,
    [Id(3)] ChoiceBasis Basis = ChoiceBasis.Expected)
{
    /// <summary>The question with the default limits, <see cref="HarmBudget.Default"/>, and no axis but effect and harm.</summary>
    public static ChoiceQuery Default(HarmWeights weights) => new(weights, HarmBudget.Default, []);

    /// <summary>Reads the disruption that is compared, in worker-hours.</summary>
    public double DisruptionOf(CutOutcome outcome) => Basis == ChoiceBasis.Expected ? outcome.Disruption : outcome.DisruptionP10;

    /// <summary>Reads the ledger that is compared.</summary>
    public HarmLedger LedgerOf(CutOutcome outcome) => Basis == ChoiceBasis.Expected ? outcome.Harm : outcome.HarmP90;

    /// <summary>Weighs the harm that is compared, in person-hour equivalents.</summary>
    public double HarmOf(CutOutcome outcome) => Weights.Weigh(LedgerOf(outcome));

    /// <summary>Whether every budget is kept, to a thousandth of the line's unit.</summary>
    public bool Allows(CutOutcome outcome) =>
        Budgets.All(budget => FixedPoint.From(budget.AmountIn(outcome)) <= FixedPoint.From(budget.Limit));
}
