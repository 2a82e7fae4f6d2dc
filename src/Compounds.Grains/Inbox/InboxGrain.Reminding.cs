using Compounds.Grains.Reminders;

namespace Compounds.Grains.Inbox;

/// <summary>A reminder while reports are undelivered: it rings also when the process died that should have delivered them.</summary>
internal sealed partial class InboxGrain
{
    /// <summary>How long reports may be undelivered before a reminder is set: reports that are delivered at once cost none.</summary>
    private static readonly TimeSpan s_remindAfter = TimeSpan.FromSeconds(5);

    private WakeUp? _reminded;
    private DateTimeOffset? _behindSince;

    private WakeUp Reminded => _reminded ??= new WakeUp(this, "deliver", Clock, logger);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Reminded.Rang();
        Delivery.Wake();
        return Task.CompletedTask;
    }

    /// <summary>Called before and after each step of the delivery.</summary>
    private async Task RemindAsync()
    {
        _behindSince = _applied < Version ? _behindSince ?? Clock.GetUtcNow() : null;
        if (_behindSince is not { } since)
            await Reminded.RemoveAsync();
        else if (Clock.GetUtcNow() - since >= s_remindAfter)
            await Reminded.SetAsync();
    }
}
