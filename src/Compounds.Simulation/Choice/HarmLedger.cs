using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>One amount for each <see cref="HarmLine"/>, in the unit of the line.</summary>
[GenerateSerializer, Immutable, Alias("choice/harm-ledger")]
public readonly record struct HarmLedger(
    [Id(0)] double CivilPower = 0,
    [Id(1)] double CivilTelecom = 0,
    [Id(2)] double WaterBelowMinimum = 0,
    [Id(3)] double WaterBelowSurvival = 0,
    [Id(4)] double HospitalCritical = 0,
    [Id(5)] double FuelPriceStress = 0,
    [Id(6)] double CaptiveExposure = 0)
{
    /// <summary>Gets the amount of one line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    public double this[HarmLine line] => line switch
    {
        HarmLine.CivilPower => CivilPower,
        HarmLine.CivilTelecom => CivilTelecom,
        HarmLine.WaterBelowMinimum => WaterBelowMinimum,
        HarmLine.WaterBelowSurvival => WaterBelowSurvival,
        HarmLine.HospitalCritical => HospitalCritical,
        HarmLine.FuelPriceStress => FuelPriceStress,
        HarmLine.CaptiveExposure => CaptiveExposure,
        _ => throw new ArgumentOutOfRangeException(nameof(line), line, "There is no such line."),
    };

    /// <summary>Adds line by line.</summary>
    public static HarmLedger operator +(HarmLedger left, HarmLedger right) => Add(left, right);

    /// <summary>Adds line by line.</summary>
    public static HarmLedger Add(HarmLedger left, HarmLedger right) => new(
        left.CivilPower + right.CivilPower,
        left.CivilTelecom + right.CivilTelecom,
        left.WaterBelowMinimum + right.WaterBelowMinimum,
        left.WaterBelowSurvival + right.WaterBelowSurvival,
        left.HospitalCritical + right.HospitalCritical,
        left.FuelPriceStress + right.FuelPriceStress,
        left.CaptiveExposure + right.CaptiveExposure);
}
