using System.Collections.Concurrent;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Grains.Agencies;
using Compounds.Grains.Inbox;
using Compounds.Grains.Narratives;
using Compounds.Grains.Policy;
using Compounds.Grains.Pulses;
using Compounds.Grains.Pumps;
using Compounds.Grains.Replicas;
using Compounds.Grains.Scenarios;
using Compounds.Grains.States;
using Compounds.Grains.Tests.Faults;
using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Compounds.Grains.Tests.Replicas;

/// <summary>Three silos on one ledger, whose clock stands still until a test moves it: what a silo learns meanwhile, it was told.</summary>
public sealed class SilosWithReplicas : IAsyncLifetime
{
    /// <summary>After a failure nobody waits for the clock that stands still.</summary>
    private static readonly Backoff s_backoff = new(TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(20), static () => 1);

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("compounds-replicas-");
    private readonly ConcurrentDictionary<(SiloAddress Silo, long Version), TaskCompletionSource> _heard = new();
    private SqliteEventLog? _log;

    internal InProcessTestCluster Cluster { get; private set; } = null!;

    internal FakeTimeProvider Clock { get; } = new(GrainCluster.Noon);

    /// <summary>Whether what the register tells replicas is lost on the way.</summary>
    internal bool IsWordLost { get; set; }

    internal IRegisterGrain Register => Cluster.Client.GetRegister();

    public async Task InitializeAsync()
    {
        _log = SqliteEventLog.Open(Path.Combine(_folder.FullName, "ledger.db"));
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<SiloMessagingOptions>(static messaging => messaging.ResponseTimeout = FaultCluster.Patience);
            silo.AddSqliteStates(_log.States);
            silo.Services.AddMetrics().AddSingleton(new Supervision(TimeProvider.System, s_backoff)).AddSimulation().AddReplicas().AddSingleton<IEventLog>(_log).AddSingleton<TimeProvider>(Clock).AddSingleton<IntakeMeter>().AddSingleton(DeliveryRoom.OfDisk).AddSingleton<IntakePace>()
                .AddSingleton<IForecastSource>(new AskedScenarios()).AddSingleton<INarrativeIndex, InboxNarrativeScan>().AddTexts(_folder.FullName);
            silo.AddPulses();
            silo.AddRegistrars();
            silo.Services.AddSingleton<IOutgoingGrainCallFilter>(services => new Ear(this, services.GetRequiredService<ILocalSiloDetails>()));
        });
        Cluster = builder.Build();
        await Cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await _log!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    internal Replica<Register> ReplicaOf(SiloAddress silo) => Cluster.GetSiloServiceProvider(silo).GetRequiredService<Replica<Register>>();

    /// <summary>The silo on which the register lives.</summary>
    internal SiloAddress HostOfTheRegister() =>
        Cluster.TryGetGrainContext(Register.GetGrainId(), out var context) ? context.Address.SiloAddress! : throw new InvalidOperationException("The register is nowhere.");

    /// <summary>Ends once the replica of a silo holds a version: it then asks for what comes after.</summary>
    internal Task HeardAsync(SiloAddress silo, long version) => WordOf(silo, version).Task.WaitAsync(FaultCluster.Patience);

    private TaskCompletionSource WordOf(SiloAddress silo, long version) =>
        _heard.GetOrAdd((silo, version), static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class Ear(SilosWithReplicas silos, ILocalSiloDetails silo) : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context)
        {
            if (context.MethodName != nameof(IRegisterGrain.FollowAsync) || context.TargetId != silos.Register.GetGrainId())
                return context.Invoke();
            silos.WordOf(silo.SiloAddress, (long)context.Request.GetArgument(0)!).TrySetResult();
            return silos.IsWordLost ? new TaskCompletionSource().Task : context.Invoke();
        }
    }
}
