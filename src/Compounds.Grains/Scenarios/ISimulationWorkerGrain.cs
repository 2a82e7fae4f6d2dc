using System.Collections.Immutable;
using Compounds.Simulation;
using Compounds.Simulation.Choice;

namespace Compounds.Grains.Scenarios;

/// <summary>
/// Simulates blocks of samples, one at a time. The key is a number; several numbers are several workers, wherever in the cluster. Not a stateless worker of
/// Orleans: those stay on the silo of their caller, and a scenario would never use a second machine.
/// </summary>
[Alias("grain/simulation-worker")]
public interface ISimulationWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Simulates a block. A pure function of its arguments: safe to repeat, anywhere.</summary>
    /// <exception cref="TimeoutException">No answer in five minutes.</exception>
    [Alias("simulate"), ResponseTimeout("00:05:00")]
    Task<BlockOutcome> SimulateAsync(WorkOrder order, int block, CancellationToken cancellationToken = default);

    /// <summary>Simulates all samples of a set of cuts and sums them up.</summary>
    /// <exception cref="TimeoutException">No answer in five minutes.</exception>
    [Alias("evaluate"), ResponseTimeout("00:05:00")]
    Task<CutOutcome> EvaluateAsync(WorkOrder order, CancellationToken cancellationToken = default);

    /// <summary>Finds what moves the lost worker-hours most, by parameter name, one at a time and with common random numbers.</summary>
    /// <exception cref="TimeoutException">No answer in five minutes.</exception>
    [Alias("find-influences"), ResponseTimeout("00:05:00")]
    Task<ImmutableArray<Influence>> FindInfluencesAsync(WorkOrder order, CancellationToken cancellationToken = default);
}

/// <summary>What to simulate.</summary>
/// <param name="Readers">The class of readers whose network it is.</param>
/// <param name="NetworkHash">The network.</param>
/// <param name="Scenario">The scenario.</param>
[GenerateSerializer, Immutable, Alias("value/work-order")]
public sealed record WorkOrder([Id(0)] string Readers, [Id(1)] string NetworkHash, [Id(2)] Scenario Scenario);
