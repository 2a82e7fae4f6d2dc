using System.Runtime.CompilerServices;

namespace Compounds.Simulation;

/// <summary>
/// Books shares of an hour for several samples. A day is summed in single precision, days in double precision: 24 additions
/// cost 1.4e-6 at worst, and a third of the memory traffic.
/// </summary>
internal sealed unsafe class LaneLedger<TLanes, TValue, TMask>
    where TLanes : ILanes<TValue, TMask>
    where TValue : unmanaged
    where TMask : unmanaged
{
    private readonly LaneMemory _memory = new();
    private readonly LanePlan _plan;
    private readonly LedgerLayout _layout;
    private readonly float* _day, _hour, _standing;
    private readonly double* _booked, _totals, _baseline;
    private readonly float* _working, _firstBelow, _hoursBelow;
    private readonly LaneNode[] _sites;
    private readonly bool _hasShifts;
    private readonly float*[] _weights;
    private readonly int[] _lineIndex;
    private readonly int _slotLanes;

    public LaneLedger(LanePlan plan, LaneWorld world)
    {
        (_plan, _layout) = (plan, plan.Network.Layout);
        _slotLanes = _layout.Count * TLanes.Count;
        _day = _memory.Floats(_slotLanes);
        _booked = _memory.Doubles(_slotLanes);
        var lines = LedgerLayout.LineCount * TLanes.Count;
        _hour = _memory.Floats(lines);
        _standing = _memory.Floats(lines);
        _totals = _memory.Doubles(lines);
        _baseline = _memory.Doubles(TLanes.Count);
        _working = _memory.Floats(TLanes.Count);
        _firstBelow = _memory.Floats(TLanes.Count);
        _hoursBelow = _memory.Floats(TLanes.Count);
        _sites = [.. plan.Nodes.Where(n => n.IsSite)];
        _hasShifts = _sites.Any(n => n.Shift is not null);
        var one = _memory.Floats(TLanes.Count);
        TLanes.Store(one, TLanes.Splat(1));
        _weights = new float*[_layout.Count];
        for (var slot = 0; slot < _weights.Length; slot++)
        {
            var row = plan.Row(_layout.Nodes[slot]);
            _weights[slot] = _layout.Lines[slot] switch
            {
                LedgerLine.LostWorkerHours => world.Workers + row,
                LedgerLine.CivilPower or LedgerLine.CivilTelecom or LedgerLine.WaterBelowMinimum or LedgerLine.WaterBelowSurvival => world.Population + row,
                LedgerLine.CaptiveExposure => world.Captives + row,
                _ => one,
            };
        }

        _lineIndex = [.. Enumerable.Range(0, LedgerLayout.LineCount).Select(l => Array.IndexOf(_layout.Present, (LedgerLine)l))];
    }

    public void Begin()
    {
        new Span<float>(_day, _slotLanes).Clear();
        new Span<double>(_booked, _slotLanes).Clear();
        new Span<float>(_standing, LedgerLayout.LineCount * TLanes.Count).Clear();
        new Span<double>(_totals, LedgerLayout.LineCount * TLanes.Count).Clear();
        new Span<double>(_baseline, TLanes.Count).Clear();
        TLanes.Store(_firstBelow, TLanes.Splat(_plan.Scenario.Horizon));
        TLanes.Store(_hoursBelow, TLanes.Splat(0));
        BeginHour();
    }

    /// <summary>Books the share of a slot's weight that is hit this hour; the caller adds to the hour.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BookDay(int slot, TValue share)
    {
        var day = _day + (slot * TLanes.Count);
        TLanes.Store(day, TLanes.Add(TLanes.Load(day), share));
    }

    /// <summary>Adds to a line of the hour.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddToHour(LedgerLine line, TValue amount)
    {
        var hour = _hour + ((int)line * TLanes.Count);
        TLanes.Store(hour, TLanes.Add(TLanes.Load(hour), amount));
    }

    /// <summary>Books shares that stood for some hours.</summary>
    public void BookStanding(int slot, float* share, int hours)
    {
        if (slot >= 0 && hours > 0)
            TLanes.Accumulate(_booked + (slot * TLanes.Count), TLanes.Multiply(TLanes.Multiply(TLanes.Load(share), TLanes.Load(_weights[slot])), TLanes.Splat(hours)));
    }

    /// <summary>Forgets what stands in a line, before it is told anew.</summary>
    public void ClearStanding(LedgerLine line) => TLanes.Store(_standing + ((int)line * TLanes.Count), TLanes.Splat(0));

    /// <summary>Adds a share to what every hour has from now on.</summary>
    public void AddStanding(LedgerLine line, int slot, float* share)
    {
        if (slot < 0)
            return;
        var standing = _standing + ((int)line * TLanes.Count);
        TLanes.Store(standing, TLanes.Add(TLanes.Load(standing), TLanes.Multiply(TLanes.Load(share), TLanes.Load(_weights[slot]))));
    }

    /// <summary>Adds to one lane of a slot and of the hour.</summary>
    public void Add(LedgerLine line, int slot, int lane, double amount)
    {
        _booked[(slot * TLanes.Count) + lane] += amount;
        _hour[((int)line * TLanes.Count) + lane] += (float)amount;
    }

    /// <summary>Ends an hour.</summary>
    /// <param name="hour">The hour.</param>
    /// <param name="buffer">Where hours go.</param>
    /// <param name="first">The sample of the first lane.</param>
    /// <param name="count">How many lanes count.</param>
    public void EndHour(int hour, BlockBuffer buffer, int first, int count)
    {
        CompareWithWorking(hour);
        for (var line = 0; line < LedgerLayout.LineCount; line++)
        {
            var at = line * TLanes.Count;
            var amount = TLanes.Add(TLanes.Load(_hour + at), TLanes.Load(_standing + at));
            if (line >= LedgerLayout.DetailedLines)
            {
                TLanes.Accumulate(_totals + at, amount);
            }
            else if (_lineIndex[line] >= 0)
            {
                TLanes.Store(_hour + at, amount);
                new ReadOnlySpan<float>(_hour + at, count).CopyTo(buffer.Hour(_lineIndex[line], hour).Slice(first, count));
            }
        }

        BeginHour();
    }

    /// <summary>Moves the day into the books, while the weights of the day still hold.</summary>
    public void EndDay(int firstHour, int hours)
    {
        var zero = TLanes.Splat(0);
        for (var slot = 0; slot < _weights.Length; slot++)
        {
            var day = _day + (slot * TLanes.Count);
            var sum = TLanes.Load(day);
            if (!TLanes.Any(TLanes.Less(zero, sum)))
                continue;
            TLanes.Accumulate(_booked + (slot * TLanes.Count), TLanes.Multiply(sum, TLanes.Load(_weights[slot])));
            TLanes.Store(day, zero);
        }

        foreach (var node in _sites)
        {
            var shift = (float)hours;
            if (node.Shift is { } shifts)
            {
                shift = 0;
                for (var h = firstHour; h < firstHour + hours; h++)
                    shift += shifts[h % 24];
            }

            TLanes.Accumulate(_baseline, TLanes.Multiply(TLanes.Splat(shift), TLanes.Load(_weights[node.Slot(LedgerLine.LostWorkerHours)])));
        }
    }

    /// <summary>Hands the books over.</summary>
    public void Finish(BlockBuffer buffer, int first, int count)
    {
        for (var slot = 0; slot < _layout.Count; slot++)
        {
            var booked = _booked + (slot * TLanes.Count);
            var total = _totals + ((int)_layout.Lines[slot] * TLanes.Count);
            var amounts = buffer.BySlot.AsSpan((slot * buffer.Samples) + first, count);
            for (var lane = 0; lane < amounts.Length; lane++)
            {
                amounts[lane] = (float)booked[lane];
                total[lane] += booked[lane];
            }
        }

        for (var lane = 0; lane < count; lane++)
        {
            for (var line = 0; line < LedgerLayout.LineCount; line++)
                buffer.Totals[(line * buffer.Samples) + first + lane] = _totals[(line * TLanes.Count) + lane];
            buffer.Baseline[first + lane] = _baseline[lane];
            buffer.FirstBelowHalf[(_sites.Length * buffer.Samples) + first + lane] = (short)_firstBelow[lane];
            buffer.HoursBelowHalf[(_sites.Length * buffer.Samples) + first + lane] = (short)_hoursBelow[lane];
        }
    }

    /// <summary>Forgets the hour; by stores, because the runtime calls out of itself to clear as much as sixteen lanes.</summary>
    private void BeginHour()
    {
        for (var line = 0; line < LedgerLayout.LineCount; line++)
            TLanes.Store(_hour + (line * TLanes.Count), TLanes.Splat(0));
    }

    /// <summary>Notes whether all sites together are below half.</summary>
    private void CompareWithWorking(int hour)
    {
        if (hour % 24 == 0 || _hasShifts)
        {
            var working = TLanes.Splat(0);
            foreach (var site in _sites)
                working = TLanes.Add(working, TLanes.Multiply(TLanes.Load(_weights[site.Slot(LedgerLine.LostWorkerHours)]), TLanes.Splat(site.Shift?[hour % 24] ?? 1)));
            TLanes.Store(_working, TLanes.Multiply(working, TLanes.Splat(0.5f)));
        }

        var below = TLanes.Less(TLanes.Load(_working), TLanes.Load(_hour + ((int)LedgerLine.LostWorkerHours * TLanes.Count)));
        if (!TLanes.Any(below))
            return;
        var first = TLanes.Load(_firstBelow);
        TLanes.Store(_firstBelow, TLanes.Select(below, TLanes.Min(first, TLanes.Splat(hour)), first));
        TLanes.Store(_hoursBelow, TLanes.Add(TLanes.Load(_hoursBelow), TLanes.Select(below, TLanes.Splat(1), TLanes.Splat(0))));
    }
}
