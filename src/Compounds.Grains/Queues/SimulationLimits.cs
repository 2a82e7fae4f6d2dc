namespace Compounds.Grains.Queues;

/// <summary>How much is simulated at once in one process, and how much may wait for it.</summary>
public sealed record SimulationLimits
{
    /// <summary>What a server has that names no others.</summary>
    public static SimulationLimits Default { get; } = new();

    /// <summary>The samples times hours under way at once; 14,400,000 by default: two of the largest scenarios.</summary>
    public long SampleHoursAtOnce { get; init; } = 14_400_000;

    /// <summary>The bytes that runs under way hold at most; 800 MB by default. One that needs more runs alone.</summary>
    public long BytesHeld { get; init; } = 800_000_000;

    /// <summary>The runs that one key or member may have waiting; 20 by default.</summary>
    public int WaitingOfCaller { get; init; } = 20;

    /// <summary>The runs that one agency may have waiting; 60 by default.</summary>
    public int WaitingOfAgency { get; init; } = 60;
}
