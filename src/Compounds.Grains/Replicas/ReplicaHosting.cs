using Compounds.Grains.Agencies;
using Compounds.Grains.Policy;
using Compounds.Grains.Pumps;
using Compounds.Grains.Sessions;
using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Replicas;

/// <summary>Registers the replicas of a silo.</summary>
public static class ReplicaHosting
{
    /// <summary>Adds the register, the sessions and the list of policy actions as replicas, each followed from the start of the process to its end.</summary>
    public static IServiceCollection AddReplicas(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new Supervision(provider.GetRequiredService<TimeProvider>(), Supervision.Default));
        services.AddReplica("register", RegisterGrain.StreamOf(Registers.Key), RegisterGrain.Folding, static grains => grains.GetRegister().FollowAsync);
        services.AddReplica(
            "sessions", SessionsGrain.StreamOf(SessionGrains.Key), SessionsGrain.Folding, static grains => grains.GetSessions().FollowAsync);
        services.AddReplica("policy-list", PolicyDirectoryGrain.StreamOf(PolicyActions.DirectoryKey), PolicyDirectoryGrain.Folding, static grains => grains.GetPolicyDirectory().FollowAsync);
        return services.AddSingleton<ReplicaMeter>();
    }

    private static void AddReplica<TState, TFact>(
        this IServiceCollection services, string name, string stream, Folding<TState, TFact> folding, FollowOf follow)
        where TState : class
    {
        services.AddSingleton(provider => new Replica<TState>(name, stream, folding.Start(), folding.Replay, provider.GetRequiredService<IEventLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => new ReplicaFollower<TState>(
            provider.GetRequiredService<Replica<TState>>(), provider.GetRequiredService<IGrainFactory>(), follow, provider.GetRequiredService<ILocalSiloDetails>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Supervision>(), provider.GetRequiredService<ReplicaMeter>(), provider.GetRequiredService<ILogger<ReplicaFollower<TState>>>()));
    }
}
