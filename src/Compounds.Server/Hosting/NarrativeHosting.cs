using Compounds.Agencies;
using Compounds.Grains.Narratives;
using Compounds.Grains.Replicas;
using Compounds.Grains.Texts;
using Compounds.Ledger;

namespace Compounds.Server.Hosting;

/// <summary>Chooses how narratives are searched: an index beside a ledger in a file, a scan of the inboxes where several silos share a store.</summary>
internal static class NarrativeHosting
{
    public static void AddNarratives(this WebApplicationBuilder builder)
    {
        var options = LedgerOptions.Of(builder.Configuration);
        if (options.IsShared)
        {
            builder.Services.AddSingleton<INarrativeIndex, InboxNarrativeScan>();
            return;
        }

        builder.Services.AddSingleton(services => new SqliteNarrativeIndex(
            Path.ChangeExtension(Path.GetFullPath(options.Path), ".narratives.db"), services.GetRequiredService<IEventLog>(), services.GetRequiredService<TextVault>(), services.GetRequiredService<IGrainFactory>(),
            services.GetRequiredService<Replica<Register>>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SqliteNarrativeIndex>>()));
        builder.Services.AddSingleton<INarrativeIndex>(static services => services.GetRequiredService<SqliteNarrativeIndex>());
        builder.Services.AddHostedService(static services => services.GetRequiredService<SqliteNarrativeIndex>());
    }
}
