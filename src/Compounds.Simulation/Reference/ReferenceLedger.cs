namespace Compounds.Simulation;

/// <summary>Books the effect and the harm of one hour.</summary>
internal sealed class ReferenceLedger(Network network, Realisation world, ReferenceState state, ReferenceDispatch dispatch, ReferenceRun run)
{
    private const double Tie = 1e-9;
    private readonly DisplacementSites _sites = new(network);

    /// <summary>Books an hour whose state is final.</summary>
    public void Record(int hour, ReferenceAllocation[] allocations)
    {
        for (var v = 0; v < network.NodeCount; v++)
        {
            run.Add(LedgerLine.UnservedEnergy, v, hour, state.Demand[v] * (1 - state.Served[v]));
            run.Add(LedgerLine.FuelBurnt, v, hour, dispatch.Burnt[v]);
            run.Add(LedgerLine.GeneratorHours, v, hour, dispatch.RunHours[v]);
            RecordHarm(v, hour, allocations);
        }

        foreach (var v in network.Layout.Compounds)
            RecordWork(v, hour);
        if (run.Displacement is not { AnyInTransit: true } displacement)
            return;
        for (var site = 0; site < _sites.Nodes.Length; site++)
            run.Add(LedgerLine.CaptiveTransit, _sites.Nodes[site], hour, displacement.CaptivesFrom(site));
    }

    /// <summary>The capacity to work of the sites of displacement.</summary>
    public double[] SiteCapacity() => [.. _sites.Nodes.Select(v => state.Capacity[v])];

    /// <summary>How far the way between two sites is open.</summary>
    public Func<int, int, double> Openness(Func<int, double> kept) => (site, other) => _sites.Openness(site, other, kept);

    private void RecordHarm(int v, int hour, ReferenceAllocation[] allocations)
    {
        var residents = world[NodeParameter.Population][v];
        if (residents > 0)
        {
            var water = world[NodeParameter.Water][v];
            var supplied = allocations[(int)Kind.Water].Grant[v];
            run.Add(LedgerLine.CivilPower, v, hour, residents * (1 - state.Served[v]));
            run.Add(LedgerLine.CivilTelecom, v, hour, residents * (1 - state.Telecom[v]));
            run.Add(LedgerLine.WaterBelowMinimum, v, hour, residents * Shortfall(supplied, Math.Min(water, residents * Physics.MinimumWater)));
            run.Add(LedgerLine.WaterBelowSurvival, v, hour, residents * Shortfall(supplied, Math.Min(water, residents * Physics.SurvivalWater)));
        }

        var type = network.Nodes.Types[v];
        if (type is NodeType.Hospital or NodeType.OxygenPlant && state.Served[v] + Tie < world[NodeParameter.Critical][v])
            run.Add(type == NodeType.Hospital ? LedgerLine.HospitalCritical : LedgerLine.OxygenPlantDown, v, hour, 1);
        if (network.Nodes.Classes[v] < 2 && state.Request[(int)Kind.Fuel][v] > Physics.Nothing)
            run.Add(LedgerLine.FuelStress, v, hour, Shortfall(allocations[(int)Kind.Fuel].Grant[v], state.Request[(int)Kind.Fuel][v]));
        if (state.Served[v] < 0.2 || state.Water[v] < 0.5)
            run.Add(LedgerLine.CaptiveExposure, v, hour, world[NodeParameter.Captives][v]);
    }

    private void RecordWork(int v, int hour)
    {
        var heads = Array.IndexOf(_sites.Nodes, v) is >= 0 and var site && run.Displacement is { } displacement
            ? displacement.Heads[site] : world[NodeParameter.Headcount][v];
        var capacity = Math.Min(
            Math.Min(1, state.Served[v] / world[NodeParameter.Essential][v]),
            Math.Min(state.Telecom[v] / world[NodeParameter.TelecomEssential][v], state.Finance[v] / world[NodeParameter.FinanceEssential][v]));
        var working = heads * world[NodeParameter.WorkingShare][v] * (network.Nodes.Shifts[v]?[hour % 24] ?? 1);
        state.Capacity[v] = capacity;
        run.Working[hour] += working;
        run.Add(LedgerLine.LostWorkerHours, v, hour, working * (1 - capacity));
        if (capacity >= 0.5)
            return;
        run.HoursBelowHalf[v]++;
        run.FirstBelowHalf[v] = Math.Min(run.FirstBelowHalf[v], hour);
    }

    private static double Shortfall(double supplied, double asked) => asked > 0 ? 1 - Math.Min(1, supplied / asked) : 0;
}
