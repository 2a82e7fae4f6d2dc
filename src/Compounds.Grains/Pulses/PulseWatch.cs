namespace Compounds.Grains.Pulses;

/// <summary>
/// Knows which parts of the cluster have fallen silent: the store, and other silos that have joined and were not declared dead. Each is asked
/// for a sign of life once an interval; the first answer ends its silence. A process that is itself late draws no conclusion about others.
/// </summary>
public sealed class PulseWatch
{
    /// <summary>The name of the store among the parts.</summary>
    public const string Store = "store";

    /// <summary>Intervals without an answer after which a part is silent.</summary>
    internal const int MostMissed = 3;

    private readonly TimeProvider _clock;
    private readonly Func<IReadOnlyDictionary<string, Func<Task>>> _parts;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Part> _asked = new(StringComparer.Ordinal);
    private long? _tickedAt;

    /// <summary>Creates the pulses of some parts.</summary>
    /// <param name="clock">The clock of the intervals.</param>
    /// <param name="parts">How each part of the moment is asked, by name.</param>
    internal PulseWatch(TimeProvider clock, Func<IReadOnlyDictionary<string, Func<Task>>> parts) => (_clock, _parts) = (clock, parts);

    /// <summary>The time between two questions: 500 ms. A part that stops is known to be silent 2 s later at the latest.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A part that is silent; null while all answer.</summary>
    public string? Silent { get; private set; }

    /// <summary>Looks who answered, and asks again. Does nothing when that was done less than an interval ago.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            var since = _tickedAt is { } at ? _clock.GetElapsedTime(at) : Interval;
            if (since < Interval)
                return;
            _tickedAt = _clock.GetTimestamp();
            Judge(isLate: since >= 2 * Interval);
            Ask();
        }
    }

    private void Judge(bool isLate)
    {
        foreach (var part in _asked.Values)
        {
            if (part.Answer.IsCompletedSuccessfully)
                part.Missed = 0;
            else if (!isLate)
                part.Missed++;
        }
    }

    private void Ask()
    {
        var parts = _parts();
        foreach (var gone in _asked.Keys.Except(parts.Keys, StringComparer.Ordinal).ToArray())
            _asked.Remove(gone);
        foreach (var (name, beat) in parts)
        {
            if (!_asked.TryGetValue(name, out var part))
                _asked[name] = part = new Part();
            if (part.Answer.IsCompleted)
                part.Answer = AskAsync(beat);
        }

        Silent = _asked.FirstOrDefault(static part => part.Value.Missed >= MostMissed).Key;
    }

    // Whatever comes instead of an answer is none, also what is thrown before there is a task.
    private static async Task AskAsync(Func<Task> beat) => await beat();

    private sealed class Part
    {
        public Task Answer { get; set; } = Task.CompletedTask;

        public int Missed { get; set; }
    }
}
