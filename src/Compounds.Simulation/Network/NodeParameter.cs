namespace Compounds.Simulation;

/// <summary>A numeric property of a node. <see cref="ParameterCatalog"/> holds the name, unit and range of each.</summary>
public enum NodeParameter
{
    /// <summary>What passes at most, in the unit of the kind the node carries; unlimited when absent.</summary>
    Capacity,

    /// <summary>Electric load, kW.</summary>
    Load,

    /// <summary>Installed solar, kWp; yields 4.2 kWh a kWp a day.</summary>
    Solar,

    /// <summary>Battery, kWh.</summary>
    Battery,

    /// <summary>Charge and discharge limit of the battery, kW.</summary>
    BatteryPower,

    /// <summary>Efficiency of the battery each way, (0, 1].</summary>
    BatteryEfficiency,

    /// <summary>Rated generator, kW.</summary>
    Generator,

    /// <summary>Time until the generator carries load, h.</summary>
    GeneratorDelay,

    /// <summary>Fuel at hour 0, L; at most the tank.</summary>
    Fuel,

    /// <summary>Tank, L.</summary>
    Tank,

    /// <summary>Telecom need, Mbps.</summary>
    Telecom,

    /// <summary>Water need, m3/h.</summary>
    Water,

    /// <summary>Payment need, fraction; 1 when a finance edge arrives.</summary>
    Finance,

    /// <summary>Share of the load below which the node fails or is in danger, [0, 1].</summary>
    Critical,

    /// <summary>Hours a failed conduit stays down at least, h.</summary>
    Restart,

    /// <summary>Reservoir of a waterworks, h of supply.</summary>
    WaterStorage,

    /// <summary>Share of the load that keeps the desks running, (0, 1].</summary>
    Essential,

    /// <summary>Share of the telecom need that keeps the desks running, (0, 1].</summary>
    TelecomEssential,

    /// <summary>Share of the payment need that keeps the desks running, (0, 1].</summary>
    FinanceEssential,

    /// <summary>People working at the site, persons.</summary>
    Headcount,

    /// <summary>People held at the site, persons.</summary>
    Captives,

    /// <summary>Free beds, persons.</summary>
    SpareBeds,

    /// <summary>Residents, persons.</summary>
    Population,

    /// <summary>Share of the headcount at work, [0, 1].</summary>
    WorkingShare,
}
