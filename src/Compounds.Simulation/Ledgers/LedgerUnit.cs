namespace Compounds.Simulation;

/// <summary>The unit of each line.</summary>
public static class LedgerUnit
{
    /// <summary>The unit of a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The unit.</returns>
    public static string Of(LedgerLine line) => line switch
    {
        LedgerLine.HospitalCritical => "hospital-h",
        LedgerLine.OxygenPlantDown => "plant-h",
        LedgerLine.FuelStress => "user-h",
        LedgerLine.CaptiveExposure or LedgerLine.CaptiveTransit => "captive-h",
        LedgerLine.UnservedEnergy => "kWh",
        LedgerLine.FuelBurnt => "L",
        LedgerLine.GeneratorHours => "h",
        _ => "person-h",
    };
}
