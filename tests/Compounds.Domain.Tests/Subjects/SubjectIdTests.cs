using System.Text.Json;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Domain.Tests.Subjects;

/// <summary>Ids are made from names, once and for all.</summary>
public class SubjectIdTests
{
    private static readonly Gen<SubjectKind> Kinds = Gen.Int[0, 3].Select(kind => SubjectKinds.All[kind]);

    [Theory]
    [InlineData(SubjectKind.Compound, "KK Park", "compound:kk-park")]
    [InlineData(SubjectKind.Crossing, "Friendship Bridge No. 2", "crossing:friendship-bridge-no-2")]
    [InlineData(SubjectKind.Operator, "DKBA", "operator:dkba")]
    [InlineData(SubjectKind.Infrastructure, "Mae Sot 115 kV", "infrastructure:mae-sot-115-kv")]
    public void A_latin_name_is_readable_in_its_id(SubjectKind kind, string name, string id) =>
        Assert.Equal(id, SubjectId.FromName(kind, name).Value);

    [Fact]
    public void A_place_tells_two_subjects_of_one_name_apart()
    {
        var (one, other) = (SubjectId.FromName(SubjectKind.Compound, "Golden City", "Myawaddy"), SubjectId.FromName(SubjectKind.Compound, "Golden City", "Bavet"));
        Assert.NotEqual(one, other);
        Assert.Equal("compound:golden-city-at-myawaddy", one.Value);
        Assert.Equal(one, SubjectId.FromName(SubjectKind.Compound, "GOLDEN CITY", " myawaddy "));
    }

    [Fact]
    public void A_place_of_punctuation_is_no_place() =>
        Assert.Equal(SubjectId.FromName(SubjectKind.Compound, "KK Park"), SubjectId.FromName(SubjectKind.Compound, "KK Park", " - "));

    [Fact]
    public void Every_name_with_a_letter_gives_an_id_that_parses_back() => Gen.Select(Kinds, Names.Real).Sample(
        (kind, name) =>
        {
            var id = SubjectId.FromName(kind, name);
            Assert.Equal(id, SubjectId.Parse(id.Value));
            Assert.Equal(kind, id.Kind());
            Assert.Equal(id.Value, $"{kind.Text()}:{id.Slug()}");
            Assert.True(id.Slug().Length <= 120);
        },
        iter: 10 * Cases.Count);

    [Fact]
    public void Two_writings_of_one_name_give_one_id() => Names.Real.Sample(
        name => Assert.Equal(SubjectId.FromName(SubjectKind.Compound, name), SubjectId.FromName(SubjectKind.Compound, SubjectName.Normalise(name))),
        iter: Cases.Count);

    [Fact]
    public void No_two_names_that_differ_give_one_id() => Gen.Select(Gen.OneOf(Names.Real, Names.Alike), Gen.OneOf(Names.Real, Names.Alike)).Sample(
        (one, other) => Assert.Equal(
            SubjectName.Normalise(one) == SubjectName.Normalise(other),
            SubjectId.FromName(SubjectKind.Compound, one) == SubjectId.FromName(SubjectKind.Compound, other)),
        iter: 10 * Cases.Count);

    [Fact]
    public void A_name_that_imitates_the_id_of_another_does_not_get_it() => Names.Real.Sample(
        name =>
        {
            var id = SubjectId.FromName(SubjectKind.Compound, name);
            var imitation = id.Slug().Replace('-', ' ');
            Assert.Equal(SubjectName.Normalise(name) == imitation, SubjectId.FromName(SubjectKind.Compound, imitation) == id);
        },
        iter: Cases.Count);

    [Fact]
    public void Long_names_that_differ_at_the_end_keep_apart()
    {
        var stem = string.Concat(Enumerable.Repeat("very long name ", 12));
        Assert.NotEqual(SubjectId.FromName(SubjectKind.Compound, stem + "one"), SubjectId.FromName(SubjectKind.Compound, stem + "two"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("kk-park")]
    [InlineData("compound:")]
    [InlineData("Compound:kk-park")]
    [InlineData("site:kk-park")]
    [InlineData("compound:KK-Park")]
    [InlineData("compound:-kk")]
    [InlineData("compound:kk-")]
    [InlineData("compound:kk--park")]
    [InlineData("compound:kk park")]
    [InlineData("compound:กก")]
    [InlineData(" compound:kk-park")]
    [InlineData("compound:kk-park:2")]
    public void A_malformed_id_is_refused(string? text) => Assert.False(SubjectId.TryParse(text, out _));

    [Fact]
    public void An_id_is_at_most_120_characters_after_its_kind()
    {
        Assert.True(SubjectId.TryParse("compound:" + new string('a', 120), out _));
        Assert.False(SubjectId.TryParse("compound:" + new string('a', 121), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("– !")]
    public void A_name_without_letter_and_digit_has_no_id(string name) => Assert.Throws<ArgumentException>(() => SubjectId.FromName(SubjectKind.Compound, name));

    [Fact]
    public void A_malformed_text_is_no_id_to_parse() => Assert.Throws<FormatException>(() => SubjectId.Parse("kk-park"));

    [Fact]
    public void An_id_is_a_plain_string_in_json()
    {
        var id = SubjectId.Parse("compound:kk-park");
        Assert.Equal("\"compound:kk-park\"", JsonSerializer.Serialize(id));
        Assert.Equal(id, JsonSerializer.Deserialize<SubjectId>("\"compound:kk-park\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SubjectId>("\"KK Park\""));
    }
}
