using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>The policy-set weights of the one scalar that a chart of effect against harm needs, in person-hour equivalents a unit.</summary>
/// <remarks>
/// Captive exposure has no weight, by construction: it is never traded for anything by a machine. Limit it with a
/// <see cref="HarmBudget"/> or keep it apart with <see cref="ChoiceQuery.OwnAxes"/>.
/// </remarks>
/// <param name="Version">Which decision these weights come from; saved with every result.</param>
/// <param name="CivilPower">A person-hour without power.</param>
/// <param name="CivilTelecom">A person-hour without telecom.</param>
/// <param name="WaterBelowMinimum">A person-hour below the minimum of water.</param>
/// <param name="WaterBelowSurvival">A person-hour below the survival line, on top of the former.</param>
/// <param name="HospitalCritical">A hospital-hour below the critical share.</param>
/// <param name="FuelPriceStress">A unit of the index.</param>
[GenerateSerializer, Immutable, Alias("choice/harm-weights")]
public sealed record HarmWeights(
    [Id(0)] string Version,
    [Id(1)] double CivilPower,
    [Id(2)] double CivilTelecom,
    [Id(3)] double WaterBelowMinimum,
    [Id(4)] double WaterBelowSurvival,
    [Id(5)] double HospitalCritical,
    [Id(6)] double FuelPriceStress)
{
    /// <summary>Gets the weights that hold unless policy sets others: a proposal, to be owned by those who decide.</summary>
    public static HarmWeights Default { get; } = new("proposal-1", 1, 0.5, 2, 0, 10_000, 0);

    /// <summary>Weighs a ledger.</summary>
    /// <returns>Person-hour equivalents.</returns>
    public double Weigh(HarmLedger ledger) =>
        (CivilPower * ledger.CivilPower)
        + (CivilTelecom * ledger.CivilTelecom)
        + (WaterBelowMinimum * ledger.WaterBelowMinimum)
        + (WaterBelowSurvival * ledger.WaterBelowSurvival)
        + (HospitalCritical * ledger.HospitalCritical)
        + (FuelPriceStress * ledger.FuelPriceStress);
}
