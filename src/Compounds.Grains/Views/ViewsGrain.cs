using System.Text.Json;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Views;

namespace Compounds.Grains.Views;

/// <summary>Keeps the saved views of one agency.</summary>
[GrainType("views")]
internal sealed class ViewsGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain(log, clock, $"views/{context.GrainId.Key}"), IViewsGrain
{
    private ViewShelf _shelf = ViewShelf.Empty;

    public Task<IReadOnlyList<SavedView>> ListAsync(string owner, Tlp clearance, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SavedView>>([.. _shelf.VisibleTo(owner, clearance)]);

    public Task<bool> SaveAsync(SavedView view, CancellationToken cancellationToken) => WriteAsync(
        _ => _shelf.Save(view) is not { } facts ? Decision.Nothing(false) : facts.Count == 0 ? Decision.Nothing(true) : Append(facts), cancellationToken);

    public Task RemoveAsync(string id, string owner, Tlp clearance, CancellationToken cancellationToken) => WriteAsync(
        _ => _shelf.Find(id, owner, clearance) is { } view ? Append([new ViewRemoved(view.Key)]) : Decision.Nothing(true), cancellationToken);

    protected override void Fold(Fact fact) => _shelf = _shelf.Evolve(JsonSerializer.Deserialize<ViewFact>(fact.Body.Span, StoredJson.Options)!);

    private Decision<bool> Append(IReadOnlyList<ViewFact> facts)
    {
        var now = Now();
        return new Decision<bool>(
            [.. facts.Select(fact => StoredJson.Fact(fact, now))],
            () => _shelf = facts.Aggregate(_shelf, static (shelf, fact) => shelf.Evolve(fact)),
            true);
    }
}
