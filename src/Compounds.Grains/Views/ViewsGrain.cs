using Compounds.Grains.States;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Views;

namespace Compounds.Grains.Views;

/// <summary>Keeps the saved views of one agency.</summary>
[GrainType("views")]
internal sealed class ViewsGrain([PersistentState("views", GrainStates.Preferences)] IPersistentState<KeptState> kept, IEventLog log, IGrainContext context)
    : PreferenceGrain<ViewShelf, ViewFact>(kept, "views/1", log, $"views/{context.GrainId.Key}", Folding), IViewsGrain
{
    /// <summary>How the views are read.</summary>
    public static Folding<ViewShelf, ViewFact> Folding { get; } = new(
        new JsonFactCodec<ViewFact>(), static () => ViewShelf.Empty, static (shelf, fact, _) => shelf.Evolve(fact));

    public Task<IReadOnlyList<SavedView>> ListAsync(string owner, Tlp clearance, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SavedView>>([.. State.VisibleTo(owner, clearance)]);

    public async Task<bool> SaveAsync(SavedView view, CancellationToken cancellationToken)
    {
        if (State.Save(view) is not { } changes)
            return false;
        await ChangeAsync(changes);
        return true;
    }

    public Task RemoveAsync(string id, string owner, Tlp clearance, CancellationToken cancellationToken) =>
        ChangeAsync(State.Find(id, owner, clearance) is { } view ? [new ViewRemoved(view.Key)] : []);

    protected override object Form(ViewShelf state) => state.Views.Values;

    protected override ViewShelf Read(Stream form) =>
        Read<SavedView[]>(form).Aggregate(ViewShelf.Empty, static (shelf, view) => shelf.Evolve(new ViewSaved(view)));
}
