namespace Compounds.Simulation;

/// <summary>What one sample came to, in double precision.</summary>
internal sealed class ReferenceRun
{
    public ReferenceRun(Network network, int horizon)
    {
        ByNode = [.. Enumerable.Range(0, LedgerLayout.LineCount).Select(_ => new double[network.NodeCount])];
        ByHour = [.. Enumerable.Range(0, LedgerLayout.LineCount).Select(_ => new double[horizon])];
        FirstBelowHalf = [.. Enumerable.Repeat(horizon, network.NodeCount)];
        HoursBelowHalf = new int[network.NodeCount];
        Working = new double[horizon];
        FinalFuel = new double[network.NodeCount];
        FinalBattery = new double[network.NodeCount];
        FinalUp = new bool[network.NodeCount];
    }

    /// <summary>Gets the ledger, first by line, then by node.</summary>
    public double[][] ByNode { get; }

    /// <summary>Gets the ledger, first by line, then by hour.</summary>
    public double[][] ByHour { get; }

    /// <summary>Gets the first hour in which each site was below half its capacity; the horizon when there was none.</summary>
    public int[] FirstBelowHalf { get; }

    public int[] HoursBelowHalf { get; }

    /// <summary>Gets the worker-hours there would have been, by hour.</summary>
    public double[] Working { get; }

    public double BaselineWorkerHours => Working.Sum();

    /// <summary>Gets the hours in which all sites together were below half.</summary>
    public int[] AllBelowHalf => [.. Enumerable.Range(0, Working.Length).Where(h => ByHour[(int)LedgerLine.LostWorkerHours][h] > 0.5 * Working[h])];

    public double[] FinalFuel { get; }

    public double[] FinalBattery { get; }

    public bool[] FinalUp { get; }

    /// <summary>Gets or sets who moved where; nothing when nobody may move.</summary>
    public Displacement? Displacement { get; set; }

    public double Total(LedgerLine line) => ByNode[(int)line].Sum();

    public void Add(LedgerLine line, int node, int hour, double amount)
    {
        ByNode[(int)line][node] += amount;
        ByHour[(int)line][hour] += amount;
    }
}
