namespace Compounds.Simulation;

/// <summary>Books the effect and the harm of an hour for several samples: the rules of <see cref="ReferenceLedger"/>, a loop a line.</summary>
internal sealed unsafe class LaneHarm<TLanes, TValue, TMask>(LanePlan plan, LaneWorld world, LaneLedger<TLanes, TValue, TMask> ledger)
    where TLanes : ILanes<TValue, TMask>
    where TValue : unmanaged
    where TMask : unmanaged
{
    /// <summary>Shares that are noise of single precision.</summary>
    private const float Noise = 4e-6f, Tie = 1e-6f;

    private readonly (int Row, int Slot, float[]? Shift)[] _sites =
        [.. plan.Dispatched.Where(n => n.IsSite).Select(n => (n.Row, n.Slot(LedgerLine.LostWorkerHours), n.Shift))];

    private readonly (int Row, int Slot)[] _residents = Entries(plan, LedgerLine.CivilPower, n => !n.IsHome);
    private readonly (int Row, int Slot)[] _hospitals = Entries(plan, LedgerLine.HospitalCritical);
    private readonly (int Row, int Slot)[] _plants = Entries(plan, LedgerLine.OxygenPlantDown);
    private readonly (int Row, int Slot)[] _fuelUsers = Entries(plan, LedgerLine.FuelStress);
    private readonly (int Row, int Slot)[] _captives = Entries(plan, LedgerLine.CaptiveExposure);
    private readonly int[] _waterworks = [.. plan.Dispatched.Where(n => n.IsWaterworks).Select(n => n.Row)];

    /// <summary>Books an hour whose shares are final.</summary>
    public void Book(int hour)
    {
        BookWork(hour);
        BookResidents();
        BookCritical(_hospitals, LedgerLine.HospitalCritical);
        BookCritical(_plants, LedgerLine.OxygenPlantDown);
        BookFuel();
        BookCaptives();
        DrawReservoirs();
    }

    private static (int Row, int Slot)[] Entries(LanePlan plan, LedgerLine line, Func<LaneNode, bool>? which = null) =>
        [.. plan.Dispatched.Where(n => n.Slot(line) >= 0 && (which is null || which(n))).Select(n => (n.Row, n.Slot(line)))];

    private void BookWork(int hour)
    {
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        var sum = zero;
        foreach (ref readonly var site in _sites.AsSpan())
        {
            var served = TLanes.Subtract(one, TLanes.Load(world.Missing + site.Row));
            var capacity = TLanes.Min(TLanes.Load(world.Ceiling + site.Row), TLanes.Multiply(served, TLanes.Load(world.InverseEssential + site.Row)));
            if (hour % 24 == 23)
                TLanes.Store(world.Capacity + site.Row, capacity);
            var lost = TLanes.Subtract(one, capacity);
            var real = TLanes.Less(TLanes.Splat(Noise), lost);
            if (!TLanes.Any(real))
                continue;
            var below = TLanes.Less(capacity, TLanes.Splat(0.5f));
            var hours = world.HoursBelow + site.Row;
            TLanes.Store(hours, TLanes.Add(TLanes.Load(hours), TLanes.Select(below, one, zero)));
            var first = world.FirstBelow + site.Row;
            TLanes.Store(first, TLanes.Min(TLanes.Load(first), TLanes.Select(below, TLanes.Splat(hour), TLanes.Load(first))));
            lost = TLanes.Select(real, lost, zero);
            if (site.Shift is { } shift)
                lost = TLanes.Multiply(lost, TLanes.Splat(shift[hour % 24]));
            ledger.BookDay(site.Slot, lost);
            sum = TLanes.Add(sum, TLanes.Multiply(lost, TLanes.Load(world.Workers + site.Row)));
        }

        ledger.AddToHour(LedgerLine.LostWorkerHours, sum);
    }

    private void BookResidents()
    {
        var zero = TLanes.Splat(0);
        var sum = zero;
        foreach (ref readonly var entry in _residents.AsSpan())
        {
            var missing = TLanes.Load(world.Missing + entry.Row);
            if (!TLanes.Any(TLanes.Less(zero, missing)))
                continue;
            ledger.BookDay(entry.Slot, missing);
            sum = TLanes.Add(sum, TLanes.Multiply(missing, TLanes.Load(world.Population + entry.Row)));
        }

        ledger.AddToHour(LedgerLine.CivilPower, sum);
    }

    private void BookCritical((int Row, int Slot)[] entries, LedgerLine line)
    {
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        var sum = zero;
        foreach (ref readonly var entry in entries.AsSpan())
        {
            var served = TLanes.Subtract(one, TLanes.Load(world.Missing + entry.Row));
            var unfit = TLanes.Less(TLanes.Add(served, TLanes.Splat(Tie)), TLanes.Load(world.Critical + entry.Row));
            if (!TLanes.Any(unfit))
                continue;
            var hit = TLanes.Select(unfit, one, zero);
            ledger.BookDay(entry.Slot, hit);
            sum = TLanes.Add(sum, hit);
        }

        ledger.AddToHour(line, sum);
    }

    private void BookFuel()
    {
        var sum = TLanes.Splat(0);
        foreach (ref readonly var entry in _fuelUsers.AsSpan())
        {
            var missing = TLanes.Load(world.FuelShort + entry.Row);
            ledger.BookDay(entry.Slot, missing);
            sum = TLanes.Add(sum, missing);
        }

        ledger.AddToHour(LedgerLine.FuelStress, sum);
    }

    private void BookCaptives()
    {
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        var sum = zero;
        foreach (ref readonly var entry in _captives.AsSpan())
        {
            var exposed = TLanes.Or(
                TLanes.Less(TLanes.Splat(0.8f), TLanes.Load(world.Missing + entry.Row)), TLanes.Less(TLanes.Splat(0.5f), TLanes.Load(world.WaterShort + entry.Row)));
            if (!TLanes.Any(exposed))
                continue;
            var share = TLanes.Select(exposed, one, zero);
            ledger.BookDay(entry.Slot, share);
            sum = TLanes.Add(sum, TLanes.Multiply(share, TLanes.Load(world.Captives + entry.Row)));
        }

        ledger.AddToHour(LedgerLine.CaptiveExposure, sum);
    }

    /// <summary>A waterworks without power lives on its reservoir.</summary>
    private void DrawReservoirs()
    {
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        foreach (var row in _waterworks)
        {
            var level = TLanes.Load(world.Reservoir + row);
            var fed = LaneDispatch<TLanes, TValue, TMask>.Reaches(TLanes.Subtract(one, TLanes.Load(world.Missing + row)), TLanes.Load(world.Critical + row));
            TLanes.Store(world.Reservoir + row, TLanes.Select(
                fed, TLanes.Min(TLanes.Load(world.ReservoirSize + row), TLanes.Add(level, one)), TLanes.Max(zero, TLanes.Subtract(level, one))));
        }
    }
}
