using Compounds.Grains.Agencies;
using Compounds.Grains.Replicas;
using Compounds.Sessions;
using Orleans.Concurrency;

namespace Compounds.Grains.Sessions;

/// <summary>
/// Writes who is signed in. There is one, with the key <c>task-force</c>. Requests read the replica of their own silo, a
/// <c>Replica&lt;SessionBook&gt;</c>, and never wait for this grain.
/// </summary>
[Alias("grain/sessions")]
public interface ISessionsGrain : IGrainWithStringKey
{
    /// <summary>Begins a session.</summary>
    [Alias("start")]
    Task StartAsync(Session session, CancellationToken cancellationToken = default);

    /// <summary>Ends sessions before their time. Those that are over already are left as they are.</summary>
    /// <param name="ids">Which.</param>
    /// <param name="actor">Who ends them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("end")]
    Task EndAsync(IReadOnlyList<string> ids, string actor, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IRegisterGrain.FollowAsync"/>
    [Alias("follow"), AlwaysInterleave]
    Task<long> FollowAsync(long version, IReplicaObserver follower, SiloAddress silo, CancellationToken cancellationToken = default);
}

/// <summary>Finds the list of sessions.</summary>
public static class SessionGrains
{
    /// <summary>The key of the one list.</summary>
    internal static string Key => "task-force";

    /// <summary>The one list of sessions.</summary>
    public static ISessionsGrain GetSessions(this IGrainFactory grains) => grains.GetGrain<ISessionsGrain>(Key);
}
