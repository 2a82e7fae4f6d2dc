using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Grains.Inbox;
using Compounds.Grains.Narratives;
using Compounds.Grains.Policy;
using Compounds.Grains.Replicas;
using Compounds.Grains.Scenarios;
using Compounds.Grains.States;
using Compounds.Grains.Texts;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Compounds.Grains.Tests;

/// <summary>Two silos on one ledger file and one clock that only moves when a test moves it.</summary>
public class GrainCluster : IAsyncLifetime
{
    public static readonly DateTimeOffset Noon = new(2025, 6, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan s_patience = TimeSpan.FromDays(1);

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("compounds-grains-");
    private InProcessTestCluster? _cluster;
    private SqliteEventLog? _log;

    internal FakeTimeProvider Clock { get; } = new(Noon);

    internal IEventLog Log => _log!;

    /// <summary>The states that are kept beside the facts.</summary>
    internal SqliteStates States => _log!.States;

    internal AskedScenarios Asked { get; } = new();

    internal IGrainFactory Grains => _cluster!.Client;

    /// <summary>The folder of the ledger.</summary>
    protected string Folder => _folder.FullName;

    /// <summary>How many silos there are.</summary>
    protected virtual short Silos => 2;

    /// <summary>The register as one of the silos has it.</summary>
    internal Replica<Register> Register => _cluster!.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress).GetRequiredService<Replica<Register>>();

    internal FilingDesk Desk => new(Grains, Clock, Texts);

    /// <summary>The vault of one of the silos, which have the same keys.</summary>
    internal TextVault Texts => _cluster!.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress).GetRequiredService<TextVault>();

    public async Task InitializeAsync()
    {
        _log = SqliteEventLog.Open(Path.Combine(_folder.FullName, "ledger.db"));
        var builder = new InProcessTestClusterBuilder(Silos);
        // Requests are timed by the same clock, which tests move by minutes in no time.
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<SiloMessagingOptions>(static messaging => messaging.ResponseTimeout = s_patience);
            silo.AddSqliteStates(_log.States);
            silo.Services.AddMetrics().AddSimulation().AddReplicas().AddSingleton(Watched(Log)).AddSingleton<TimeProvider>(Clock).AddSingleton<IntakeMeter>().AddSingleton(DeliveryRoom.OfDisk).AddSingleton<IntakePace>()
                .AddSingleton<IForecastSource>(Asked).AddTexts(Folder);
            silo.AddRegistrars();
            AddNarratives(silo.Services);
        });
        builder.ConfigureClient(static client => client.Configure<ClientMessagingOptions>(static messaging => messaging.ResponseTimeout = s_patience));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Stops all silos, closes the file, and begins again on what is in it.</summary>
    internal async Task RestartAsync(Action? meanwhile = null)
    {
        await StopAsync();
        meanwhile?.Invoke();
        await InitializeAsync();
    }

    internal ISubjectGrain Subject(string id) => Grains.GetSubject(SubjectId.Parse(id));

    /// <summary>Ends the activation of a grain, so that the next call finds it as the ledger has it.</summary>
    internal Task DeactivateAsync(IAddressable grain) => _cluster!.DeactivateAsync(grain);

    internal bool IsActive(IAddressable grain) => _cluster!.TryGetGrainContext(grain.GetGrainId(), out _);

    /// <summary>The ledger as the silos have it.</summary>
    protected virtual IEventLog Watched(IEventLog log) => log;

    /// <summary>Chooses how narratives are searched.</summary>
    protected virtual void AddNarratives(IServiceCollection services) => services.AddSingleton<INarrativeIndex, InboxNarrativeScan>();

    private async Task StopAsync()
    {
        await _cluster!.DisposeAsync();
        await _log!.DisposeAsync();
    }
}

/// <summary>Tests that share one cluster; each speaks of subjects and reports of its own.</summary>
[CollectionDefinition(nameof(SharedCluster))]
public sealed class SharedCluster : ICollectionFixture<GrainCluster>;
