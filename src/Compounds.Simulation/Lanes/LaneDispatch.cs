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

    private readonly LaneMeter[] _asksAnew = [.. plan.Nodes.Where(n => n.AsksAnew && (n.HasLoad || n.HasBattery)).Select(n => n.Meter)];
    private readonly (int Row, int Slot)[] _homes = [.. plan.Dispatched.Where(n => n.IsHome).Select(n => (n.Row, n.Slot(LedgerLine.CivilPower)))];
    private readonly LaneMeter[] _metered = [.. plan.Dispatched.Where(n => !n.IsHome && (n.HasLoad || n.HasBattery)).Select(n => n.Meter)];
    private readonly int[] _generators = [.. plan.Dispatched.Where(n => n.HasGenerator && (n.HasLoad || n.HasBattery)).Select(n => n.Row)];
    private readonly LaneMeter[] _batteries = [.. plan.Dispatched.Where(n => n.HasBattery).Select(n => n.Meter)];
    private readonly int[] _tanks = [.. plan.Dispatched.Where(n => n.HasTank).Select(n => n.Row)];
    private readonly float* _grid = world.Grant[(int)Kind.Power];
    private readonly LaneHarm<TLanes, TValue, TMask> _harm = new(plan, world, ledger);
    private readonly float* _fuelGrant = world.Grant[(int)Kind.Fuel];
    private readonly float* _fuelRequest = world.Request[(int)Kind.Fuel];

    /// <summary>Gets a value indicating whether some tank changed in the last hour.</summary>
    public bool FuelMoved { get; private set; }

    /// <summary>Fixes the power requests of the hour where they can differ from the last.</summary>
    /// <returns>Whether any did differ.</returns>
    public bool Ask(int hourOfDay)
    {
        var moved = false;
        var request = world.Request[(int)Kind.Power];
        var sun = TLanes.Splat((float)Physics.Sun(hourOfDay));
        foreach (ref readonly var node in _asksAnew.AsSpan())
        {
            var ask = Demand(in node, hourOfDay);
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

    /// <summary>The share of its load a node could reach this hour, its backup included; changes nothing.</summary>
    public TValue Reachable(LaneNode node, int hourOfDay)
    {
        if (!node.HasLoad)
            return TLanes.Splat(1);
        var meter = node.Meter;
        var load = Demand(in meter, hourOfDay);
        var need = Need(load, Direct(in meter, hourOfDay));
        if (node.HasGenerator)
            need = TLanes.Subtract(need, Output(node.Row, need, Availability(node.Row)));
        if (node.HasBattery)
            need = TLanes.Subtract(need, Discharge(node.Row, need));
        return TLanes.Subtract(TLanes.Splat(1), Short(need, load));
    }

    /// <summary>Whether a share reaches a threshold, ties included.</summary>
    public static TMask Reaches(TValue share, TValue threshold) => TLanes.AtMost(threshold, TLanes.Add(share, TLanes.Splat(Tie)));

    /// <summary>Serves every load, books the hour and moves the state to its end.</summary>
    /// <remarks>
    /// One loop for each thing that can stand behind a meter, joined by the row of what is still needed: a vector of 64
    /// bytes passed between methods is copied over the stack, which took a third of the time.
    /// </remarks>
    public void Run(int hour)
    {
        FuelMoved = false;
        ServeHomes();
        Meter(hour % 24);
        Generate();
        foreach (ref readonly var node in _batteries.AsSpan())
            Cycle(in node, hour % 24);
        Settle(hour % 24);
        foreach (var row in _tanks)
            Refill(row);
        _harm.Book(hour);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Demand(in LaneMeter node, int hourOfDay)
    {
        var load = TLanes.Load(world.Load + node.Row);
        return node.Profile is { } profile ? TLanes.Multiply(load, TLanes.Splat(profile[hourOfDay])) : load;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Direct(in LaneMeter node, int hourOfDay)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TValue Short(TValue unserved, TValue load)
    {
        var zero = TLanes.Splat(0);
        var real = TLanes.Less(TLanes.Multiply(load, TLanes.Splat(Noise)), unserved);
        return TLanes.Select(real, TLanes.Divide(unserved, load), zero);
    }

    /// <summary>The rules of <see cref="Meter"/> and <see cref="Settle"/> for homes, without calls: half the nodes take a quarter of the time.</summary>
    private void ServeHomes()
    {
        var zero = TLanes.Splat(0);
        var (residents, energy) = (zero, zero);
        foreach (ref readonly var home in _homes.AsSpan())
        {
            var load = TLanes.Load(world.Load + home.Row);
            var need = TLanes.Subtract(load, TLanes.Min(load, TLanes.Load(_grid + home.Row)));
            var calls = TLanes.Less(TLanes.Multiply(load, TLanes.Splat(Noise)), need);
            if (!TLanes.Any(calls))
                continue;
            need = TLanes.Select(calls, need, zero);
            var missing = TLanes.Select(calls, TLanes.Divide(need, load), zero);
            ledger.BookDay(home.Slot, missing);
            residents = TLanes.Add(residents, TLanes.Multiply(missing, TLanes.Load(world.Population + home.Row)));
            energy = TLanes.Add(energy, need);
        }

        ledger.AddToHour(LedgerLine.CivilPower, residents);
        ledger.AddToHour(LedgerLine.UnservedEnergy, energy);
    }

    /// <summary>Notes what the line and the sun leave to be met.</summary>
    private void Meter(int hourOfDay)
    {
        foreach (ref readonly var node in _metered.AsSpan())
            TLanes.Store(world.Need + node.Row, Need(Demand(in node, hourOfDay), Direct(in node, hourOfDay)));
    }

    /// <summary>Turns what nothing could meet into a share of the load.</summary>
    private void Settle(int hourOfDay)
    {
        var zero = TLanes.Splat(0);
        var energy = zero;
        foreach (ref readonly var node in _metered.AsSpan())
        {
            var need = TLanes.Load(world.Need + node.Row);
            if (!TLanes.Any(TLanes.Less(zero, need)))
            {
                TLanes.Store(world.Missing + node.Row, zero);
                continue;
            }

            energy = TLanes.Add(energy, need);
            TLanes.Store(world.Missing + node.Row, Short(need, Demand(in node, hourOfDay)));
        }

        ledger.AddToHour(LedgerLine.UnservedEnergy, energy);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Availability(int row) => TLanes.Max(TLanes.Splat(0), TLanes.Subtract(TLanes.Splat(1), TLanes.Max(
        TLanes.Splat(0), TLanes.Subtract(TLanes.Load(world.GeneratorDelay + row), TLanes.Load(world.GeneratorClock + row)))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Output(int row, TValue need, TValue share)
    {
        var zero = TLanes.Splat(0);
        var rating = TLanes.Load(world.Generator + row);
        var idle = TLanes.Multiply(TLanes.Multiply(TLanes.Splat(Idle), rating), share);
        var usable = TLanes.Add(TLanes.Subtract(TLanes.Load(world.Fuel + row), idle), TLanes.Load(world.FuelRest + row));
        var limit = TLanes.Multiply(usable, TLanes.Splat(InverseSlope));
        var output = TLanes.Max(zero, TLanes.Min(TLanes.Multiply(TLanes.Min(rating, need), share), limit));
        return TLanes.Select(TLanes.Less(TLanes.Splat(Nothing), output), output, zero);
    }

    /// <summary>Runs generators towards what is needed, or lets them rest.</summary>
    private void Generate()
    {
        var zero = TLanes.Splat(0);
        var (litres, hours) = (zero, zero);
        foreach (var row in _generators)
        {
            var need = TLanes.Load(world.Need + row);
            var clock = world.GeneratorClock + row;
            var calls = TLanes.Less(zero, need);
            if (!TLanes.Any(calls))
            {
                TLanes.Store(clock, zero);
                continue;
            }

            var share = Availability(row);
            TLanes.Store(clock, TLanes.Select(calls, TLanes.Add(TLanes.Load(clock), TLanes.Splat(1)), zero));
            var output = Output(row, need, share);
            var runs = TLanes.Less(zero, output);
            if (!TLanes.Any(runs))
                continue;
            var idle = TLanes.Multiply(TLanes.Multiply(TLanes.Splat(Idle), TLanes.Load(world.Generator + row)), share);
            var burnt = TLanes.Select(runs, TLanes.Add(idle, TLanes.Multiply(TLanes.Splat(Slope), output)), zero);
            AddFuel(row, TLanes.Subtract(zero, burnt), TLanes.Splat(float.PositiveInfinity));
            FuelMoved = true;
            litres = TLanes.Add(litres, burnt);
            hours = TLanes.Add(hours, TLanes.Select(runs, share, zero));
            TLanes.Store(world.Need + row, TLanes.Subtract(need, output));
        }

        ledger.AddToHour(LedgerLine.FuelBurnt, litres);
        ledger.AddToHour(LedgerLine.GeneratorHours, hours);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Discharge(int row, TValue need) => TLanes.Min(need, TLanes.Min(
        TLanes.Load(world.BatteryPower + row), TLanes.Multiply(TLanes.Load(world.Energy + row), TLanes.Load(world.Efficiency + row))));

    /// <summary>Discharges towards a need and charges from a surplus.</summary>
    private void Cycle(ref readonly LaneMeter node, int hourOfDay)
    {
        var zero = TLanes.Splat(0);
        var energy = TLanes.Load(world.Energy + node.Row);
        var need = TLanes.Load(world.Need + node.Row);
        if (TLanes.Any(TLanes.Less(zero, need)))
        {
            var given = Discharge(node.Row, need);
            energy = TLanes.Max(zero, TLanes.Subtract(energy, TLanes.Multiply(given, TLanes.Load(world.InverseEfficiency + node.Row))));
            TLanes.Store(world.Need + node.Row, TLanes.Subtract(need, given));
        }

        var surplus = TLanes.Max(zero, TLanes.Subtract(Direct(in node, hourOfDay), Demand(in node, hourOfDay)));
        var charge = TLanes.Multiply(TLanes.Min(surplus, TLanes.Load(world.BatteryPower + node.Row)), TLanes.Load(world.Efficiency + node.Row));
        TLanes.Store(world.Energy + node.Row, TLanes.Min(TLanes.Load(world.Battery + node.Row), TLanes.Add(energy, charge)));
    }

    /// <summary>Fuel that arrives is usable next hour.</summary>
    private void Refill(int row)
    {
        var tank = TLanes.Load(world.Tank + row);
        AddFuel(row, TLanes.Load(_fuelGrant + row), tank);
        var room = TLanes.Subtract(TLanes.Subtract(tank, TLanes.Load(world.Fuel + row)), TLanes.Load(world.FuelRest + row));
        var request = TLanes.Select(TLanes.AtMost(room, TLanes.Multiply(tank, TLanes.Splat(1e-7f))), TLanes.Splat(0), room);
        var before = TLanes.Load(_fuelRequest + row);
        FuelMoved |= TLanes.Any(TLanes.Or(TLanes.Less(before, request), TLanes.Less(request, before)));
        TLanes.Store(_fuelRequest + row, request);
    }

    /// <summary>Adds to a tank with twice the digits of a float, within 0 and its size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddFuel(int row, TValue amount, TValue tank)
    {
        var zero = TLanes.Splat(0);
        var fuel = TLanes.Load(world.Fuel + row);
        var small = TLanes.Add(TLanes.Load(world.FuelRest + row), amount);
        var sum = TLanes.Add(fuel, small);
        var rest = TLanes.Subtract(small, TLanes.Subtract(sum, fuel));
        var bounded = TLanes.Max(zero, TLanes.Min(tank, sum));
        var inside = TLanes.And(TLanes.Less(zero, sum), TLanes.Less(sum, tank));
        TLanes.Store(world.Fuel + row, bounded);
        TLanes.Store(world.FuelRest + row, TLanes.Select(inside, rest, zero));
    }
}
