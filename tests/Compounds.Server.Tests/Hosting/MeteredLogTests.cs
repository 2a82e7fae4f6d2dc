using System.Diagnostics.Metrics;
using System.Threading.Tasks.Sources;
using Compounds.Grains.Inbox;
using Compounds.Ledger;
using Compounds.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Compounds.Server.Tests.Hosting;

/// <summary>Measuring an append tells how it ended and how long it took, and allocates nothing.</summary>
public sealed class MeteredLogTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _clock = new();
    private readonly PendingLog _pending = new();
    private readonly MeteredLog _log;

    public MeteredLogTests() => _log = new MeteredLog(_pending, _clock, Meters);

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public void Dispose()
    {
        _log.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task An_append_is_timed_by_how_it_ended()
    {
        using var appends = new MetricCollector<double>(Meters, IntakeMeter.Name, "compounds.ledger.append.duration");
        Assert.True(await AppendAsync(static pending => pending.End(true)));
        Assert.False(await AppendAsync(static pending => pending.End(false)));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() =>
            AppendAsync(static pending => pending.Fail(new LedgerUnavailableException("away"))));

        Assert.Equal([("written", 0.2), ("rival", 0.2), ("failed", 0.2)], appends.GetMeasurementSnapshot()
            .Select(static append => ((string)append.Tags["outcome"]!, append.Value)));
    }

    [Fact]
    public void An_append_that_has_to_wait_allocates_nothing_more_for_being_measured()
    {
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listening) =>
            listening.EnableMeasurementEvents(instrument) };
        var measured = 0;
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => measured++);
        listener.Start();
        Append(1_000); // Until all that is kept has been made.
        measured = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Append(1_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(measured >= 1_000);
    }

    private void Append(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var append = _log.TryAppendAsync("inbox/pea/1", 0, [], CancellationToken.None);
            _pending.End(true);
            Assert.True(append.IsCompletedSuccessfully && append.Result);
        }
    }

    private async Task<bool> AppendAsync(Action<PendingLog> end)
    {
        var append = _log.TryAppendAsync("inbox/pea/1", 0, [], CancellationToken.None);
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        end(_pending);
        return await append;
    }

    /// <summary>A ledger whose one append ends when the test says so.</summary>
    private sealed class PendingLog : IEventLog, IValueTaskSource<bool>
    {
        private ManualResetValueTaskSourceCore<bool> _append;

        public ValueTask<bool> TryAppendAsync(string stream, long expectedVersion, IReadOnlyList<NewFact> facts,
            CancellationToken cancellationToken)
        {
            _append.Reset();
            return new ValueTask<bool>(this, _append.Version);
        }

        public void End(bool isWritten) => _append.SetResult(isWritten);

        public void Fail(Exception failure) => _append.SetException(failure);

        public IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<Fact>();

        public IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<StreamHead>();

        bool IValueTaskSource<bool>.GetResult(short token) => _append.GetResult(token);

        ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _append.GetStatus(token);

        void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token,
            ValueTaskSourceOnCompletedFlags flags) =>
            _append.OnCompleted(continuation, state, token, flags);
    }
}
