namespace Compounds.Grains.Inbox;

/// <summary>
/// How much of intake one silo has under way, and who goes before it. Work that waits for a processor is served in the order it came: with
/// thousands of deliveries handed out at once, a person's question would wait behind all of them at each of its steps.
/// </summary>
public sealed class IntakePace(TimeProvider clock) : IDisposable
{
    /// <summary>Deliveries under way at once. Enough to fill an append to the disk while the one before is being written.</summary>
    internal const int MaxDeliveries = 64;

    /// <summary>The longest that a piece of intake waits for questions; then one piece goes on, so that no number of readers can stop intake.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _deliveries = new(MaxDeliveries, MaxDeliveries);
    private readonly Lock _lock = new();
    private TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _questions;

    /// <summary>Says that somebody waits for an answer, until the result is disposed.</summary>
    public IDisposable Ask()
    {
        lock (_lock)
        {
            if (_questions++ == 0)
                _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new Question(Answer);
    }

    /// <summary>Answers when nobody waits for an answer, and after 10 ms at the latest.</summary>
    public ValueTask GiveWayAsync() => Volatile.Read(ref _questions) == 0 ? default : new ValueTask(WaitAsync());

    /// <inheritdoc/>
    public void Dispose() => _deliveries.Dispose();

    /// <summary>Waits for room for one more delivery; <see cref="Leave"/> gives it back.</summary>
    internal async ValueTask EnterAsync()
    {
        await GiveWayAsync();
        await _deliveries.WaitAsync();
    }

    /// <summary>Says that a delivery has come to its end.</summary>
    internal void Leave() => _deliveries.Release();

    private async Task WaitAsync()
    {
        Task answered;
        lock (_lock)
            answered = _questions == 0 ? Task.CompletedTask : _answered.Task;
        await Task.WhenAny(answered, Task.Delay(Patience, clock));
    }

    private void Answer()
    {
        lock (_lock)
        {
            if (--_questions == 0)
                _answered.SetResult();
        }
    }

    /// <summary>One that waits.</summary>
    private sealed class Question(Action answer) : IDisposable
    {
        private Action? _answer = answer;

        public void Dispose() => Interlocked.Exchange(ref _answer, null)?.Invoke();
    }
}
