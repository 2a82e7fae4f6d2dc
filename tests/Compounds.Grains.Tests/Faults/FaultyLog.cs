using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Compounds.Ledger;

namespace Compounds.Grains.Tests.Faults;

/// <summary>What can happen to an append.</summary>
internal enum AppendFault
{
    /// <summary>It is written and answered.</summary>
    None,

    /// <summary>It is written, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>It is not written, and nobody says so.</summary>
    NotWritten,

    /// <summary>It is written, and the answer says that a rival was first.</summary>
    SaidRival,
}

/// <summary>A real ledger that fails as stores fail, when a test says so.</summary>
internal sealed class FaultyLog(IEventLog inner) : IEventLog
{
    private readonly Lock _lock = new();
    private readonly List<(Func<string, bool> Passes, TaskCompletionSource Seen)> _awaited = [];
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, HeldReading> _held = new(StringComparer.Ordinal);

    /// <summary>Says what happens to an append to a stream.</summary>
    public Func<string, AppendFault> OnAppend { get; set; } = static _ => AppendFault.None;

    /// <summary>Says after how many facts the reading of a stream breaks off; null when it does not.</summary>
    public Func<string, int?> OnRead { get; set; } = static _ => null;

    /// <summary>Arms one fault for the next append to a stream with this beginning.</summary>
    public void FailOnce(string prefix, AppendFault fault)
    {
        var left = 1;
        OnAppend = stream => stream.StartsWith(prefix, StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0 ? fault : AppendFault.None;
    }

    /// <summary>Holds back the end of the next reading of a stream, which has read everything by then, until it is told to go on.</summary>
    public HeldReading HangOnce(string stream)
    {
        var held = new HeldReading();
        _held[stream] = held;
        return held;
    }

    /// <summary>Everything works again.</summary>
    public void Heal() => (OnAppend, OnRead) = (static _ => AppendFault.None, static _ => null);

    /// <summary>Ends once facts were written to a stream with this beginning, from now on.</summary>
    public Task WrittenAsync(string prefix)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _awaited.Add((stream => stream.StartsWith(prefix, StringComparison.Ordinal), seen));
        return seen.Task;
    }

    /// <summary>Whether facts were written through this to a stream with this beginning.</summary>
    public bool HasWritten(string prefix)
    {
        lock (_lock)
            return _written.Any(stream => stream.StartsWith(prefix, StringComparison.Ordinal));
    }

    public async ValueTask<bool> TryAppendAsync(string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken)
    {
        var fault = OnAppend(stream);
        if (fault is AppendFault.NotWritten)
            throw new LedgerUnavailableException("The store refused.", new IOException("gone"));
        var isWritten = await inner.TryAppendAsync(stream, expectedVersion, facts, cancellationToken);
        if (isWritten)
            Tell(stream);
        return fault switch
        {
            AppendFault.AnswerLost => throw new LedgerUnavailableException("The answer was lost.", new IOException("gone")),
            AppendFault.SaidRival => false,
            _ => isWritten,
        };
    }

    public async IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = OnRead(stream);
        await foreach (var fact in inner.ReadAsync(stream, fromVersion, limit, cancellationToken))
        {
            if (left-- <= 0)
                throw new LedgerUnavailableException("The store broke off.", new IOException("gone"));
            yield return fact;
        }

        if (_held.TryRemove(stream, out var held))
            await held.WaitAsync();
    }

    public IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, CancellationToken cancellationToken) => inner.ListStreamsAsync(prefix, cancellationToken);

    private void Tell(string stream)
    {
        lock (_lock)
        {
            _written.Add(stream);
            foreach (var (_, seen) in _awaited.Where(awaited => awaited.Passes(stream)))
                seen.TrySetResult();
            _awaited.RemoveAll(static awaited => awaited.Seen.Task.IsCompleted);
        }
    }
}

/// <summary>A reading of a stream that does not end before it is told to.</summary>
internal sealed class HeldReading
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once the reading waits.</summary>
    public Task Begun => _begun.Task;

    public void GoOn() => _goesOn.TrySetResult();

    internal Task WaitAsync()
    {
        _begun.TrySetResult();
        return _goesOn.Task;
    }
}
