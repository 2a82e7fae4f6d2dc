namespace Compounds.Simulation;

/// <summary>The results of a block while it is simulated.</summary>
internal sealed class BlockBuffer(Network network, Scenario scenario, int samples)
{
    private readonly int _horizon = scenario.Horizon;

    public int Samples { get; } = samples;

    /// <summary>Gets the totals, first by line, then by sample.</summary>
    public double[] Totals { get; } = new double[LedgerLayout.LineCount * samples];

    /// <summary>Gets the worker-hours there would have been in each sample.</summary>
    public double[] Baseline { get; } = new double[samples];

    /// <summary>Gets the ledger slots, first by slot, then by sample.</summary>
    public float[] BySlot { get; } = new float[network.Layout.Count * samples];

    /// <summary>Gets the lines present, first by line, then by hour, then by sample.</summary>
    public float[] ByHour { get; } = new float[network.Layout.Present.Length * scenario.Horizon * samples];

    /// <summary>Gets the first hour below half the capacity of each site and lastly of all, first by site, then by sample; the horizon when there was none.</summary>
    public short[] FirstBelowHalf { get; } = new short[(network.Layout.Compounds.Length + 1) * samples];

    /// <summary>Gets the hours below half the capacity of each site and lastly of all, first by site, then by sample.</summary>
    public short[] HoursBelowHalf { get; } = new short[(network.Layout.Compounds.Length + 1) * samples];

    /// <summary>Gets the people who set out for each site, first by site, then by sample; empty when nobody may move.</summary>
    public float[] MovedTo { get; } = new float[scenario.Displacement is null ? 0 : network.Layout.Compounds.Length * samples];

    public Span<float> Hour(int presentLine, int hour) => ByHour.AsSpan(((presentLine * _horizon) + hour) * Samples, Samples);

    public BlockOutcome ToOutcome(int index, string scenarioHash) => new()
    {
        Index = index,
        Samples = Samples,
        ScenarioHash = scenarioHash,
        Totals = Totals,
        BaselineWorkerHours = Baseline,
        BySlot = BySlot,
        ByHour = ByHour,
        FirstBelowHalf = FirstBelowHalf,
        HoursBelowHalf = HoursBelowHalf,
        MovedTo = MovedTo,
    };
}
