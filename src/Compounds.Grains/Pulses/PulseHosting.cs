using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Grains.Pulses;

/// <summary>Registers the pulses of a silo.</summary>
public static class PulseHosting
{
    /// <summary>The first fact of the register: what is read does not matter.</summary>
    private const string Sample = "register/task-force";

    /// <summary>Lets this silo answer others, and know which of them, or whether the store, fell silent.</summary>
    public static ISiloBuilder AddPulses(this ISiloBuilder silo)
    {
        silo.AddGrainService<PulseService>();
        silo.Services.AddSingleton<PulseClient>().AddSingleton(static services =>
        {
            var (log, silos, client) = (services.GetRequiredService<IEventLog>(), services.GetRequiredService<ISiloStatusOracle>(), services.GetRequiredService<PulseClient>());
            return new PulseWatch(services.GetRequiredService<TimeProvider>(), () => Parts(log, silos, client));
        });
        return silo;
    }

    private static Dictionary<string, Func<Task>> Parts(IEventLog log, ISiloStatusOracle silos, PulseClient client)
    {
        var parts = new Dictionary<string, Func<Task>>(StringComparer.Ordinal) { [PulseWatch.Store] = () => ReadAsync(log) };
        foreach (var silo in silos.GetApproximateSiloStatuses(onlyActive: true).Keys)
        {
            if (!silo.Equals(silos.SiloAddress))
                parts[silo.ToString()] = () => client.BeatAsync(silo);
        }

        return parts;
    }

    private static async Task ReadAsync(IEventLog log)
    {
        await foreach (var _ in log.ReadAsync(Sample, 1, 1, CancellationToken.None))
            return;
    }
}
