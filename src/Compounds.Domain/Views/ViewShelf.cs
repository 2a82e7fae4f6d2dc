using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using Compounds.Readers;

namespace Compounds.Views;

/// <summary>A fact about the saved views of an agency.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(ViewSaved), "view-saved")]
[JsonDerivedType(typeof(ViewRemoved), "view-removed")]
[GenerateSerializer, Immutable, Alias("event/views")]
public abstract record ViewFact
{
    private protected ViewFact()
    {
    }
}

/// <summary>A view was saved: for the first time, or anew in the same place.</summary>
[GenerateSerializer, Immutable, Alias("event/view-saved")]
public sealed record ViewSaved([Id(0)] SavedView View) : ViewFact;

/// <summary>A view was removed from its place.</summary>
[GenerateSerializer, Immutable, Alias("event/view-removed")]
public sealed record ViewRemoved([Id(0)] string Key) : ViewFact;

/// <summary>The saved views of one agency: those of each member, and those of all.</summary>
/// <param name="Views">By place (<see cref="SavedView.Key"/>).</param>
[GenerateSerializer, Immutable, Alias("state/views")]
public sealed record ViewShelf([Id(0)] ImmutableSortedDictionary<string, SavedView> Views)
{
    /// <summary>Views that one member may have, and that a team may share.</summary>
    public const int MaxViews = 200;

    /// <summary>No view is saved.</summary>
    public static ViewShelf Empty { get; } = new(ImmutableSortedDictionary.Create<string, SavedView>(StringComparer.Ordinal));

    /// <summary>Folds one fact. Total and pure.</summary>
    public ViewShelf Evolve(ViewFact fact) => fact switch
    {
        ViewSaved e => new ViewShelf(Views.SetItem(e.View.Key, e.View)),
        ViewRemoved e => new ViewShelf(Views.Remove(e.Key)),
        _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
    };

    /// <summary>The views that somebody of the agency may see, by name.</summary>
    public IEnumerable<SavedView> VisibleTo(string owner, Tlp clearance) =>
        Views.Values.Where(view => view.IsVisibleTo(owner, clearance)).OrderBy(static view => view.Name, StringComparer.Ordinal).ThenBy(static view => view.Key, StringComparer.Ordinal);

    /// <summary>The view of an id that somebody may see: his own before the team's, and the highest clearance first.</summary>
    /// <returns>Null when he may see none.</returns>
    public SavedView? Find(string id, string owner, Tlp clearance) =>
        VisibleTo(owner, clearance).Where(view => view.Id == id).OrderBy(static view => view.IsTeam).ThenByDescending(static view => view.Clearance).FirstOrDefault();

    /// <summary>
    /// What saving a view comes to. A view that the saver may see under its id is replaced, wherever it stands: saving one's own for the team
    /// shares it, saving the team's for oneself takes it back.
    /// </summary>
    /// <returns>The facts, none when it is saved already; null when there is no room.</returns>
    public IReadOnlyList<ViewFact>? Save(SavedView view)
    {
        var before = Find(view.Id, view.Owner, view.Clearance);
        if (before is not null && before with { SavedAt = view.SavedAt } == view)
            return [];
        if (before?.IsTeam != view.IsTeam && Views.Values.Count(other => other.IsTeam == view.IsTeam && (other.IsTeam || other.Owner == view.Owner)) >= MaxViews)
            return null;
        return before is null || before.Key == view.Key ? [new ViewSaved(view)] : [new ViewRemoved(before.Key), new ViewSaved(view)];
    }
}
