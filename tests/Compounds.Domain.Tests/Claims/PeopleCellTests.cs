using Compounds.Claims;
using CsCheck;

namespace Compounds.Domain.Tests.Claims;

/// <summary>Parts of groups of people, by axis.</summary>
public class PeopleCellTests
{
    private static readonly Gen<(string Axis, string Value)[]> s_parts = Gen.OneOf(PeopleAxes.All.ToArray()).SelectMany(static axis =>
            (axis.Values is { } values ? Gen.OneOf(values.ToArray()) : Gen.OneOf("KE", "stateless", "Mae Sot", "a b")).Select(value => (axis.Name, value)))
        .Array[0, 5].Select(static parts => parts.DistinctBy(static part => part.Name).ToArray());

    [Fact]
    public void Equal_parts_are_equal_texts_in_whatever_order_they_were_told() => Gen.Select(s_parts, Gen.Int).Sample(
        static (parts, seed) =>
        {
            var shuffled = parts.OrderBy(part => HashCode.Combine(part.Axis, seed)).ToArray();
            Assert.Equal(PeopleCell.Of(parts), PeopleCell.Of(shuffled));
            Assert.Equal(parts.OrderBy(static part => PeopleAxes.IndexOf(part.Axis)), PeopleCell.Of(shuffled).Parts());
        },
        iter: Cases.Count);

    [Fact]
    public void A_text_that_was_written_is_read_as_the_same_part() => s_parts.Sample(
        static parts =>
        {
            Assert.True(PeopleCell.TryParse(PeopleCell.Of(parts).Text, out var cell));
            Assert.Equal(PeopleCell.Of(parts), cell);
        },
        iter: Cases.Count);

    [Theory]
    [InlineData("sex=women;sex=men")]
    [InlineData("sex=female")]
    [InlineData("colour=red")]
    [InlineData("women")]
    [InlineData("=women")]
    [InlineData("place=")]
    [InlineData(null)]
    public void What_no_claim_could_say_is_no_part(string? text) => Assert.False(PeopleCell.TryParse(text, out _));

    [Fact]
    public void The_whole_group_has_no_axis() => Assert.Equal((PeopleCell.Of([]), ""), (default, PeopleCell.Of([]).Text));

    [Fact]
    public void An_axis_that_does_not_exist_or_comes_twice_is_refused()
    {
        Assert.Throws<ArgumentException>(static () => PeopleCell.Of([("colour", "red")]));
        Assert.Throws<ArgumentException>(static () => PeopleCell.Of([("sex", "men"), ("sex", "men")]));
    }

    [Fact]
    public void Only_a_condition_says_nothing_of_the_others() => Assert.Equal(["condition"], PeopleAxes.All.Where(static axis => axis.IsFlag).Select(static axis => axis.Name));
}
