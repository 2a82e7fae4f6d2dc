using Compounds.Server.Graphs;

namespace Compounds.Server.Tests.Graphs;

public class GraphLayoutTests
{
    [Fact]
    public void The_same_graph_is_always_drawn_the_same() => Assert.Equal(GraphLayout.Place(Tree.Depths, Tree.Edges), GraphLayout.Place(Tree.Depths, Tree.Edges));

    [Fact]
    public void Every_node_lies_inside_the_picture() => Assert.All(GraphLayout.Place(Tree.Depths, Tree.Edges), static place =>
    {
        Assert.InRange(place.X, 0, 1);
        Assert.InRange(place.Y, 0, 1);
    });

    [Fact]
    public void No_two_nodes_cover_each_other()
    {
        var places = GraphLayout.Place(Tree.Depths, Tree.Edges);
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = 0; j < i; j++)
                Assert.True(Distance(places[i], places[j]) > 0.01, $"{i} and {j} are drawn at one place.");
        }
    }

    [Fact]
    public void What_is_tied_lies_nearer_than_what_is_not()
    {
        var places = GraphLayout.Place(Tree.Depths, Tree.Edges);
        var tied = Tree.Edges.Average(edge => Distance(places[edge.From], places[edge.To]));
        var all = Enumerable.Range(1, places.Length - 1).SelectMany(i => Enumerable.Range(0, i).Select(j => Distance(places[i], places[j]))).Average();
        Assert.True(tied < 0.6 * all, $"Ties are {tied:F3} long, any two nodes {all:F3} apart.");
    }

    [Fact]
    public void A_subject_alone_is_drawn_in_the_middle() => Assert.Equal([new GraphPlace(0.5, 0.5)], GraphLayout.Place([0], []));

    [Fact]
    public void Nodes_that_only_a_hidden_step_connects_are_placed_too() =>
        Assert.All(GraphLayout.Place([0, 1, 1], []), static place => Assert.True(double.IsFinite(place.X) && double.IsFinite(place.Y)));

    private static double Distance(GraphPlace one, GraphPlace other) => Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2));

    /// <summary>A focus with six branches of six leaves: 43 nodes.</summary>
    private static class Tree
    {
        public static readonly int[] Depths = [0, .. Enumerable.Repeat(1, 6), .. Enumerable.Repeat(2, 36)];

        public static readonly (int From, int To)[] Edges =
            [.. Enumerable.Range(1, 6).Select(static branch => (0, branch)), .. Enumerable.Range(7, 36).Select(static leaf => (1 + ((leaf - 7) / 6), leaf))];
    }
}
