using Compounds.Agencies;
using Compounds.Readers;
using CsCheck;

namespace Compounds.Domain.Tests.Readers;

/// <summary>What rests on several reports is seen by those who see each of them.</summary>
public class JoinTests
{
    private static readonly Reader[] s_readers =
        [.. from agency in new[] { "police", "embassy", "ngo", "utility", "stranger" } from clearance in Enum.GetValues<Tlp>() select new Reader(agency, clearance)];

    [Fact]
    public void A_reader_sees_the_join_if_he_sees_each_part_and_only_then() => Some.Joined.Array[1, 4].Sample(
        static parts =>
        {
            var join = parts.Aggregate(static (one, other) => one.Join(other));
            Assert.All(s_readers, reader => Assert.Equal(parts.All(part => part.IsVisibleTo(reader)), join.IsVisibleTo(reader)));
            Assert.All(parts, part => Assert.True(part.IsAsOpenAs(join) && part.Pap <= join.Pap));
        },
        iter: Cases.Count);

    [Fact]
    public void The_order_and_the_number_of_parts_do_not_matter() => Gen.Select(Some.Joined, Some.Joined, Some.Joined).Sample(
        static (one, other, third) =>
        {
            Assert.Equal(one.Join(other), other.Join(one));
            Assert.Equal(one.Join(other).Join(third), one.Join(other.Join(third)));
            Assert.Equal(one, one.Join(one with { Audience = [.. one.Audience] }));
            Assert.Equal(one, one.Join(Handling.Open));
        },
        iter: Cases.Count);

    [Fact]
    public void The_join_is_the_most_open_marking_that_every_part_is_as_open_as() => Gen.Select(Some.Joined, Some.Joined, Some.Joined).Sample(
        static (one, other, third) => Assert.Equal(one.IsAsOpenAs(third) && other.IsAsOpenAs(third), one.Join(other).IsAsOpenAs(third)),
        iter: Cases.Count);

    [Fact]
    public void The_join_names_no_agency_that_the_parts_do_not()
    {
        var join = Handling.Of(Tlp.Red, Pap.Green, "police", ["embassy", "ngo"]).Join(Handling.Of(Tlp.Amber, Pap.Red, "ngo", ["embassy"]));
        Assert.Equal(new Handling(Tlp.Red, Pap.Red, ["embassy", "ngo"]), join);
        Assert.Equal("TLP:RED for embassy, ngo", join.InWords());
    }

    [Fact]
    public void What_two_agencies_keep_from_each_other_is_for_no_agency()
    {
        var join = Handling.Of(Tlp.Red, Pap.Clear, "police").Join(Handling.Of(Tlp.Red, Pap.Clear, "ngo"));
        Assert.True(join.IsForNoAgency);
        Assert.False(Agency.IsId(join.Audience[0]));
        Assert.DoesNotContain(s_readers, join.IsVisibleTo);
        Assert.Equal(join, join.Join(Handling.Of(Tlp.Red, Pap.Clear, "police")));
        Assert.Equal("TLP:RED for no agency", join.InWords());
    }

    [Fact]
    public void What_a_reader_sees_is_never_more_closed_than_the_most_closed_marking_for_him() => Gen.Select(Some.Joined, Some.Reader).Sample(
        static (handling, reader) => Assert.Equal(handling.IsVisibleTo(reader), handling.IsAsOpenAs(Handling.MostClosedFor(reader))), iter: Cases.Count);

    [Fact]
    public void A_label_is_marked_as_all_its_owners_together_ask_and_held_up_by_those_who_ask_for_more() => Gen.Select(Some.Label, Some.Label, Some.Joined).Sample(
        static (one, other, wanted) =>
        {
            var both = one.Join(other);
            Assert.Equal(one.Marking.Join(other.Marking), both.Marking);
            Assert.Equal(both, other.Join(one));
            Assert.Equal(both.Marking.IsAsOpenAs(wanted), !both.HeldUpBy(wanted).Any());
            Assert.Equal(both.Owners.Select(static owned => owned.Owner).Distinct().Order(StringComparer.Ordinal), both.Owners.Select(static owned => owned.Owner));
        },
        iter: Cases.Count);

    [Fact]
    public void What_rests_on_no_report_is_open_and_what_is_not_known_is_lowered_by_no_agency()
    {
        var reader = new Reader("police", Tlp.Amber);
        Assert.Equal(Handling.Open, Label.None.Marking);
        Assert.Equal(Handling.MostClosedFor(reader), Label.Unknown(reader).Marking);
        Assert.Equal([Handling.NoAgency], Label.Unknown(reader).HeldUpBy(Handling.Open));
    }
}
