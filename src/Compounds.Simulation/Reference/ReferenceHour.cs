namespace Compounds.Simulation;

/// <summary>A view of one hour for tests and explanations: state after the hour, flows within it.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Served">The share of the load served at each node.</param>
/// <param name="Telecom">The share of the telecom need met.</param>
/// <param name="Water">The share of the water need met.</param>
/// <param name="Fuel">The fuel left, L.</param>
/// <param name="Battery">The energy stored, kWh.</param>
/// <param name="Up">Which nodes are up.</param>
/// <param name="Grants">What each kind delivered to each node.</param>
/// <param name="Allocations">The flows of each kind; valid until the next hour.</param>
internal sealed record ReferenceHour(
    int Hour, double[] Served, double[] Telecom, double[] Water, double[] Fuel, double[] Battery, bool[] Up, double[][] Grants, ReferenceAllocation[] Allocations);
