using Compounds.Grains.Callers;
using Compounds.Grains.Networks;
using Compounds.Readers;
using Orleans.Concurrency;

namespace Compounds.Grains.Scenarios;

/// <summary>One scenario of one class of readers. The key is <see cref="ReaderKey"/>, a slash, and the scenario's address.</summary>
[Alias("grain/scenario"), KeyedByReader]
public interface IScenarioGrain : IGrainWithStringKey
{
    /// <summary>Asks. The same question again is the same computation; after a cancellation or a failure it starts anew.</summary>
    /// <returns>Whether it was never asked before.</returns>
    /// <exception cref="TimeoutException">No answer in 30 seconds. Whether it was asked is unknown; asking again is safe.</exception>
    [Alias("ask")]
    Task<bool> AskAsync(ScenarioQuestion question, CancellationToken cancellationToken = default);

    /// <summary>All that is known of it; null when nobody of these readers ever asked it.</summary>
    [Alias("read"), AlwaysInterleave]
    Task<ScenarioView?> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Its entry in a list; null when nobody ever asked it.</summary>
    [Alias("summarise"), AlwaysInterleave]
    Task<ScenarioSummary?> SummariseAsync(CancellationToken cancellationToken = default);

    /// <summary>How far it is, as soon as that differs from what the caller has seen, or after a while without.</summary>
    /// <param name="seen">What the caller has seen; null to be told at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The progress; null when nobody ever asked it.</returns>
    [Alias("follow"), AlwaysInterleave]
    Task<ScenarioProgress?> FollowAsync(ScenarioProgress? seen, CancellationToken cancellationToken = default);

    /// <summary>Stops it. Idempotent; one that has ended stays as it is.</summary>
    /// <returns>False when nobody ever asked it.</returns>
    [Alias("cancel"), AlwaysInterleave]
    Task<bool> CancelAsync(CancellationToken cancellationToken = default);
}

/// <summary>The scenarios of one class of readers. The key is <see cref="ReaderKey"/>.</summary>
[Alias("grain/scenario-shelf"), KeyedByReader]
public interface IScenarioShelfGrain : IGrainWithStringKey
{
    /// <summary>The scenarios that these readers asked, newest first.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<ScenarioSummary>> ListAsync(int limit, CancellationToken cancellationToken = default);
}

/// <summary>Finds scenarios.</summary>
public static class ScenarioGrains
{
    /// <summary>A scenario of a reader's class.</summary>
    public static IScenarioGrain GetScenario(this IGrainFactory grains, Reader reader, string id) => grains.GetGrain<IScenarioGrain>($"{ReaderKey.Of(reader)}/{id}");

    /// <summary>All scenarios of a reader's class.</summary>
    public static IScenarioShelfGrain GetScenarios(this IGrainFactory grains, Reader reader) => grains.GetGrain<IScenarioShelfGrain>(ReaderKey.Of(reader));
}
