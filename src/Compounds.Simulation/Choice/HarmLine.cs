namespace Compounds.Simulation.Choice;

/// <summary>A line of the humanitarian ledger. Lines are compared and limited one by one; they are never priced into each other here.</summary>
public enum HarmLine
{
    /// <summary>Civil power, in person-hours without.</summary>
    CivilPower,

    /// <summary>Civil telecom, in person-hours without; emergency calls among them.</summary>
    CivilTelecom,

    /// <summary>Water below the minimum of 15 litres a person and day, in person-hours.</summary>
    WaterBelowMinimum,

    /// <summary>Water below the survival line of 7.5 litres a person and day, in person-hours.</summary>
    WaterBelowSurvival,

    /// <summary>Hospitals and oxygen plants below their life-critical share, in hospital-hours.</summary>
    HospitalCritical,

    /// <summary>Fuel price stress, an index in hours of unmet civil demand.</summary>
    FuelPriceStress,

    /// <summary>Captives without light or water or in transit, in captive-hours.</summary>
    CaptiveExposure,
}
