using Compounds.Grains.Draining;
using Compounds.Grains.Networks;
using Compounds.Grains.Policy;
using Compounds.Grains.Pumps;
using Compounds.Grains.Queues;
using Compounds.Grains.States;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Compounds.Grains.Scenarios;

/// <summary>Registers what simulation needs on a silo.</summary>
public static class SimulationHosting
{
    /// <summary>
    /// Adds the queue of runs and the threads they compute on, the cache of networks and engines, the supervision of work in the background, how calls end when the silo leaves and the
    /// meter of folds, and hands outcomes to policy actions.
    /// </summary>
    public static IServiceCollection AddSimulation(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new Supervision(provider.GetRequiredService<TimeProvider>(), Supervision.Default));
        services.TryAddSingleton(SimulationLimits.Default);
        services.AddSingleton<SimulationQueue>().AddSingleton<SimulationCores>();
        services.AddSingleton<Departure>().AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<Departure>());
        return services.AddSingleton<FoldMeter>().AddSingleton<NetworkCache>().AddSingleton<IForecastSource, ScenarioForecasts>();
    }
}
