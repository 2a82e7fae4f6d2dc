using Compounds.Readers;
using Compounds.Watches;
using Orleans.Concurrency;

namespace Compounds.Grains.Watches;

/// <summary>What one person watches. The key is <c>member/clearance</c>, with the agency for the member where the sign-in tells none.</summary>
[Alias("grain/watchlist")]
public interface IWatchlistGrain : IGrainWithStringKey
{
    /// <summary>The list as it stands.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<Watchlist> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds a watch or replaces that of the same id. Idempotent.</summary>
    /// <returns>False when the list is full.</returns>
    [Alias("add")]
    Task<bool> AddAsync(Watch watch, CancellationToken cancellationToken = default);

    /// <summary>Mutes a watch or hears it again. Idempotent.</summary>
    /// <returns>False when there is no such watch.</returns>
    [Alias("mute")]
    Task<bool> MuteAsync(string watch, bool isMuted, CancellationToken cancellationToken = default);

    /// <summary>Removes a watch. Its alerts stay. Idempotent.</summary>
    [Alias("remove")]
    Task RemoveAsync(string watch, CancellationToken cancellationToken = default);

    /// <summary>Looks at everything watched through a reader's eyes, raises what is new, and answers all alerts that he may see, newest first.</summary>
    [Alias("alerts")]
    Task<IReadOnlyList<Alert>> AlertsAsync(Reader reader, CancellationToken cancellationToken = default);

    /// <summary>Marks alerts as read. Idempotent; unknown ones are passed over.</summary>
    [Alias("read")]
    Task ReadAsync(IReadOnlyList<string> alerts, CancellationToken cancellationToken = default);
}
