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
    /// <param name="order">What to simulate.</param>
    /// <param name="groups">Groups of nodes by their names, whose share is wanted too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">No answer in five minutes.</exception>
    [Alias("evaluate"), ResponseTimeout("00:05:00")]
    Task<SetOutcome> EvaluateAsync(WorkOrder order, ImmutableArray<ImmutableArray<string>> groups, CancellationToken cancellationToken = default);

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

/// <summary>What a set of cuts does.</summary>
/// <param name="Total">To all nodes together.</param>
/// <param name="ByGroup">To each group of nodes that was asked for, in their order.</param>
[GenerateSerializer, Immutable, Alias("value/set-outcome")]
public sealed record SetOutcome([Id(0)] CutOutcome Total, [Id(1)] ImmutableArray<CutOutcome> ByGroup);
