namespace Compounds.Grains.Inbox;

/// <summary>
/// How much of intake one silo has under way, and who goes before it. Work that waits for a processor is served in the order it came: with
/// thousands of deliveries handed out at once, a person's question would wait behind all of them at each of its steps.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="room">How many deliveries may be under way.</param>
public sealed class IntakePace(TimeProvider clock, DeliveryRoom room)
{
    /// <summary>The longest that a piece of intake waits for questions; then one piece goes on, so that no number of readers can stop intake.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);

    /// <summary>How long after the last answer somebody still counts as asking: a person looks at one answer before the next question.</summary>
    internal static readonly TimeSpan Attention = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _questions;
    private int _readers;
    private int _deliveries;
    private long? _lastAnswer;

    /// <summary>Says that somebody reads, until the result is disposed, and that he waits, until the answer has begun.</summary>
    public PacedRead Ask()
    {
        lock (_lock)
        {
            _readers++;
            if (_questions++ == 0)
                _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new PacedRead(this);
    }

    /// <summary>Answers when nobody waits for an answer, and after 10 ms at the latest.</summary>
    public ValueTask GiveWayAsync() => Volatile.Read(ref _questions) == 0 ? default : new ValueTask(WaitAsync());

    /// <summary>Waits for room for one more delivery, then for those who wait for an answer; <see cref="Leave"/> gives the room back.</summary>
    internal async ValueTask EnterAsync()
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue(turn);
            Admit();
        }

        await turn.Task;
        await GiveWayAsync();
    }

    /// <summary>Says that a delivery has come to its end.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            _deliveries--;
            Admit();
        }
    }

    /// <summary>Says that an answer has begun.</summary>
    internal void Answered()
    {
        lock (_lock)
        {
            _lastAnswer = clock.GetTimestamp();
            if (--_questions == 0)
                _answered.SetResult();
        }
    }

    /// <summary>Says that a reader is gone.</summary>
    internal void Gone()
    {
        lock (_lock)
            _readers--;
    }

    private void Admit()
    {
        for (var most = Most(); _deliveries < most && _waiting.TryDequeue(out var turn); _deliveries++)
            turn.SetResult();
    }

    private int Most() =>
        _questions > 0 || (_lastAnswer is { } answer && clock.GetElapsedTime(answer) < Attention) ? room.WhileAsked
        : _readers > 0 ? room.WhileHeard
        : room.Alone;

    private async Task WaitAsync()
    {
        Task answered;
        lock (_lock)
            answered = _questions == 0 ? Task.CompletedTask : _answered.Task;
        await Task.WhenAny(answered, Task.Delay(Patience, clock));
    }
}
