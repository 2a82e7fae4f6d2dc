using System.Collections.Concurrent;
using Compounds.Agencies;
using Compounds.Grains.Agencies;
using Compounds.Grains.Pumps;

namespace Compounds.Server.SignIn;

/// <summary>
/// Keeps the day on which each key was last used, once a day and key, behind the request that used it: no one waits for it, and a register
/// that cannot take it at the moment keeps no one out.
/// </summary>
internal sealed partial class KeyUses : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, DateOnly> _noted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Key, DateOnly Day)> _waiting = new();
    private readonly IGrainFactory _grains;
    private readonly Pump _pump;

    /// <summary>Creates the list, empty.</summary>
    public KeyUses(IGrainFactory grains, Supervision supervision, ILogger<KeyUses> logger)
    {
        _grains = grains;
        _pump = supervision.NewPump(KeepAsync, (failure, failures) => LogNotKept(logger, failure, failures));
    }

    /// <summary>Says that a key was used.</summary>
    public void Note(IssuedKey key, DateOnly day)
    {
        if (key.LastUsedOn >= day || (_noted.TryGetValue(key.Id, out var noted) && noted >= day))
            return;
        _noted[key.Id] = day;
        _waiting.Enqueue((key.Id, day));
        _pump.Wake();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pump.DisposeAsync();

    private async Task<bool> KeepAsync(CancellationToken stopping)
    {
        if (!_waiting.TryPeek(out var used))
            return false;
        await _grains.GetRegister().NoteUseAsync(used.Key, used.Day, stopping);
        _waiting.TryDequeue(out _);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "The day on which a key was used could not be kept, {Failures} times in a row")]
    private static partial void LogNotKept(ILogger logger, Exception failure, int failures);
}
