using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Grains.Shards;

/// <summary>Makes one ledger of what the silos of a cluster write.</summary>
public static class ShardHosting
{
    /// <summary>Lets each grain live where the log of its stream is written.</summary>
    public static ISiloBuilder PlaceGrainsAtTheirLog(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ShardPlaces>().AddSingleton<PlacementStrategy, LogPlacement>();
        return silo.AddPlacementDirector<LogPlacement, LogPlacementDirector>();
    }

    /// <summary>The ledger in append blobs as a silo uses it.</summary>
    /// <param name="services">The services of the silo, with <see cref="AzureBlobLog"/> among them.</param>
    public static SharedBlobLog GetSharedLog(this IServiceProvider services) => new(
        services.GetRequiredService<AzureBlobLog>(), new GrainWriters(services.GetRequiredService<IGrainFactory>()), services.GetRequiredService<TimeProvider>());
}
