using Compounds.Server.Problems;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>
/// Leaves in an order that costs nobody an answer: not ready and no new reports at once; then notice for a load balancer, while questions are
/// answered; then what runs is brought to an end, grains are handed over, and the silo leaves. All within <see cref="Deadlines.Drain"/>.
/// </summary>
internal sealed class Drain : IHostedLifecycleService
{
    private readonly TimeProvider _clock;
    private readonly TimeSpan _notice;
    private long _begunAt;

    public Drain(IOptions<DrainOptions> options, IConfiguration configuration, IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        _clock = clock;
        _notice = options.Value.Notice ?? (LedgerOptions.Of(configuration).IsShared ? DrainOptions.InCluster : TimeSpan.Zero);
        Stopping = lifetime.ApplicationStopping;
        Stopping.Register(() => _begunAt = clock.GetTimestamp());
    }

    /// <summary>Cancelled once this server was told to stop.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>What a sender is told whose reports come too late.</summary>
    public static Problem Leaving { get; } = new(503, "leaving", "This server is about to stop.", "Send it again in a moment, to the same address; sending it twice is safe.");

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_notice - _clock.GetElapsedTime(_begunAt) is { Ticks: > 0 } left)
            await Task.Delay(left, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
