using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Compounds.Server.Subjects;
using Compounds.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Graphs;

/// <summary>What a subject is tied to and the way from one to another, with places to draw it at, so that no browser lays out a graph.</summary>
internal static class GraphEndpoints
{
    private const int MaxDepth = 4;

    public static void MapGraphs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/graph", GetAsync).WithTags("Subjects").WithName("GetGraph").RequireAuthorization(Access.Read)
            .WithSummary($"The subjects within a few ties of one, at most {SubjectGraph.MaxNodes}, each with a place in the unit square that is the same for the same graph.");
        routes.MapGet("/v1/graph/path", GetPathAsync).WithTags("Subjects").WithName("GetGraphPath").RequireAuthorization(Access.Read)
            .WithSummary("The way of the fewest ties from one subject to another, the likeliest of them, as far as the caller may see ties. No nodes when there is none.");
    }

    private static async Task<Results<Ok<GraphBody>, ProblemHttpResult>> GetPathAsync(
        string from, string to, HttpContext http, IGrainFactory grains, [AsParameters] TimesQuery times, CancellationToken cancellationToken)
    {
        if (times.TryRead(out var question) is { } wrong)
            return Problem.BadRequest(wrong).Result;
        if (!SubjectId.TryParse(from, out var first) || !SubjectId.TryParse(to, out var last))
            return Problem.BadRequest("from and to are subject ids such as compound:kk-park.").Result;
        return await SubjectGraph.ReadPathAsync(grains, Caller.Of(http.User).Reader, question, first, last, cancellationToken) is { } path
            ? TypedResults.Ok(GraphBody.OfPath(path))
            : Problem.NotFound("One of the two subjects is not known, or you may see nothing of it.").Result;
    }

    private static async Task<Results<Ok<GraphBody>, ProblemHttpResult>> GetAsync(
        string focus, HttpContext http, IGrainFactory grains, [AsParameters] TimesQuery times, CancellationToken cancellationToken, int depth = 2)
    {
        if (times.TryRead(out var question) is { } wrong)
            return Problem.BadRequest(wrong).Result;
        if (depth is < 1 or > MaxDepth)
            return Problem.BadRequest($"depth is 1 to {MaxDepth}: how many ties away from the focus the graph reaches.").Result;
        if (!SubjectId.TryParse(focus, out var id))
            return Problem.BadRequest("focus is a subject id such as compound:kk-park.").Result;
        return await SubjectGraph.ReadAsync(grains, Caller.Of(http.User).Reader, question, id, depth, cancellationToken) is { } graph
            ? TypedResults.Ok(GraphBody.Of(graph))
            : Problem.NotFound("No subject of this id is known at the time asked for, or you may see nothing of it.").Result;
    }
}

/// <summary>A graph, ready to be drawn.</summary>
/// <param name="Focus">The subject it was asked for.</param>
/// <param name="Nodes">The subjects, nearest to the focus first.</param>
/// <param name="Edges">The ties between them.</param>
public sealed record GraphBody(SubjectId Focus, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    internal static GraphBody Of(SubjectGraph graph)
    {
        var at = graph.Nodes.Select(static (node, index) => (node.Id, index)).ToDictionary(static each => each.Id, static each => each.index);
        var places = GraphLayout.Place([.. graph.Nodes.Select(static node => node.Depth)], [.. graph.Edges.Select(edge => (at[edge.From], at[edge.To]))]);
        return new GraphBody(graph.Focus, [.. graph.Nodes.Select((node, index) => GraphNode.Of(node, places[index]))], graph.Edges);
    }

    /// <summary>A way is drawn from left to right, every second subject a little lower, so that no name covers the next.</summary>
    internal static GraphBody OfPath(SubjectGraph path) => new(
        path.Focus,
        [.. path.Nodes.Select((node, index) => GraphNode.Of(node, new GraphPlace(path.Nodes.Count == 1 ? 0.5 : Math.Round((index + 0.5) / path.Nodes.Count, 5), index % 2 == 0 ? 0.45 : 0.55)))],
        path.Edges);
}

/// <summary>A subject in a graph.</summary>
/// <param name="Id">The subject.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Type">Its likeliest type or category, or null.</param>
/// <param name="Tier">How well founded its status is: 3 high to 0 unverified.</param>
/// <param name="HighestTlp">The highest marking of what is shown of it.</param>
/// <param name="Depth">How many ties it is away from the focus.</param>
/// <param name="Hidden">How many of its ties lead to subjects beyond what is shown.</param>
/// <param name="X">Where to draw it, 0 (left) to 1.</param>
/// <param name="Y">Where to draw it, 0 (top) to 1.</param>
public sealed record GraphNode(SubjectId Id, string Name, SubjectKind Kind, string? Type, int Tier, string HighestTlp, int Depth, int Hidden, double X, double Y)
{
    internal static GraphNode Of(SubjectGraph.Node node, GraphPlace place) => new(
        node.Id, node.Name, node.Id.Kind(), node.Type, node.Tier, node.HighestTlp, node.Depth, node.Hidden, place.X, place.Y);
}

/// <summary>A tie in a graph.</summary>
/// <param name="From">The subject whose claims say so.</param>
/// <param name="To">The other subject.</param>
/// <param name="Attribute">The attribute that says so, for example suppliedBy.</param>
/// <param name="Dimension">For example the kind of supply, or null.</param>
/// <param name="Probability">How likely it is, 0 to 1.</param>
public sealed record GraphEdge(SubjectId From, SubjectId To, string Attribute, string? Dimension, double Probability);
