namespace Compounds.Grains.Scenarios;

/// <summary>Calls that may be repeated, because they are pure functions of their arguments.</summary>
internal static class Retried
{
    private const int MostAttempts = 20;

    /// <summary>A call lost once was lost to a busy silo and is repeated at once; one lost again may wait for a dead silo to be noticed.</summary>
    private const int AtOnce = 3;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Calls until there is an answer.</summary>
    /// <param name="call">Makes the call; told how often it was tried before.</param>
    /// <param name="clock">The clock of the pauses.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="OrleansException">The call was lost again and again.</exception>
    public static async Task<T> CallAsync<T>(Func<int, Task<T>> call, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call(attempt);
            }
            catch (Exception failure) when (attempt < MostAttempts && !cancellationToken.IsCancellationRequested && failure is OrleansException or TimeoutException or OperationCanceledException)
            {
                if (attempt >= AtOnce)
                    await Task.Delay(s_pause, clock, cancellationToken);
            }
        }
    }
}
