namespace Compounds.Grains.Sweeping;

/// <summary>
/// Compares what was told once with what the ledger holds, and tells it again where it was lost. There is one, with the key
/// <c>task-force</c>; two for a moment do no harm, because everything it does may be repeated.
/// </summary>
[Alias("grain/sweeper")]
public interface ISweeperGrain : IGrainWithStringKey
{
    /// <summary>
    /// Wakes the inboxes that have something to deliver and tells the catalogue of subjects that moved on. Does nothing when it was done a
    /// moment ago, so that every silo may ask.
    /// </summary>
    /// <exception cref="TimeoutException">No answer in five minutes; what was found until then is repaired.</exception>
    [Alias("sweep"), ResponseTimeout("00:05:00")]
    Task SweepAsync(CancellationToken cancellationToken = default);
}

/// <summary>Finds the sweeper.</summary>
public static class Sweepers
{
    /// <summary>The one sweeper.</summary>
    public static ISweeperGrain GetSweeper(this IGrainFactory grains) => grains.GetGrain<ISweeperGrain>("task-force");
}
