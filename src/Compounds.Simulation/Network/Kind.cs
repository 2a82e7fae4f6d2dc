namespace Compounds.Simulation;

/// <summary>What an edge carries. The unit of capacities and requests follows from it.</summary>
public enum Kind
{
    /// <summary>Electric power, kW.</summary>
    Power,

    /// <summary>Telecommunication, Mbps.</summary>
    Telecom,

    /// <summary>Fuel deliveries, L/h.</summary>
    Fuel,

    /// <summary>Drinking water, m3/h.</summary>
    Water,

    /// <summary>Payment services, fraction of the need.</summary>
    Finance,

    /// <summary>Movement of people through crossings, persons/h. It opens routes of displacement; nothing is allocated over it.</summary>
    Access,
}
