namespace Compounds.Ledger;

/// <summary>
/// The time of a ledger that one process writes: never before its last fact, so that a change that is recorded later also has the later time,
/// even after the clock of the machine was set back.
/// </summary>
/// <remarks>
/// While the clock of the machine is behind the last fact, this one goes on from there at half speed until the other has caught up. More than
/// <see cref="Tolerance"/> behind it is wrong, or was when the fact was recorded; an operator decides which. Only facts are dated by this clock:
/// what waits for a time goes by the machine. Thread-safe.
/// </remarks>
public sealed class LedgerClock
{
    private readonly TimeProvider _machine;
    private readonly Func<DateTimeOffset> _lastRecordedAt;
    private readonly bool _acceptsBehind;
    private readonly Lock _lock = new();
    private volatile Anchor? _anchor;

    /// <summary>Creates the clock.</summary>
    /// <param name="machine">The clock of the machine.</param>
    /// <param name="lastRecordedAt">Says when the last fact of the ledger was recorded; the least time for an empty ledger.</param>
    /// <param name="acceptsBehind">Whether an operator has decided that the ledger was ahead and not the machine behind: then it is written on.</param>
    public LedgerClock(TimeProvider machine, Func<DateTimeOffset> lastRecordedAt, bool acceptsBehind)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(lastRecordedAt);
        (_machine, _lastRecordedAt, _acceptsBehind) = (machine, lastRecordedAt, acceptsBehind);
    }

    /// <summary>How far the clock of the machine may be behind the last fact: 5 minutes, more than the usual corrections of a clock.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The time for a fact that is recorded now, in UTC.</summary>
    public DateTimeOffset GetUtcNow()
    {
        var (now, last) = (_machine.GetUtcNow(), _lastRecordedAt());
        if (now >= last)
        {
            _anchor = null;
            return now;
        }

        lock (_lock)
        {
            if (_anchor is { } anchor && anchor.Time + (_machine.GetElapsedTime(anchor.Timestamp) / 2) is var slowed && slowed >= last)
                return slowed;
            _anchor = new Anchor(last, _machine.GetTimestamp());
            return last;
        }
    }

    /// <summary>Refuses while the clock of the machine is too far behind the last fact, unless an operator accepted that.</summary>
    /// <exception cref="ClockBehindException">It is; the sentence says by how much and what to do.</exception>
    public void ThrowIfBehind()
    {
        var (now, last) = (_machine.GetUtcNow(), _lastRecordedAt());
        if (_acceptsBehind || last - now <= Tolerance)
            return;
        throw new ClockBehindException(
            $"The clock of this machine says {now:u}, which is {last - now:d\\.hh\\:mm\\:ss} (days.hours) before the last fact of the ledger, {last:u}. Set the clock right; if it is right and the ledger was written under a wrong one, start with Ledger:AcceptClockBehind=true.");
    }

    /// <summary>Where the ledger was when the machine was first seen behind it.</summary>
    private sealed record Anchor(DateTimeOffset Time, long Timestamp);
}
