using Compounds.Grains.Pumps;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Reminders;

/// <summary>
/// Wakes a grain although the process died in which it had something left to do: a reminder, set while there is work and removed
/// when there is none. The work itself is in the ledger, so a reminder that cannot be written holds up nothing: the failure is
/// logged, and the next call tries again.
/// </summary>
/// <param name="grain">The grain.</param>
/// <param name="name">The reminder's name; stored.</param>
/// <param name="clock">The clock of the waits.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed partial class WakeUp(IGrainBase grain, string name, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private bool _isSet;

    /// <summary>The time to the first wake-up and between two: the shortest that Orleans allows.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Says that it rang, and therefore is set.</summary>
    public void Rang() => _isSet = true;

    /// <summary>Sets it, if it is not known to be set.</summary>
    public async Task SetAsync()
    {
        if (!_isSet)
            _isSet = await TryAsync(() => grain.RegisterOrUpdateReminder(name, Period, Period));
    }

    /// <summary>Removes it, if it is known to be set. An activation that does not know is told when it rings.</summary>
    public async Task RemoveAsync()
    {
        if (_isSet)
            _isSet = !await TryAsync(UnregisterAsync);
    }

    /// <summary>Sets it while work is under way, and leaves it set when the work was stopped or may succeed later.</summary>
    public async Task WhileAsync(Func<Task> work)
    {
        await SetAsync();
        try
        {
            await work();
        }
        catch (Exception failure) when (!Transient.Is(failure))
        {
            await RemoveAsync();
            throw;
        }

        await RemoveAsync();
    }

    private async Task UnregisterAsync()
    {
        if (await grain.GetReminder(name) is { } reminder)
            await grain.UnregisterReminder(reminder);
    }

    private async Task<bool> TryAsync(Func<Task> call)
    {
        try
        {
            await call().WaitAsync(s_patience, clock);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailed(failure, name, grain.GrainContext.GrainId);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The reminder {Reminder} of {Grain} could not be written or removed; this is tried again")]
    private partial void LogFailed(Exception failure, string reminder, GrainId grain);
}
