using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Views;

namespace Compounds.Grains.Views;

/// <summary>Keeps the saved views of one agency.</summary>
[GrainType("views")]
internal sealed class ViewsGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain<ViewShelf, ViewFact>(log, clock, $"views/{context.GrainId.Key}", Folding), IViewsGrain
{
    /// <summary>How the views are read.</summary>
    public static Folding<ViewShelf, ViewFact> Folding { get; } = new(
        new JsonFactCodec<ViewFact>(), static () => ViewShelf.Empty, static (shelf, fact, _) => shelf.Evolve(fact));

    public Task<IReadOnlyList<SavedView>> ListAsync(string owner, Tlp clearance, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SavedView>>([.. State.VisibleTo(owner, clearance)]);

    public Task<bool> SaveAsync(SavedView view, CancellationToken cancellationToken) => WriteAsync(
        _ => State.Save(view) is { } facts ? Append(true, facts) : Nothing(false), cancellationToken);

    public Task RemoveAsync(string id, string owner, Tlp clearance, CancellationToken cancellationToken) => WriteAsync(
        _ => State.Find(id, owner, clearance) is { } view ? Append(true, new ViewRemoved(view.Key)) : Nothing(true), cancellationToken);
}
