using System.Security.Cryptography;

namespace Compounds.Grains.Pumps;

/// <summary>Makes the pumps of one process, all on one clock and one way to wait.</summary>
/// <param name="clock">The clock.</param>
/// <param name="backoff">The wait after failures.</param>
public sealed class Supervision(TimeProvider clock, Backoff backoff)
{
    /// <summary>The waits of a process: from an eighth of a second to half a minute, with the jitter of the operating system.</summary>
    public static Backoff Default { get; } = new(
        TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30), static () => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue);

    /// <summary>Makes a pump.</summary>
    public Pump NewPump(Func<CancellationToken, Task<bool>> step, Action<Exception, int> failed) => new(step, backoff, clock, failed);
}
