namespace Compounds.Simulation;

/// <summary>
/// The fast simulator: the steps of <see cref="ReferenceEngine"/> on several samples side by side. A kind is allocated
/// again only when something it depends on has changed, which gives the same numbers with less work.
/// </summary>
internal sealed unsafe class LaneEngine<TLanes, TValue, TMask>
    where TLanes : ILanes<TValue, TMask>
    where TValue : unmanaged
    where TMask : unmanaged
{
    private readonly LanePlan _plan;
    private readonly LaneWorld _world;
    private readonly LaneLedger<TLanes, TValue, TMask> _ledger;
    private readonly LaneDispatch<TLanes, TValue, TMask> _dispatch;
    private readonly LaneShares<TLanes, TValue, TMask> _shares;
    private readonly LaneSurvival<TLanes, TValue, TMask> _survival;
    private readonly LaneClocks<TLanes, TValue, TMask> _clocks;
    private readonly LaneMovement? _movement;
    private readonly bool[] _stale;

    public LaneEngine(LanePlan plan)
    {
        _plan = plan;
        _world = new LaneWorld(plan, TLanes.Count);
        _ledger = new(plan, _world);
        _dispatch = new(plan, _world, _ledger);
        _shares = new(plan, _world, _ledger);
        _stale = new bool[plan.Kinds.Length];
        _survival = new(plan, _world, _dispatch, _shares, _stale);
        _clocks = new(plan, _world, _stale);
        _movement = plan.Scenario.Displacement is null ? null : new LaneMovement(plan, _world, TLanes.Count);
    }

    /// <summary>Gets the state; for tests.</summary>
    internal LaneWorld World => _world;

    /// <summary>Simulates samples side by side.</summary>
    /// <param name="worlds">The samples, at most one for each lane.</param>
    /// <param name="buffer">Where the results go.</param>
    /// <param name="first">The place of the first sample in the buffer.</param>
    /// <param name="cancellation">Stops the run at the end of a day.</param>
    /// <exception cref="OperationCanceledException">The run was stopped; the buffer is incomplete.</exception>
    public void Simulate(ReadOnlySpan<Realisation> worlds, BlockBuffer buffer, int first, CancellationToken cancellation)
    {
        _world.Begin(worlds);
        _ledger.Begin();
        _shares.Begin();
        _movement?.Begin();
        Array.Fill(_stale, true);
        var horizon = _plan.Scenario.Horizon;
        for (var hour = 0; hour < horizon; hour++)
        {
            Step(hour);
            _movement?.BookTransit(_ledger.Add);
            _ledger.EndHour(hour, buffer, first, worlds.Length);
            if (hour % 24 != 23 && hour != horizon - 1)
                continue;
            _ledger.EndDay(hour - (hour % 24), (hour % 24) + 1);
            if (hour % 24 == 23)
                _movement?.EndOfDay(hour);
            cancellation.ThrowIfCancellationRequested();
        }

        _shares.Finish(horizon);
        _ledger.Finish(buffer, first, worlds.Length);
        FinishSites(buffer, first, worlds.Length);
    }

    private void Step(int hour)
    {
        if (hour == 0 || _plan.Timeline.ChangeHours.Contains(hour))
            SetCapacities(hour);
        _clocks.Arm();
        _stale[(int)Kind.Power] |= _dispatch.Ask(hour % 24);
        _stale[(int)Kind.Fuel] |= _dispatch.FuelMoved;
        _survival.Settle(hour);
        _clocks.Advance();
        _dispatch.Run(hour);
        _survival.Advance();
    }

    private void SetCapacities(int hour)
    {
        var targets = _plan.Timeline.AllTargets;
        for (var i = 0; i < targets.Length; i++)
        {
            var (kind, isEdge, index) = targets[i];
            var row = isEdge ? index * TLanes.Count : _plan.Row(index);
            var full = isEdge ? _world.FullEdgeCapacity : _world.FullNodeCapacity[(int)kind];
            var capacity = isEdge ? _world.EdgeCapacity : _world.OpenNodeCapacity[(int)kind];
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                // Nothing of an unlimited capacity is nothing, not NaN.
                var kept = _plan.Timeline.Multiplier(i, hour, _world.Depths[lane]);
                capacity[row + lane] = kept <= 0 ? 0 : kept >= 1 ? full[row + lane] : full[row + lane] * (float)kept;
            }

            if (!isEdge)
                _survival.Gate((int)kind, row);
            _stale[(int)kind] = true;
        }
    }

    private void FinishSites(BlockBuffer buffer, int first, int count)
    {
        var sites = _plan.Network.Layout.Compounds;
        for (var s = 0; s < sites.Length; s++)
        {
            for (var lane = 0; lane < count; lane++)
            {
                var row = _plan.Row(sites[s]) + lane;
                buffer.FirstBelowHalf[(s * buffer.Samples) + first + lane] = (short)_world.FirstBelow[row];
                buffer.HoursBelowHalf[(s * buffer.Samples) + first + lane] = (short)_world.HoursBelow[row];
            }
        }

        _movement?.Finish(buffer, first, count);
    }
}
