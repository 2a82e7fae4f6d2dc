using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime.Services;
using Orleans.Services;

namespace Compounds.Grains.Pulses;

/// <summary>Says that a silo runs. Each silo has one, so that a silo can be asked by its address and not through a grain that may live anywhere.</summary>
[Alias("grain/pulse")]
internal interface IPulseService : IGrainService
{
    /// <summary>Answers at once.</summary>
    [Alias("beat"), AlwaysInterleave]
    Task BeatAsync(CancellationToken cancellationToken = default);
}

/// <summary>Answers for this silo.</summary>
internal sealed class PulseService(GrainId id, Silo silo, ILoggerFactory loggers) : GrainService(id, silo, loggers), IPulseService
{
    public Task BeatAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Asks other silos whether they run.</summary>
internal sealed class PulseClient(IServiceProvider services) : GrainServiceClient<IPulseService>(services)
{
    public Task BeatAsync(SiloAddress silo) => GetGrainService(silo).BeatAsync(CancellationToken.None);
}
