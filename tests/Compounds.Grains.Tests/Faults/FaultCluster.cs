using System.Diagnostics.Metrics;
using Compounds.Assessments;
using Compounds.Driving;
using Compounds.Grains.Catalog;
using Compounds.Grains.Inbox;
using Compounds.Grains.Narratives;
using Compounds.Grains.Policy;
using Compounds.Grains.Pumps;
using Compounds.Grains.Replicas;
using Compounds.Grains.Scenarios;
using Compounds.Grains.States;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Compounds.Grains.Tests.Faults;

/// <summary>One silo on a ledger that fails when told to, with calls that are lost when told to. It waits after failures for milliseconds.</summary>
public sealed class FaultCluster : IAsyncLifetime
{
    /// <summary>How long anything may take on a loaded machine that takes milliseconds on a quiet one.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly Backoff s_backoff = new(TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(20), static () => 1);

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("compounds-faults-");
    private InProcessTestCluster? _cluster;
    private SqliteEventLog? _file;
    private FaultyLog? _log;

    internal FaultyLog Log => _log!;

    /// <summary>Says by which failure a call of a grain is lost before it is made; null when it is made.</summary>
    internal Func<IOutgoingGrainCallContext, Exception?> OnCall { get; set; } = static _ => null;

    internal IGrainFactory Grains => _cluster!.Client;

    internal FilingDesk Desk => new(Grains, TimeProvider.System);

    internal IntakeMeter Meter => _cluster!.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress).GetRequiredService<IntakeMeter>();

    internal IMeterFactory Meters => _cluster!.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress).GetRequiredService<IMeterFactory>();

    public async Task InitializeAsync()
    {
        _file = SqliteEventLog.Open(Path.Combine(_folder.FullName, "ledger.db"));
        _log = new FaultyLog(_file);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddSqliteStates(_file.States);
            silo.Services.AddMetrics().AddSingleton(new Supervision(TimeProvider.System, s_backoff)).AddSimulation().AddReplicas().AddSingleton<IEventLog>(_log)
                .AddSingleton<TimeProvider>(TimeProvider.System).AddSingleton<IntakeMeter>().AddSingleton(DeliveryRoom.OfDisk).AddSingleton<IntakePace>().AddSingleton<IForecastSource>(new AskedScenarios())
                .AddSingleton<INarrativeIndex, InboxNarrativeScan>().AddTexts(_folder.FullName);
            silo.AddOutgoingGrainCallFilter(context => OnCall(context) is { } failure ? Task.FromException(failure) : context.Invoke());
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Ends all grains and begins again on what is in the file.</summary>
    internal async Task RestartAsync()
    {
        await StopAsync();
        OnCall = static _ => null;
        await InitializeAsync();
    }

    internal Task DeactivateAsync(IAddressable grain) => _cluster!.DeactivateAsync(grain);

    internal bool IsActive(IAddressable grain) => _cluster!.TryGetGrainContext(grain.GetGrainId(), out _);

    internal ISubjectGrain Subject(string id) => Grains.GetSubject(SubjectId.Parse(id));

    internal IInboxGrain Inbox(string agency, string report) => Grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(new ReportKey(agency, report)));

    internal async Task<IReadOnlyList<string>> ListAsync(Reader reader) => [.. (await CardsAsync(reader)).Select(static card => card.Id.Value).Order(StringComparer.Ordinal)];

    /// <summary>The cards of all lists.</summary>
    internal async Task<IReadOnlyList<Card>> CardsAsync(Reader reader) =>
        [.. (await Task.WhenAll(CatalogShard.Keys.Select(shard => Grains.GetGrain<ICatalogGrain>(shard).QueryAsync(reader, CatalogQuery.All)))).SelectMany(static cards => cards)];

    private async Task StopAsync()
    {
        _log!.Heal();
        await _cluster!.DisposeAsync();
        await _file!.DisposeAsync();
    }
}
