using System.Threading.Channels;

namespace Compounds.Grains.Narratives;

/// <summary>
/// What the inboxes told of, and how much of it the index has taken in. Telling costs next to nothing; taking in waits until somebody
/// searches or nothing is told for a while, so that intake does not pay for searches that nobody makes. Thread-safe.
/// </summary>
internal sealed class NarrativeNews(TimeProvider clock)
{
    /// <summary>Reports that a search waits for; when more are behind it reads the inboxes instead.</summary>
    private const int Near = 500;

    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);
    private readonly List<(long Through, TaskCompletionSource<bool> Taken)> _waiting = [];
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });
    private long _told;
    private long _taken;
    private bool _isOpen;
    private bool _isWanted;

    /// <summary>Says that so many reports were added to a stream.</summary>
    public void Tell(string stream, int reports)
    {
        bool isFirst;
        lock (_lock)
        {
            isFirst = _streams.Count == 0;
            _streams.Add(stream);
            _told += reports;
        }

        if (isFirst)
            _wakes.Writer.TryWrite(true);
    }

    /// <summary>Asks for all that was told of until now; waits for it where that is little.</summary>
    /// <returns>Whether the index has it.</returns>
    public Task<bool> HasAllAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_isOpen && _taken >= _told)
                return Task.FromResult(true);
            if (_isOpen && _told - _taken <= Near)
                return WaitAsync(cancellationToken);
            _isWanted = true;
        }

        _wakes.Writer.TryWrite(true);
        return Task.FromResult(false);
    }

    /// <summary>Waits until the index has all that was told of until now, however much it is.</summary>
    /// <returns>False when it fails first.</returns>
    public Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        var taken = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isOpen && _taken >= _told)
                return Task.FromResult(true);
            _waiting.Add((_told, taken));
            _isWanted = true;
        }

        _wakes.Writer.TryWrite(true);
        return taken.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until something is told of or wanted.</summary>
    public async Task WakeAsync(CancellationToken cancellationToken) => await _wakes.Reader.ReadAsync(cancellationToken);

    /// <summary>Waits until there is something to take in, and somebody wants it or nothing more was told for a while.</summary>
    public async Task NextAsync(CancellationToken cancellationToken)
    {
        var before = -1L;
        while (true)
        {
            lock (_lock)
            {
                if (_streams.Count > 0 && (_isWanted || _told == before))
                    return;
                before = _streams.Count > 0 ? _told : -1;
            }

            using var rest = before < 0 ? new CancellationTokenSource() : new CancellationTokenSource(s_rest, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(rest.Token, cancellationToken);
            try
            {
                await WakeAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Nobody asked for so long; whether more was told is seen above.
            }
        }
    }

    /// <summary>Hands over the streams told of.</summary>
    /// <param name="through">Receives what <see cref="Took"/> says once they are taken in.</param>
    public string[] Begin(out long through)
    {
        lock (_lock)
        {
            through = _told;
            string[] streams = [.. _streams];
            _streams.Clear();
            return streams;
        }
    }

    /// <summary>Whether more was told of since then and nobody wants it, so that the rest can wait for a quieter time.</summary>
    public bool IsBusy(long through)
    {
        lock (_lock)
            return _told > through && !_isWanted;
    }

    /// <summary>Takes streams back that were not taken in.</summary>
    public void PutBack(IEnumerable<string> streams)
    {
        lock (_lock)
            _streams.UnionWith(streams);
    }

    /// <summary>Says that the index has everything that was told of until then.</summary>
    public void Took(long through)
    {
        lock (_lock)
        {
            (_taken, _isOpen, _isWanted) = (through, true, _isWanted && _told > through);
            LetGo(each => each <= through, hasAll: true);
        }
    }

    /// <summary>Says that the index failed: until it is opened again it has nothing.</summary>
    public void Close()
    {
        lock (_lock)
        {
            (_isOpen, _isWanted) = (false, false);
            _streams.Clear();
            LetGo(static _ => true, hasAll: false);
        }
    }

    private void LetGo(Predicate<long> passes, bool hasAll)
    {
        foreach (var (_, taken) in _waiting.Where(each => passes(each.Through)))
            taken.TrySetResult(hasAll);
        _waiting.RemoveAll(each => passes(each.Through));
    }
}
