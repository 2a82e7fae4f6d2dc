using Compounds.Grains.Networks;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Grains.Scenarios;

/// <summary>Registers what simulation needs on a silo.</summary>
public static class SimulationHosting
{
    /// <summary>Adds the cache of networks and engines.</summary>
    public static IServiceCollection AddSimulation(this IServiceCollection services) => services.AddSingleton<NetworkCache>();
}
