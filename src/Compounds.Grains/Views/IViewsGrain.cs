using Compounds.Readers;
using Compounds.Views;
using Orleans.Concurrency;

namespace Compounds.Grains.Views;

/// <summary>The saved views of one agency. The key is its id; nothing of it is ever read for another agency.</summary>
[Alias("grain/views")]
public interface IViewsGrain : IGrainWithStringKey
{
    /// <summary>The views that somebody of the agency may see, by name.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<SavedView>> ListAsync(string owner, Tlp clearance, CancellationToken cancellationToken = default);

    /// <summary>Saves a view, or moves it between its owner and the team. Idempotent.</summary>
    /// <returns>False when there is no room.</returns>
    [Alias("save")]
    Task<bool> SaveAsync(SavedView view, CancellationToken cancellationToken = default);

    /// <summary>Removes the view of an id that somebody may see. Idempotent.</summary>
    [Alias("remove")]
    Task RemoveAsync(string id, string owner, Tlp clearance, CancellationToken cancellationToken = default);
}
