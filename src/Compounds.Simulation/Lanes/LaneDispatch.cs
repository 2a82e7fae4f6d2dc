using System.Runtime.CompilerServices;

namespace Compounds.Simulation;

/// <summary>What happens behind the meter, for several samples: the rules of <see cref="ReferenceDispatch"/>.</summary>
internal sealed unsafe class LaneDispatch<TLanes, TValue, TMask>(LanePlan plan, LaneWorld world, LaneLedger<TLanes, TValue, TMask> ledger)
    where TLanes : ILanes<TValue, TMask>
    where TValue : unmanaged
    where TMask : unmanaged
{
    /// <summary>Shares of a load that are noise of single precision.</summary>
    private const float Noise = 4e-6f, Tie = 1e-6f, Nothing = 1e-6f;
    private const float Idle = (float)Physics.IdleLitresPerKilowatt, Slope = (float)Physics.LitresPerKilowattHour, InverseSlope = (float)(1 / Physics.LitresPerKilowattHour);

    private readonly LaneNode[] _asksAnew = [.. plan.Nodes.Where(n => n.AsksAnew && (n.HasLoad || n.HasBattery))];
    private readonly float* _grid = world.Grant[(int)Kind.Power];
    private readonly float* _fuelGrant = world.Grant[(int)Kind.Fuel];
    private readonly float* _fuelRequest = world.Request[(int)Kind.Fuel];

    /// <summary>Gets a value indicating whether some tank changed in the last hour.</summary>
    public bool FuelMoved { get; private set; }

    /// <summary>Fixes the power requests of the hour where they can differ from the last.</summary>
    /// <returns>Whether any did differ.</returns>
    public bool Ask(int hourOfDay)
    {
        unchecked
        {
            var moved = false;
            var request = world.Request[(int)Kind.Power];
            var sun = TLanes.Splat((float)Physics.Sun(hourOfDay));
            foreach (var node in _asksAnew)
            {
                var ask = Demand(node, hourOfDay);
                if (node.HasBattery)
                {
                    var room = TLanes.Multiply(TLanes.Subtract(TLanes.Load(world.Battery + node.Row), TLanes.Load(world.Energy + node.Row)), TLanes.Load(world.InverseEfficiency + node.Row));
                    ask = TLanes.Add(ask, TLanes.Min(TLanes.Load(world.BatteryPower + node.Row), TLanes.Max(TLanes.Splat(0), room)));
                }

                if (node.HasSun)
                    ask = TLanes.Max(TLanes.Splat(0), TLanes.Subtract(ask, TLanes.Multiply(sun, TLanes.Load(world.Sun + node.Row))));
                var before = TLanes.Load(request + node.Row);
                if (!TLanes.Any(TLanes.Or(TLanes.Less(before, ask), TLanes.Less(ask, before))))
                    continue;
                TLanes.Store(request + node.Row, ask);
                moved = true;
            }

            return moved;
        }
    }

    /// <summary>The share of its load a node could reach this hour, its backup included; changes nothing.</summary>
    public TValue Reachable(LaneNode node, int hourOfDay)
    {
        if (!node.HasLoad)
            return TLanes.Splat(1);
        var load = Demand(node, hourOfDay);
        var need = Need(load, Direct(node, hourOfDay));
        if (node.HasGenerator)
            need = TLanes.Subtract(need, Generate(node, need, Availability(node)));
        if (node.HasBattery)
            need = TLanes.Subtract(need, Discharge(node, need));
        return TLanes.Subtract(TLanes.Splat(1), Short(need, load));
    }

    /// <summary>Whether a share reaches a threshold, ties included.</summary>
    public static TMask Reaches(TValue share, TValue threshold) => TLanes.AtMost(threshold, TLanes.Add(share, TLanes.Splat(Tie)));

    /// <summary>Serves every load, books the hour and moves the state to its end.</summary>
    public void Run(int hour)
    {
        unchecked
        {
            FuelMoved = false;
            foreach (var node in plan.Dispatched)
            {
                var missing = node.HasLoad || node.HasBattery ? Serve(node, hour % 24) : TLanes.Splat(0);
                if (node.HasTank)
                    Refill(node);
                if (node.IsSite)
                    Work(node, hour, missing);
                Harm(node, missing);
                if (node.IsWaterworks)
                    Draw(node, missing);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Demand(LaneNode node, int hourOfDay)
    {
        var load = TLanes.Load(world.Load + node.Row);
        return node.Profile is { } profile ? TLanes.Multiply(load, TLanes.Splat(profile[hourOfDay])) : load;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Direct(LaneNode node, int hourOfDay)
    {
        var direct = node.HasGrid ? TLanes.Load(_grid + node.Row) : TLanes.Splat(0);
        return node.HasSun
            ? TLanes.Add(direct, TLanes.Multiply(TLanes.Splat((float)Physics.Sun(hourOfDay)), TLanes.Load(world.Sun + node.Row))) : direct;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TValue Need(TValue load, TValue direct)
    {
        var need = TLanes.Subtract(load, TLanes.Min(load, direct));
        return TLanes.Select(TLanes.AtMost(need, TLanes.Multiply(load, TLanes.Splat(Noise))), TLanes.Splat(0), need);
    }

    private static TValue Short(TValue unserved, TValue load)
    {
        var zero = TLanes.Splat(0);
        var real = TLanes.Less(TLanes.Multiply(load, TLanes.Splat(Noise)), unserved);
        return TLanes.Select(real, TLanes.Divide(unserved, load), zero);
    }

    /// <summary>Serves one load and returns the share of it that is missing.</summary>
    private TValue Serve(LaneNode node, int hourOfDay)
    {
        var zero = TLanes.Splat(0);
        var load = Demand(node, hourOfDay);
        var direct = Direct(node, hourOfDay);
        var need = Need(load, direct);
        var calls = TLanes.Less(zero, need);
        var called = TLanes.Any(calls);
        if (node.HasGenerator)
            need = called ? Run(node, need, calls) : StandBy(node, need);
        if (node.HasBattery)
            need = Cycle(node, need, TLanes.Max(zero, TLanes.Subtract(direct, load)), called);
        if (!called)
            return zero;
        var missing = Short(need, load);
        ledger.AddToHour(LedgerLine.UnservedEnergy, need);
        return missing;
    }

    private TValue StandBy(LaneNode node, TValue need)
    {
        TLanes.Store(world.GeneratorClock + node.Row, TLanes.Splat(0));
        return need;
    }

    private TValue Availability(LaneNode node) => TLanes.Max(TLanes.Splat(0), TLanes.Subtract(TLanes.Splat(1), TLanes.Max(
        TLanes.Splat(0), TLanes.Subtract(TLanes.Load(world.GeneratorDelay + node.Row), TLanes.Load(world.GeneratorClock + node.Row)))));

    private TValue Generate(LaneNode node, TValue need, TValue share)
    {
        var zero = TLanes.Splat(0);
        var rating = TLanes.Load(world.Generator + node.Row);
        var idle = TLanes.Multiply(TLanes.Multiply(TLanes.Splat(Idle), rating), share);
        var usable = TLanes.Add(TLanes.Subtract(TLanes.Load(world.Fuel + node.Row), idle), TLanes.Load(world.FuelRest + node.Row));
        var limit = TLanes.Multiply(usable, TLanes.Splat(InverseSlope));
        var output = TLanes.Max(zero, TLanes.Min(TLanes.Multiply(TLanes.Min(rating, need), share), limit));
        return TLanes.Select(TLanes.Less(TLanes.Splat(Nothing), output), output, zero);
    }

    /// <summary>Runs a generator and returns what is still needed.</summary>
    private TValue Run(LaneNode node, TValue need, TMask calls)
    {
        var zero = TLanes.Splat(0);
        var share = Availability(node);
        var clock = world.GeneratorClock + node.Row;
        TLanes.Store(clock, TLanes.Select(calls, TLanes.Add(TLanes.Load(clock), TLanes.Splat(1)), zero));
        var output = Generate(node, need, share);
        var runs = TLanes.Less(zero, output);
        if (!TLanes.Any(runs))
            return need;
        var rating = TLanes.Load(world.Generator + node.Row);
        var burnt = TLanes.Add(TLanes.Multiply(TLanes.Multiply(TLanes.Splat(Idle), rating), share), TLanes.Multiply(TLanes.Splat(Slope), output));
        burnt = TLanes.Select(runs, burnt, zero);
        AddFuel(node, TLanes.Subtract(zero, burnt), TLanes.Splat(float.PositiveInfinity));
        FuelMoved = true;
        ledger.AddToHour(LedgerLine.FuelBurnt, burnt);
        ledger.AddToHour(LedgerLine.GeneratorHours, TLanes.Select(runs, share, zero));
        return TLanes.Subtract(need, output);
    }

    private TValue Discharge(LaneNode node, TValue need) => TLanes.Min(need, TLanes.Min(
        TLanes.Load(world.BatteryPower + node.Row), TLanes.Multiply(TLanes.Load(world.Energy + node.Row), TLanes.Load(world.Efficiency + node.Row))));

    /// <summary>Discharges towards a need, charges from a surplus, and returns what is still needed.</summary>
    private TValue Cycle(LaneNode node, TValue need, TValue surplus, bool called)
    {
        var energy = TLanes.Load(world.Energy + node.Row);
        if (called)
        {
            var given = Discharge(node, need);
            energy = TLanes.Max(TLanes.Splat(0), TLanes.Subtract(energy, TLanes.Multiply(given, TLanes.Load(world.InverseEfficiency + node.Row))));
            need = TLanes.Subtract(need, given);
        }

        var charge = TLanes.Multiply(TLanes.Min(surplus, TLanes.Load(world.BatteryPower + node.Row)), TLanes.Load(world.Efficiency + node.Row));
        TLanes.Store(world.Energy + node.Row, TLanes.Min(TLanes.Load(world.Battery + node.Row), TLanes.Add(energy, charge)));
        return need;
    }

    /// <summary>Fuel that arrives is usable next hour.</summary>
    private void Refill(LaneNode node)
    {
        var tank = TLanes.Load(world.Tank + node.Row);
        AddFuel(node, TLanes.Load(_fuelGrant + node.Row), tank);
        var room = TLanes.Subtract(TLanes.Subtract(tank, TLanes.Load(world.Fuel + node.Row)), TLanes.Load(world.FuelRest + node.Row));
        var request = TLanes.Select(TLanes.AtMost(room, TLanes.Multiply(tank, TLanes.Splat(1e-7f))), TLanes.Splat(0), room);
        var before = TLanes.Load(_fuelRequest + node.Row);
        FuelMoved |= TLanes.Any(TLanes.Or(TLanes.Less(before, request), TLanes.Less(request, before)));
        TLanes.Store(_fuelRequest + node.Row, request);
    }

    /// <summary>Adds to a tank with twice the digits of a float, within 0 and its size.</summary>
    private void AddFuel(LaneNode node, TValue amount, TValue tank)
    {
        var zero = TLanes.Splat(0);
        var fuel = TLanes.Load(world.Fuel + node.Row);
        var small = TLanes.Add(TLanes.Load(world.FuelRest + node.Row), amount);
        var sum = TLanes.Add(fuel, small);
        var rest = TLanes.Subtract(small, TLanes.Subtract(sum, fuel));
        var bounded = TLanes.Max(zero, TLanes.Min(tank, sum));
        var inside = TLanes.And(TLanes.Less(zero, sum), TLanes.Less(sum, tank));
        TLanes.Store(world.Fuel + node.Row, bounded);
        TLanes.Store(world.FuelRest + node.Row, TLanes.Select(inside, rest, zero));
    }

    private void Work(LaneNode node, int hour, TValue missing)
    {
        var one = TLanes.Splat(1);
        var capacity = TLanes.Min(
            TLanes.Load(world.Ceiling + node.Row), TLanes.Multiply(TLanes.Subtract(one, missing), TLanes.Load(world.InverseEssential + node.Row)));
        if (hour % 24 == 23)
            TLanes.Store(world.Capacity + node.Row, capacity);
        var lost = TLanes.Subtract(one, capacity);
        var real = TLanes.Less(TLanes.Splat(Noise), lost);
        if (!TLanes.Any(real))
            return;
        lost = TLanes.Select(real, lost, TLanes.Splat(0));
        var below = TLanes.Less(capacity, TLanes.Splat(0.5f));
        if (TLanes.Any(below))
        {
            TLanes.Store(world.HoursBelow + node.Row, TLanes.Add(TLanes.Load(world.HoursBelow + node.Row), TLanes.Select(below, one, TLanes.Splat(0))));
            var first = TLanes.Load(world.FirstBelow + node.Row);
            TLanes.Store(world.FirstBelow + node.Row, TLanes.Select(below, TLanes.Min(first, TLanes.Splat(hour)), first));
        }

        if (node.Shift is { } shift)
            lost = TLanes.Multiply(lost, TLanes.Splat(shift[hour % 24]));
        ledger.Book(LedgerLine.LostWorkerHours, node.Slot(LedgerLine.LostWorkerHours), lost);
    }

    private void Harm(LaneNode node, TValue missing)
    {
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        if (node.Slot(LedgerLine.CivilPower) is >= 0 and var power && TLanes.Any(TLanes.Less(zero, missing)))
            ledger.Book(LedgerLine.CivilPower, power, missing);
        if (node.Type is NodeType.Hospital or NodeType.OxygenPlant)
        {
            var unfit = TLanes.Less(TLanes.Add(TLanes.Subtract(one, missing), TLanes.Splat(Tie)), TLanes.Load(world.Critical + node.Row));
            var line = node.Type == NodeType.Hospital ? LedgerLine.HospitalCritical : LedgerLine.OxygenPlantDown;
            if (TLanes.Any(unfit))
                ledger.Book(line, node.Slot(line), TLanes.Select(unfit, one, zero));
        }

        if (node.Slot(LedgerLine.FuelStress) is >= 0 and var stress)
            ledger.Book(LedgerLine.FuelStress, stress, TLanes.Load(world.FuelShort + node.Row));
        if (node.Slot(LedgerLine.CaptiveExposure) is >= 0 and var exposure)
        {
            var exposed = TLanes.Or(TLanes.Less(TLanes.Splat(0.8f), missing), TLanes.Less(TLanes.Splat(0.5f), TLanes.Load(world.WaterShort + node.Row)));
            if (TLanes.Any(exposed))
                ledger.Book(LedgerLine.CaptiveExposure, exposure, TLanes.Select(exposed, one, zero));
        }
    }

    /// <summary>A waterworks without power lives on its reservoir.</summary>
    private void Draw(LaneNode node, TValue missing)
    {
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        var level = TLanes.Load(world.Reservoir + node.Row);
        var fed = Reaches(TLanes.Subtract(one, missing), TLanes.Load(world.Critical + node.Row));
        TLanes.Store(world.Reservoir + node.Row, TLanes.Select(
            fed, TLanes.Min(TLanes.Load(world.ReservoirSize + node.Row), TLanes.Add(level, one)), TLanes.Max(zero, TLanes.Subtract(level, one))));
    }
}
