namespace Compounds.Grains.Pumps;

/// <summary>How long to wait after failures in a row: twice as long each time, up to a limit, and never the same for all who failed together.</summary>
/// <param name="First">The longest wait after the first failure.</param>
/// <param name="Longest">The longest wait after any number of failures.</param>
/// <param name="Chance">A number from 0 to 1 at each call; the source of the jitter.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Longest, Func<double> Chance)
{
    private const int MostDoublings = 30;

    /// <summary>The wait after so many failures in a row, at least 1: between half of the limit of that many and all of it.</summary>
    public TimeSpan After(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var limit = Math.Min(Longest.Ticks, First.Ticks * Math.Pow(2, Math.Min(failures - 1, MostDoublings)));
        return TimeSpan.FromTicks((long)(limit * (0.5 + (Chance() / 2))));
    }
}
