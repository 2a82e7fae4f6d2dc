using Orleans;

namespace Compounds.Simulation;

/// <summary>The samples of one block: plain numbers that can travel between machines. Merged by <see cref="MonteCarlo.Merge"/>.</summary>
/// <remarks>Arrays run sample by sample innermost. They are not to be changed after creation.</remarks>
[Immutable]
public sealed record BlockOutcome
{
    /// <summary>The number of samples in a full block.</summary>
    public const int Size = 256;

    /// <summary>Gets the number of the block, from 0; its first sample is <see cref="Size"/> times that.</summary>
    public required int Index { get; init; }

    /// <summary>Gets the number of samples, less than <see cref="Size"/> in the last block only.</summary>
    public required int Samples { get; init; }

    /// <summary>Gets the address of network and scenario together.</summary>
    public required string ScenarioHash { get; init; }

    /// <summary>Gets the totals, first by <see cref="LedgerLine"/>, then by sample.</summary>
    public required double[] Totals { get; init; }

    /// <summary>Gets the worker-hours there would have been, by sample.</summary>
    public required double[] BaselineWorkerHours { get; init; }

    /// <summary>Gets the ledger entries of nodes, first by slot of the network's layout, then by sample.</summary>
    public required float[] BySlot { get; init; }

    /// <summary>Gets the lines present, then the hour, then the sample.</summary>
    public required float[] ByHour { get; init; }

    /// <summary>Gets the first hour below half of its capacity, by site and lastly all sites together, then by sample; the horizon when there was none.</summary>
    public required short[] FirstBelowHalf { get; init; }

    /// <summary>Gets the hours below half of capacity, in the order of <see cref="FirstBelowHalf"/>.</summary>
    public required short[] HoursBelowHalf { get; init; }

    /// <summary>Gets the people who set out for each site, then by sample; empty when nobody may move.</summary>
    public required float[] MovedTo { get; init; }
}
