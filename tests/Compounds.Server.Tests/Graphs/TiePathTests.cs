using Compounds.Assessments;
using Compounds.Readers;
using Compounds.Server.Graphs;
using Compounds.Subjects;

namespace Compounds.Server.Tests.Graphs;

public class TiePathTests
{
    [Fact]
    public void The_way_of_the_fewest_ties_is_found_whichever_way_round_they_were_reported() =>
        Assert.Equal("a b c", Find("a", "c", ("a", "b", 0.6), ("c", "b", 0.6), ("a", "x", 1), ("x", "y", 1), ("y", "c", 1)));

    [Fact]
    public void Of_ways_of_one_length_the_likeliest_is_taken() =>
        Assert.Equal("a x c", Find("a", "c", ("a", "b", 0.6), ("b", "c", 0.9), ("a", "x", 0.9), ("x", "c", 0.9)));

    [Fact]
    public void Of_equally_likely_ways_the_same_is_always_taken()
    {
        Assert.Equal("a b d", Find("a", "d", ("a", "b", 0.9), ("b", "d", 0.9), ("a", "c", 0.9), ("c", "d", 0.9)));
        Assert.Equal("a b d", Find("a", "d", ("c", "d", 0.9), ("a", "c", 0.9), ("b", "d", 0.9), ("a", "b", 0.9)));
    }

    [Fact]
    public void A_subject_that_cannot_be_seen_is_no_step() => Assert.Equal("", string.Join(' ', TiePath.Find(
        Cards([("a", "hidden", 0.9), ("c", "hidden", 0.9)]).Where(static each => each.Key != IdOf("hidden")).ToDictionary(), IdOf("a"), IdOf("c"))));

    [Fact]
    public void Where_no_ties_lead_there_is_no_way() => Assert.Equal("", Find("a", "c", ("a", "b", 0.9), ("c", "d", 0.9)));

    [Fact]
    public void The_way_to_oneself_is_oneself() => Assert.Equal("a", Find("a", "a", ("a", "b", 0.9)));

    private static string Find(string from, string to, params (string From, string To, double Probability)[] ties) =>
        string.Join(' ', TiePath.Find(Cards(ties), IdOf(from), IdOf(to)).Select(static id => id.Slug()));

    private static Dictionary<SubjectId, Card> Cards(IReadOnlyList<(string From, string To, double Probability)> ties) => ties
        .SelectMany(static tie => new[] { tie.From, tie.To }).Distinct().ToDictionary(IdOf, name => CardOf(name, ties));

    private static Card CardOf(string name, IReadOnlyList<(string From, string To, double Probability)> ties) => new(
        IdOf(name), SubjectKind.Compound, name, [], null, null, null, null, null, [], 0, 0, true, 1, Tlp.Clear, default,
        [.. ties.Where(tie => tie.From == name).Select(tie => new SubjectLink("suppliedBy", "power", IdOf(tie.To), tie.Probability))], null, 1);

    private static SubjectId IdOf(string name) => SubjectId.Parse($"compound:{name}");
}
