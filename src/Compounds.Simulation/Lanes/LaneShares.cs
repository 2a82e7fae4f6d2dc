namespace Compounds.Simulation;

/// <summary>
/// What a new allocation of telecom, water, payments or fuel means for each node. Between two allocations the shares
/// stand, and so do the harms that follow from them alone: they are booked once for all the hours they stood.
/// </summary>
internal sealed unsafe class LaneShares<TLanes, TValue, TMask>
    where TLanes : ILanes<TValue, TMask>
    where TValue : unmanaged
    where TMask : unmanaged
{
    private const float Noise = 2e-6f;
    private readonly LanePlan _plan;
    private readonly LaneWorld _world;
    private readonly LaneLedger<TLanes, TValue, TMask> _ledger;
    private readonly LaneNode[] _telecom, _water, _finance, _fuel, _sites;
    private readonly int[] _since;

    public LaneShares(LanePlan plan, LaneWorld world, LaneLedger<TLanes, TValue, TMask> ledger)
    {
        (_plan, _world, _ledger) = (plan, world, ledger);
        _telecom = With(NodeParameter.Telecom);
        _water = With(NodeParameter.Water);
        _finance = With(NodeParameter.Finance);
        _fuel = [.. plan.Nodes.Where(n => n.HasTank && n.Slot(LedgerLine.FuelStress) >= 0)];
        _sites = [.. plan.Nodes.Where(n => n.IsSite)];
        _since = new int[plan.Kinds.Length];
    }

    public void Begin() => Array.Clear(_since);

    /// <summary>Takes over the allocation of a kind in an hour.</summary>
    public void Update(Kind kind, int hour)
    {
        switch (kind)
        {
            case Kind.Telecom:
                BookStanding(kind, hour);
                Compare(_telecom, kind, _world.TelecomShort);
                Stand(_telecom, LedgerLine.CivilTelecom, _world.TelecomShort);
                SetCeilings();
                break;
            case Kind.Water:
                BookStanding(kind, hour);
                Compare(_water, kind, _world.WaterShort);
                CompareWithNeed();
                Stand(_water, LedgerLine.WaterBelowMinimum, _world.MinimumShort);
                Stand(_water, LedgerLine.WaterBelowSurvival, _world.SurvivalShort);
                break;
            case Kind.Finance:
                Compare(_finance, kind, _world.FinanceShort);
                SetCeilings();
                break;
            case Kind.Fuel:
                Compare(_fuel, kind, _world.FuelShort);
                break;
        }
    }

    /// <summary>Books what still stands at the end.</summary>
    public void Finish(int horizon)
    {
        BookStanding(Kind.Telecom, horizon);
        BookStanding(Kind.Water, horizon);
    }

    /// <summary>The share of a request that was not granted.</summary>
    public static TValue Short(TValue grant, TValue request)
    {
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        var missing = TLanes.Subtract(one, TLanes.Min(one, TLanes.Divide(grant, request)));
        var real = TLanes.And(TLanes.Less(TLanes.Splat((float)Physics.Nothing), request), TLanes.Less(TLanes.Splat(Noise), missing));
        return TLanes.Select(real, missing, zero);
    }

    private LaneNode[] With(NodeParameter parameter) => [.. _plan.Nodes.Where(n => _plan.Network.Nodes.Has(parameter, n.Node))];

    private void Compare(LaneNode[] nodes, Kind kind, float* shares)
    {
        var grant = _world.Grant[(int)kind];
        var request = _world.Request[(int)kind];
        foreach (var node in nodes)
            TLanes.Store(shares + node.Row, Short(TLanes.Load(grant + node.Row), TLanes.Load(request + node.Row)));
    }

    private void CompareWithNeed()
    {
        var grant = _world.Grant[(int)Kind.Water];
        var request = _world.Request[(int)Kind.Water];
        foreach (var node in _water)
        {
            var supplied = TLanes.Load(grant + node.Row);
            var asked = TLanes.Load(request + node.Row);
            var residents = TLanes.Load(_world.Population + node.Row);
            TLanes.Store(_world.MinimumShort + node.Row, Short(supplied, TLanes.Min(asked, TLanes.Multiply(residents, TLanes.Splat((float)Physics.MinimumWater)))));
            TLanes.Store(_world.SurvivalShort + node.Row, Short(supplied, TLanes.Min(asked, TLanes.Multiply(residents, TLanes.Splat((float)Physics.SurvivalWater)))));
        }
    }

    private void SetCeilings()
    {
        var one = TLanes.Splat(1);
        foreach (var node in _sites)
        {
            var telecom = TLanes.Multiply(TLanes.Subtract(one, TLanes.Load(_world.TelecomShort + node.Row)), TLanes.Load(_world.InverseTelecomEssential + node.Row));
            var finance = TLanes.Multiply(TLanes.Subtract(one, TLanes.Load(_world.FinanceShort + node.Row)), TLanes.Load(_world.InverseFinanceEssential + node.Row));
            TLanes.Store(_world.Ceiling + node.Row, TLanes.Min(one, TLanes.Min(telecom, finance)));
        }
    }

    private void Stand(LaneNode[] nodes, LedgerLine line, float* shares)
    {
        _ledger.ClearStanding(line);
        foreach (var node in nodes)
            _ledger.AddStanding(line, node.Slot(line), shares + node.Row);
    }

    private void BookStanding(Kind kind, int hour)
    {
        var hours = hour - _since[(int)kind];
        _since[(int)kind] = hour;
        foreach (var node in kind == Kind.Telecom ? _telecom : _water)
        {
            if (kind == Kind.Telecom)
            {
                _ledger.BookStanding(node.Slot(LedgerLine.CivilTelecom), _world.TelecomShort + node.Row, hours);
                continue;
            }

            _ledger.BookStanding(node.Slot(LedgerLine.WaterBelowMinimum), _world.MinimumShort + node.Row, hours);
            _ledger.BookStanding(node.Slot(LedgerLine.WaterBelowSurvival), _world.SurvivalShort + node.Row, hours);
        }
    }
}
