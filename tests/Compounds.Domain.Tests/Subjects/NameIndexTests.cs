using Compounds.Readers;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Domain.Tests.Subjects;

/// <summary>Which subject a name means to whoever files it.</summary>
public class NameIndexTests
{
    private const SubjectKind Compound = SubjectKind.Compound;

    private static readonly Reader Police = new("police", Tlp.Red);
    private static readonly Handling Open = Handling.Of(Tlp.Clear, Pap.Clear, "police");
    private static readonly SubjectId KkPark = SubjectId.Parse("compound:kk-park");
    private static readonly SubjectId Other = SubjectId.Parse("compound:other");

    [Fact]
    public void An_unknown_name_means_the_subject_of_its_own_id() =>
        Assert.Equal((KkPark, true), new NameIndex().Resolve(Compound, "KK Park", null, Police, Open));

    [Fact]
    public void A_registered_name_is_no_longer_new()
    {
        var names = new NameIndex();
        names.Register(new NameEntry(KkPark, "KK Park", null, Open, null));
        Assert.Equal((KkPark, false), names.Resolve(Compound, "kk-park", null, Police, Open));
    }

    [Fact]
    public void A_name_is_new_to_readers_of_another_handling()
    {
        var names = new NameIndex();
        names.Register(new NameEntry(KkPark, "KK Park", null, Handling.Of(Tlp.Red, Pap.Red, "police"), null));
        Assert.Equal((KkPark, true), names.Resolve(Compound, "KK Park", null, Police, Open));
    }

    [Fact]
    public void A_filer_who_may_not_see_his_own_handling_still_registers_a_name_only_once()
    {
        var (names, lowly, strict) = (new NameIndex(), new Reader("ngo", Tlp.Green), Handling.Unmarked("ngo"));
        names.Register(new NameEntry(KkPark, "KK Park", null, strict, null));
        Assert.Equal((KkPark, false), names.Resolve(Compound, "KK Park", null, lowly, strict));
    }

    [Fact]
    public void An_alias_leads_to_its_subject()
    {
        var names = new NameIndex();
        names.Register(new NameEntry(KkPark, "อาคารเคเค", null, Open, "police/1"));
        Assert.Equal(KkPark, names.Resolve(Compound, "อาคารเคเค", null, Police, Open).Subject);
    }

    [Fact]
    public void An_alias_of_one_kind_says_nothing_about_another()
    {
        var names = new NameIndex();
        names.Register(new NameEntry(KkPark, "KK", null, Open, "police/1"));
        Assert.Equal(SubjectId.Parse("operator:kk"), names.Resolve(SubjectKind.Operator, "KK", null, Police, Open).Subject);
    }

    [Fact]
    public void A_withdrawn_alias_no_longer_leads()
    {
        var (names, alias) = (new NameIndex(), new NameEntry(KkPark, "KK", null, Open, "police/1"));
        names.Register(alias);
        names.Withdraw(alias);
        Assert.Equal(SubjectId.Parse("compound:kk"), names.Resolve(Compound, "KK", null, Police, Open).Subject);
        Assert.True(names.IsNews(alias));
    }

    [Fact]
    public void An_alias_that_two_reports_give_leads_until_both_are_withdrawn()
    {
        var (names, one, two) = (new NameIndex(), new NameEntry(KkPark, "KK", null, Open, "police/1"), new NameEntry(KkPark, "KK", null, Open, "police/2"));
        names.Register(one);
        names.Register(two);
        names.Withdraw(one);
        Assert.Equal(KkPark, names.Resolve(Compound, "KK", null, Police, Open).Subject);
        names.Withdraw(two);
        Assert.NotEqual(KkPark, names.Resolve(Compound, "KK", null, Police, Open).Subject);
    }

    [Fact]
    public void A_name_that_was_merely_used_is_never_withdrawn()
    {
        var (names, used) = (new NameIndex(), new NameEntry(Other, "KK", null, Open, null));
        names.Register(used);
        names.Withdraw(used);
        names.Withdraw(used with { Report = "police/1" });
        Assert.Equal(Other, names.Resolve(Compound, "KK", null, Police, Open).Subject);
    }

    [Fact]
    public void Of_two_subjects_with_one_name_the_first_registered_is_meant()
    {
        var names = new NameIndex();
        names.Register(new NameEntry(KkPark, "KK", null, Open, "police/1"));
        names.Register(new NameEntry(Other, "KK", null, Open, null));
        Assert.Equal(KkPark, names.Resolve(Compound, "KK", null, Police, Open).Subject);
    }

    [Fact]
    public void A_place_tells_two_subjects_of_one_name_apart()
    {
        var names = new NameIndex();
        names.Register(new NameEntry(KkPark, "Golden City", "Myawaddy", Open, null));
        names.Register(new NameEntry(Other, "Golden City", "Bavet", Open, null));
        Assert.Equal(KkPark, names.Resolve(Compound, "Golden City", "MYAWADDY", Police, Open).Subject);
        Assert.Equal(Other, names.Resolve(Compound, "Golden City", "Bavet", Police, Open).Subject);
        Assert.Equal(KkPark, names.Resolve(Compound, "Golden City", null, Police, Open).Subject);
        Assert.Equal(SubjectId.FromName(Compound, "Golden City", "Laukkai"), names.Resolve(Compound, "Golden City", "Laukkai", Police, Open).Subject);
    }

    [Fact]
    public void A_place_of_punctuation_is_no_place()
    {
        var names = new NameIndex();
        names.Register(new NameEntry(Other, "KK", null, Open, null));
        Assert.Equal((Other, false), names.Resolve(Compound, "KK", " – ", Police, Open));
    }

    [Fact]
    public void Registering_twice_changes_nothing() => Gen.Select(Entries.Array[0, 12], Entries, Questions).Sample(
        (entries, repeated, question) =>
        {
            var (once, twice) = (Index(entries.Append(repeated)), Index(entries.Append(repeated).Append(repeated)));
            Assert.False(once.IsNews(repeated));
            Assert.Equal(Ask(once, question), Ask(twice, question));
        },
        iter: Cases.Count);

    [Fact]
    public void What_resolution_calls_new_is_news_and_registering_it_makes_it_old() => Gen.Select(Entries.Array[0, 12], Questions).Sample(
        (entries, question) =>
        {
            var names = Index(entries);
            var (subject, isNew) = Ask(names, question);
            var entry = new NameEntry(subject, question.Name, question.Place, question.Handling, null);
            if (!isNew)
                return;
            Assert.True(names.IsNews(entry));
            names.Register(entry);
            Assert.Equal((subject, false), Ask(names, question));
        },
        iter: Cases.Count);

    [Fact]
    public void A_hidden_entry_changes_no_answer() => Gen.Select(Gen.Select(Entries, Gen.Bool).Array[0, 20], Questions).Sample(
        (steps, question) =>
        {
            var (all, visible) = (new NameIndex(), new NameIndex());
            foreach (var (entry, isWithdrawal) in steps)
            {
                Take(all, entry, isWithdrawal);
                if (entry.Handling.IsVisibleTo(question.Filer))
                    Take(visible, entry, isWithdrawal);
            }

            Assert.Equal(Ask(visible, question).Subject, Ask(all, question).Subject);
        },
        iter: Cases.Count);

    private static readonly Gen<string> Few = Some.OneOf("KK", "kk.", "Golden City", "เคเค");
    private static readonly Gen<string?> Places = Some.OneOf(null, null, "Myawaddy", "Bavet", "-");

    private static readonly Gen<NameEntry> Entries = Gen.Select(
        Some.OneOf(KkPark, Other, SubjectId.FromName(Compound, "KK"), SubjectId.FromName(Compound, "Golden City")), Few, Places, Some.Handling, Some.OneOf(null, "police/1", "police/2"),
        (subject, name, place, handling, report) => new NameEntry(subject, name, place, handling, report));

    private static readonly Gen<(string Name, string? Place, Reader Filer, Handling Handling)> Questions = Gen.Select(Few, Places, Some.Reader, Some.Handling);

    private static NameIndex Index(IEnumerable<NameEntry> entries)
    {
        var names = new NameIndex();
        foreach (var entry in entries)
            names.Register(entry);
        return names;
    }

    private static void Take(NameIndex names, NameEntry entry, bool isWithdrawal)
    {
        if (isWithdrawal)
            names.Withdraw(entry);
        else
            names.Register(entry);
    }

    private static (SubjectId Subject, bool IsNew) Ask(NameIndex names, (string Name, string? Place, Reader Filer, Handling Handling) question) =>
        names.Resolve(Compound, question.Name, question.Place, question.Filer, question.Handling);
}
