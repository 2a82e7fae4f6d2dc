using Compounds.Readers;
using Compounds.Views;

namespace Compounds.Domain.Tests.Views;

/// <summary>Saved views: whose they are, and what saving one comes to.</summary>
public class ViewShelfTests
{
    private static readonly SavedView s_mine = new("near-mae-sot", "Near Mae Sot", "subjects", "kind=compound", "pea:member-1", Tlp.Amber, IsTeam: false, default);

    [Fact]
    public void A_view_is_its_owners_until_it_is_shared()
    {
        var shelf = Saved(ViewShelf.Empty, s_mine);
        Assert.Equal([s_mine], shelf.VisibleTo("pea:member-1", Tlp.Amber));
        Assert.Empty(shelf.VisibleTo("pea:member-2", Tlp.Red));
        var shared = Saved(shelf, s_mine with { IsTeam = true });
        Assert.Equal("near-mae-sot", Assert.Single(shared.VisibleTo("pea:member-2", Tlp.Amber)).Id);
        Assert.Single(shared.Views);
    }

    [Fact]
    public void Whoever_may_see_less_than_the_saver_never_hears_of_it()
    {
        var shelf = Saved(ViewShelf.Empty, s_mine with { IsTeam = true });
        Assert.Empty(shelf.VisibleTo("pea:member-2", Tlp.Green));
        Assert.Null(shelf.Find(s_mine.Id, "pea:member-2", Tlp.Green));
    }

    [Fact]
    public void A_view_of_the_same_id_that_the_saver_may_not_see_stays()
    {
        var other = s_mine with { Owner = "pea:member-2", Clearance = Tlp.Green, Name = "Other" };
        var shelf = Saved(Saved(ViewShelf.Empty, s_mine), other);
        Assert.Equal(2, shelf.Views.Count);
        Assert.Equal("Other", shelf.Find(s_mine.Id, "pea:member-2", Tlp.Green)!.Name);
    }

    [Fact]
    public void Anybody_of_the_team_changes_a_shared_view_in_its_place()
    {
        var shelf = Saved(ViewShelf.Empty, s_mine with { IsTeam = true });
        var changed = Saved(shelf, s_mine with { IsTeam = true, Owner = "pea:member-2", Query = "kind=crossing" });
        Assert.Equal("kind=crossing", Assert.Single(changed.VisibleTo("pea:member-1", Tlp.Amber)).Query);
    }

    [Fact]
    public void A_shared_view_saved_for_oneself_is_shared_no_longer()
    {
        var shelf = Saved(Saved(ViewShelf.Empty, s_mine with { IsTeam = true }), s_mine);
        Assert.Empty(shelf.VisibleTo("pea:member-2", Tlp.Red));
        Assert.Equal(s_mine, Assert.Single(shelf.Views.Values));
    }

    [Fact]
    public void Saving_the_same_twice_changes_nothing() => Assert.Equal([], Saved(ViewShelf.Empty, s_mine).Save(s_mine with { SavedAt = DateTimeOffset.UnixEpoch }));

    [Fact]
    public void A_full_shelf_takes_no_more_but_lets_what_it_holds_be_changed()
    {
        var full = Enumerable.Range(0, ViewShelf.MaxViews).Aggregate(ViewShelf.Empty, static (shelf, number) => Saved(shelf, s_mine with { Id = $"view-{number}" }));
        Assert.Null(full.Save(s_mine));
        Assert.NotNull(full.Save(s_mine with { Id = "view-7", Query = "kind=crossing" }));
        Assert.NotNull(full.Save(s_mine with { IsTeam = true }));
    }

    [Fact]
    public void A_removed_view_is_gone() => Assert.Empty(Saved(ViewShelf.Empty, s_mine).Evolve(new ViewRemoved(s_mine.Key)).Views);

    private static ViewShelf Saved(ViewShelf shelf, SavedView view) => shelf.Save(view)!.Aggregate(shelf, static (state, fact) => state.Evolve(fact));
}
