using Compounds.Readers;
using CsCheck;

namespace Compounds.Domain.Tests.Readers;

/// <summary>Who may see what.</summary>
public class HandlingTests
{
    [Theory]
    [InlineData(Tlp.AmberStrict)]
    [InlineData(Tlp.Red)]
    public void Amber_strict_and_red_always_have_an_audience_with_the_filer_in_it(Tlp tlp)
    {
        Assert.Equal(["police"], Handling.Of(tlp, Pap.Clear, "police").Audience);
        Assert.Equal(["embassy", "police"], Handling.Of(tlp, Pap.Clear, "police", ["embassy"]).Audience);
        Assert.Equal(["embassy", "police"], Handling.Of(tlp, Pap.Clear, "police", ["police", "embassy", "police"]).Audience);
    }

    [Theory]
    [InlineData(Tlp.Clear)]
    [InlineData(Tlp.Green)]
    [InlineData(Tlp.Amber)]
    public void Below_that_the_level_alone_decides_unless_an_audience_is_named(Tlp tlp)
    {
        Assert.Empty(Handling.Of(tlp, Pap.Clear, "police").Audience);
        Assert.Equal(["embassy", "police"], Handling.Of(tlp, Pap.Clear, "police", ["embassy"]).Audience);
    }

    [Fact]
    public void An_unmarked_report_is_for_its_own_agency_and_must_not_be_acted_on_openly()
    {
        var handling = Handling.Unmarked("police");
        Assert.Equal((Tlp.AmberStrict, Pap.Amber), (handling.Tlp, handling.Pap));
        Assert.Equal(["police"], handling.Audience);
    }

    [Fact]
    public void A_reader_sees_what_his_clearance_reaches_and_whose_audience_he_is_in()
    {
        foreach (var tlp in Enum.GetValues<Tlp>())
        {
            foreach (var clearance in Enum.GetValues<Tlp>())
            {
                foreach (var audience in new string[][] { [], ["embassy"], ["ngo"] })
                {
                    var handling = Handling.Of(tlp, Pap.Clear, "police", audience);
                    var isNamed = audience.Length > 0 || tlp >= Tlp.AmberStrict;
                    Assert.Equal(clearance >= tlp, handling.IsVisibleTo(new Reader("police", clearance)));
                    Assert.Equal(clearance >= tlp && (!isNamed || audience.Contains("embassy")), handling.IsVisibleTo(new Reader("embassy", clearance)));
                    Assert.Equal(clearance >= tlp && !isNamed, handling.IsVisibleTo(new Reader("stranger", clearance)));
                }
            }
        }
    }

    [Fact]
    public void A_higher_clearance_never_sees_less() => Gen.Select(Some.Handling, Some.Reader).Sample(
        (handling, reader) => Assert.True(!handling.IsVisibleTo(reader) || Enum.GetValues<Tlp>().Where(tlp => tlp >= reader.Clearance)
            .All(tlp => handling.IsVisibleTo(reader with { Clearance = tlp }))),
        iter: Cases.Count);

    [Fact]
    public void Two_handlings_with_one_tag_are_visible_to_the_same_readers() => Gen.Select(Some.Handling, Some.Handling, Some.Reader).Sample(
        (one, other, reader) =>
        {
            if (one.VisibilityTag() == other.VisibilityTag())
                Assert.Equal(one.IsVisibleTo(reader), other.IsVisibleTo(reader));
        },
        iter: Cases.Count);

    [Fact]
    public void Handlings_are_equal_by_what_they_say()
    {
        var handling = Handling.Of(Tlp.Red, Pap.Red, "police", ["embassy"]);
        Assert.Equal(handling, Handling.Of(Tlp.Red, Pap.Red, "police", ["embassy"]));
        Assert.Equal(handling.GetHashCode(), Handling.Of(Tlp.Red, Pap.Red, "police", ["embassy"]).GetHashCode());
        Assert.NotEqual(handling, Handling.Of(Tlp.Red, Pap.Red, "police", ["ngo"]));
        Assert.NotEqual(handling, handling with { Pap = Pap.Amber });
    }

    [Fact]
    public void Every_level_reads_back_with_and_without_its_prefix()
    {
        foreach (var level in Enum.GetValues<Tlp>())
        {
            Assert.True(Levels.TryParse(level.Text(), out Tlp plain));
            Assert.True(Levels.TryParse($"tlp:{level.Text()}", out Tlp prefixed));
            Assert.Equal((level, level), (plain, prefixed));
        }

        foreach (var level in Enum.GetValues<Pap>())
        {
            Assert.True(Levels.TryParse(level.Text(), out Pap plain));
            Assert.True(Levels.TryParse($"pap:{level.Text()}", out Pap prefixed));
            Assert.Equal((level, level), (plain, prefixed));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("WHITE")]
    [InlineData("PAP:RED")]
    [InlineData("AMBER STRICT")]
    public void What_is_no_level_is_refused(string? text) => Assert.False(Levels.TryParse(text, out Tlp _));

    [Fact]
    public void Readers_below_amber_get_coarse_places() =>
        Assert.Equal([true, true, false, false, false], Enum.GetValues<Tlp>().Select(clearance => new Reader("ngo", clearance).SeesCoarsePlaces()));

    [Fact]
    public void What_is_as_open_as_another_is_seen_by_everyone_who_sees_the_other() => Gen.Select(Some.Handling, Some.HandlingOf("embassy"), Some.Reader.Array[20]).Sample(
        static (one, other, readers) =>
        {
            Assert.True(one.IsAsOpenAs(one));
            if (one.IsAsOpenAs(other))
                Assert.All(readers.Where(other.IsVisibleTo), reader => Assert.True(one.IsVisibleTo(reader)));
        },
        iter: Cases.Count);

    [Theory]
    [InlineData(Tlp.Green, new string[0], Tlp.Amber, new string[0], true)]
    [InlineData(Tlp.Amber, new string[0], Tlp.Green, new string[0], false)]
    [InlineData(Tlp.Red, new[] { "ngo" }, Tlp.Red, new[] { "ngo", "embassy" }, false)]
    [InlineData(Tlp.Red, new[] { "ngo", "embassy" }, Tlp.Red, new[] { "ngo" }, true)]
    [InlineData(Tlp.Green, new[] { "ngo" }, Tlp.Green, new string[0], false)]
    public void A_lower_level_and_a_wider_audience_are_more_open(Tlp tlp, string[] audience, Tlp otherTlp, string[] otherAudience, bool isAsOpen) =>
        Assert.Equal(isAsOpen, Handling.Of(tlp, Pap.Clear, "police", audience).IsAsOpenAs(Handling.Of(otherTlp, Pap.Red, "police", otherAudience)));
}
