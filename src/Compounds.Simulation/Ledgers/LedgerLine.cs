namespace Compounds.Simulation;

/// <summary>A line of effect or harm. Lines are never added up: each has its own unit.</summary>
public enum LedgerLine
{
    /// <summary>Scam work that did not happen, person-h.</summary>
    LostWorkerHours,

    /// <summary>Residents without power, person-h.</summary>
    CivilPower,

    /// <summary>Residents without telecom and emergency calls, person-h.</summary>
    CivilTelecom,

    /// <summary>Residents below 15 L of water a day, weighted by the shortfall, person-h.</summary>
    WaterBelowMinimum,

    /// <summary>Residents below 7.5 L of water a day, weighted by the shortfall, person-h.</summary>
    WaterBelowSurvival,

    /// <summary>Hospitals below their life-critical share, hospital-h.</summary>
    HospitalCritical,

    /// <summary>Oxygen plants below their critical share, plant-h.</summary>
    OxygenPlantDown,

    /// <summary>Unmet share of the fuel that civil users asked for, user-h.</summary>
    FuelStress,

    /// <summary>People held at sites without power or water, captive-h. Counts those held at the start; shown first, never traded.</summary>
    CaptiveExposure,

    /// <summary>People held who are being moved between sites, captive-h.</summary>
    CaptiveTransit,

    /// <summary>Energy not served, kWh. A figure of the run, not a harm.</summary>
    UnservedEnergy,

    /// <summary>Fuel burnt by generators, L. A figure of the run, not a harm.</summary>
    FuelBurnt,

    /// <summary>Hours of running generators, h. A figure of the run, not a harm.</summary>
    GeneratorHours,
}
