using Compounds.Audit;
using Compounds.Grains.Audit;
using Compounds.Grains.Callers;
using Compounds.Grains.Pumps;
using Compounds.Readers;

namespace Compounds.Server.Audit;

/// <summary>
/// Writes the audit behind the answers, ten seconds later at most: no reader waits for it, unless so much waits already that more might be
/// lost. While the ledger cannot be written it is kept and tried again; what a server could not write before it ends is told in its log.
/// </summary>
internal sealed partial class AuditTrail : IHostedService, IAsyncDisposable
{
    /// <summary>The ids and notes that one append carries, so that it stays far below the limits of the ledger.</summary>
    private const int MostAtOnce = 5_000;

    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly AuditBuffer _waiting = new();
    private readonly Queue<AuditFact> _writing = new();
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly ILogger<AuditTrail> _logger;
    private readonly Pump _pump;
    private readonly ITimer _timer;
    private TaskCompletionSource _written = NewSource();
    private TaskCompletionSource _beingWritten = NewSource();
    private bool _isDisposed;
    private volatile bool _isStopping;

    /// <summary>Creates the trail, empty.</summary>
    public AuditTrail(IGrainFactory grains, Supervision supervision, TimeProvider clock, ILogger<AuditTrail> logger)
    {
        (_grains, _clock, _logger) = (grains, clock, logger);
        _beingWritten.SetResult();
        _pump = supervision.NewPump(WriteAsync, Failed);
        _timer = clock.CreateTimer(static trail => ((AuditTrail)trail!)._pump.Wake(), this, s_every, s_every);
    }

    /// <summary>Notes that something was read.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="reader">With whose eyes.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="asked">The ids in the path; null when there are none.</param>
    /// <param name="reports">The reports of AMBER or above that are answered; empty where the answer does not say.</param>
    /// <param name="cancellationToken">Gives up waiting for room.</param>
    /// <returns>Ends at once where there is room.</returns>
    public async ValueTask ReadAsync(
        string actor, Reader reader, string operation, string? asked, IReadOnlyCollection<MarkedReport> reports,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            Task room;
            lock (_lock)
            {
                if (!_waiting.IsFull)
                {
                    _waiting.Add(actor, reader, operation, asked, reports, _clock.GetUtcNow());
                    return;
                }

                room = _written.Task;
            }

            _pump.Wake();
            await room.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Notes that somebody was refused; never waits.</summary>
    public void Refused(AuditRefused refused, string? keyId)
    {
        lock (_lock)
            _waiting.Add(refused with { Minute = _clock.GetUtcNow() }, keyId);
    }

    /// <summary>Writes all that was noted up to now.</summary>
    /// <param name="cancellationToken">Gives up; it is written all the same.</param>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        Task done;
        lock (_lock)
            done = _waiting.Weight > 0 ? _written.Task : _beingWritten.Task;
        _pump.Wake();
        return done.WaitAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes what waits before the silo leaves. A ledger that is away is not waited for.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        await _timer.DisposeAsync();
        if (_pump.Failures == 0)
            await FlushAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _pump.StopAsync();
        lock (_lock)
        {
            if (_waiting.Take().Count + _writing.Count is > 0 and var lost)
                LogLost(_logger, lost);
        }
    }

    /// <summary>Ends it; the container does so once for each way in which it is registered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        await _timer.DisposeAsync();
        await _pump.DisposeAsync();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<bool> WriteAsync(CancellationToken stopping)
    {
        if (_writing.Count == 0 && !TakeWaiting())
            return false;
        var (day, weight) = (DayOf(_writing.Peek()), 0);
        var facts = _writing.TakeWhile(fact => DayOf(fact) == day && (weight += AuditBuffer.WeightOf(fact)) <= MostAtOnce).ToArray();
        using (CallerContext.ForSilo())
            await _grains.GetAuditOf(day).NoteAsync(facts, stopping);
        for (var i = 0; i < facts.Length; i++)
            _writing.Dequeue();
        if (_writing.Count == 0)
            _beingWritten.TrySetResult();
        return true;
    }

    private void Failed(Exception failure, int failures)
    {
        LogNotWritten(_logger, failure, failures);
        if (!_isStopping)
            return;
        lock (_lock)
        {
            _beingWritten.TrySetException(failure);
            _written.TrySetException(failure);
        }
    }

    private bool TakeWaiting()
    {
        lock (_lock)
        {
            foreach (var fact in _waiting.Take())
                _writing.Enqueue(fact);
            if (_writing.Count == 0)
                return false;
            (_beingWritten, _written) = (_written, NewSource());
            return true;
        }
    }

    private static DateOnly DayOf(AuditFact fact) => fact switch
    {
        AuditRead read => DateOnly.FromDateTime(read.Minute.UtcDateTime),
        AuditRefused refused => DateOnly.FromDateTime(refused.Minute.UtcDateTime),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "Not noted here."),
    };

    [LoggerMessage(1, LogLevel.Warning, "The audit could not be written, {Failures} times in a row; it waits")]
    private static partial void LogNotWritten(ILogger logger, Exception failure, int failures);

    [LoggerMessage(2, LogLevel.Error, "{Count} notes of the audit could not be written before the server ended")]
    private static partial void LogLost(ILogger logger, int count);
}
