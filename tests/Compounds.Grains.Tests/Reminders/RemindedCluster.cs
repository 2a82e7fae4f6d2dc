using Compounds.Driving;
using Compounds.Grains.Inbox;
using Compounds.Grains.Narratives;
using Compounds.Grains.Policy;
using Compounds.Grains.Pumps;
using Compounds.Grains.Reminders;
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

namespace Compounds.Grains.Tests.Reminders;

/// <summary>One silo with reminders in the file of its ledger, on a clock that only moves when a test moves it. Nothing sweeps.</summary>
internal sealed class RemindedCluster : IAsyncDisposable
{
    /// <summary>How long anything may take on a loaded machine that takes milliseconds on a quiet one.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_never = TimeSpan.FromDays(1);
    private static readonly Backoff s_backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), static () => 1);

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("compounds-reminders-");
    private InProcessTestCluster? _cluster;
    private SqliteEventLog? _file;
    private long? _tag;

    private RemindedCluster()
    {
    }

    public FakeTimeProvider Clock { get; } = new(GrainCluster.Noon);

    public FaultyLog Log { get; private set; } = null!;

    /// <summary>Says by which failure a call of a grain is lost before it is made; null when it is made.</summary>
    public Func<IOutgoingGrainCallContext, Exception?> OnCall { get; set; } = static _ => null;

    public IGrainFactory Grains => _cluster!.Client;

    public FilingDesk Desk => new(Grains, Clock);

    public static async Task<RemindedCluster> StartAsync()
    {
        var cluster = new RemindedCluster();
        await cluster.BeginAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Ends all grains and begins again on what is in the file, with everything in order.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        OnCall = static _ => null;
        await BeginAsync();
    }

    public Task DeactivateAsync(IAddressable grain) => _cluster!.DeactivateAsync(grain);

    /// <summary>The reminders that a grain has.</summary>
    public IReadOnlyList<Reminder> RemindersOf(IAddressable grain) =>
        [.. _file!.Reminders.Read().Where(row => row.Grain == grain.GetGrainId().ToString())];

    /// <summary>Lets time pass until something holds that follows from it.</summary>
    /// <remarks>It passes no faster than the store writes, so that no write is too late.</remarks>
    public async Task UntilAsync(Func<bool> holds)
    {
        using var tooLate = new CancellationTokenSource(s_patience);
        while (!holds())
        {
            tooLate.Token.ThrowIfCancellationRequested();
            Clock.Advance(s_step);
            _tag = await _file!.States.TryWriteAsync("clock", _tag, ReadOnlyMemory<byte>.Empty);
        }
    }

    private async Task BeginAsync()
    {
        _file = SqliteEventLog.Open(Path.Combine(_folder.FullName, "ledger.db"));
        Log = new FaultyLog(_file);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddSqliteStates(_file.States).UseSqliteReminders(_file.Reminders);
            silo.Configure<SiloMessagingOptions>(static messaging => messaging.ResponseTimeout = s_never);
            silo.Services.AddMetrics().AddSingleton<TimeProvider>(Clock).AddSingleton(new Supervision(Clock, s_backoff)).AddSimulation().AddReplicas()
                .AddSingleton<IEventLog>(Log).AddSingleton<IntakeMeter>().AddSingleton(DeliveryRoom.OfDisk).AddSingleton<IntakePace>()
                .AddSingleton<IForecastSource>(new AskedScenarios()).AddSingleton<INarrativeIndex, InboxNarrativeScan>().AddTexts(_folder.FullName);
            silo.AddOutgoingGrainCallFilter(context => OnCall(context) is { } failure ? Task.FromException(failure) : context.Invoke());
        });
        builder.ConfigureClient(static client =>
            client.Configure<ClientMessagingOptions>(static messaging => messaging.ResponseTimeout = s_never));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private async Task EndAsync()
    {
        await _cluster!.DisposeAsync();
        await _file!.DisposeAsync();
    }
}
