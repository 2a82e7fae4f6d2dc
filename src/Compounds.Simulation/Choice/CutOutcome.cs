using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>What a set of cuts does, or what one consumer's share of it is.</summary>
/// <param name="Disruption">The mean of lost worker-hours.</param>
/// <param name="DisruptionP10">What is lost in nine of ten samples, in worker-hours.</param>
/// <param name="Harm">The mean of each ledger line.</param>
/// <param name="HarmP90">What nine of ten samples stay at or below, line by line.</param>
[GenerateSerializer, Immutable, Alias("choice/cut-outcome")]
public readonly record struct CutOutcome(
    [Id(0)] double Disruption,
    [Id(1)] double DisruptionP10,
    [Id(2)] HarmLedger Harm,
    [Id(3)] HarmLedger HarmP90)
{
    /// <summary>An outcome without uncertainty.</summary>
    public static CutOutcome Certain(double disruption, HarmLedger harm) => new(disruption, disruption, harm, harm);

    /// <summary>Adds the shares of two consumers.</summary>
    public static CutOutcome operator +(CutOutcome left, CutOutcome right) => Add(left, right);

    /// <summary>Adds the shares of two consumers. Exact for means; for quantiles as if good and bad luck came together.</summary>
    public static CutOutcome Add(CutOutcome left, CutOutcome right) => new(
        left.Disruption + right.Disruption,
        left.DisruptionP10 + right.DisruptionP10,
        left.Harm + right.Harm,
        left.HarmP90 + right.HarmP90);
}
