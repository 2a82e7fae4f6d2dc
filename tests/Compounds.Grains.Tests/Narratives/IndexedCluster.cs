using System.Collections.Concurrent;
using Compounds.Agencies;
using Compounds.Grains.Narratives;
using Compounds.Grains.Replicas;
using Compounds.Grains.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Tests.Narratives;

/// <summary>One silo with the index of the embedded profile beside its ledger.</summary>
public sealed class IndexedCluster : GrainCluster
{
    private INarrativeIndex? _index;

    /// <summary>The index of the running silo.</summary>
    internal SqliteNarrativeIndex Index => (SqliteNarrativeIndex)_index!;

    /// <summary>The file of the index.</summary>
    internal string File => Path.Combine(Folder, "ledger.narratives.db");

    /// <summary>What the index complained of.</summary>
    internal ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>Whether the next start has the index; without it reports are filed that it does not hear of.</summary>
    internal bool IsIndexed { get; set; } = true;

    protected override short Silos => 1;

    protected override void AddNarratives(IServiceCollection services)
    {
        if (!IsIndexed)
        {
            base.AddNarratives(services);
            return;
        }

        services.AddSingleton<INarrativeIndex>(silo => _index = new SqliteNarrativeIndex(File, Log, silo.GetRequiredService<TextVault>(), silo.GetRequiredService<IGrainFactory>(), silo.GetRequiredService<Replica<Register>>(), silo.GetRequiredService<TimeProvider>(), new Listener(Failures)));
        services.AddSingleton(static silo => (IHostedService)silo.GetRequiredService<INarrativeIndex>());
    }

    private sealed class Listener(ConcurrentQueue<string> failures) : ILogger<SqliteNarrativeIndex>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            failures.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
