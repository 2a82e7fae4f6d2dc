namespace Compounds.Grains.Inbox;

/// <summary>
/// What an activation of an inbox has not delivered yet. Written in the grain's turn, read by the meter; writing costs nothing.
/// </summary>
internal sealed class Backlog
{
    private long _reports;
    private long _oldest;

    /// <summary>Reports and retractions behind the cursor.</summary>
    public long Reports
    {
        get => Volatile.Read(ref _reports);
        set => Volatile.Write(ref _reports, value);
    }

    /// <summary>When the oldest of them was recorded, in UTC ticks; 0 when none waits.</summary>
    public long Oldest
    {
        get => Volatile.Read(ref _oldest);
        set => Volatile.Write(ref _oldest, value);
    }
}
