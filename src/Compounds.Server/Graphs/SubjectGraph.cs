using Compounds.Assessments;
using Compounds.Grains.Catalog;
using Compounds.Grains.Subjects;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Server.Graphs;

/// <summary>The subjects around one, as far as a reader may see them: breadth first, nearest first, by id among equals.</summary>
/// <param name="Focus">The subject in the middle.</param>
/// <param name="Nodes">The subjects.</param>
/// <param name="Edges">The ties between them.</param>
internal sealed record SubjectGraph(SubjectId Focus, IReadOnlyList<SubjectGraph.Node> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    /// <summary>Subjects in a graph; more cannot be read on a screen and take a browser seconds.</summary>
    public const int MaxNodes = 150;

    /// <summary>Reads the graph.</summary>
    /// <returns>Null when the reader may see nothing of the focus.</returns>
    public static async Task<SubjectGraph?> ReadAsync(IGrainFactory grains, Reader reader, SubjectQuestion question, SubjectId focus, int depth, CancellationToken cancellationToken)
    {
        if (await grains.GetSubject(focus).CardAsync(reader, question, cancellationToken) is not { } first)
            return null;
        var cards = new Dictionary<SubjectId, (Card Card, int Depth)> { [focus] = (first, 0) };
        var ties = new HashSet<GraphEdge>();
        for (var (step, edge) = (1, (IReadOnlyList<Card>)[first]); step <= depth + 1 && edge.Count > 0; step++)
        {
            var around = await Task.WhenAll(edge.Select(card => AroundAsync(card)));
            ties.UnionWith(around.SelectMany(static each => each.Ties));
            var next = around.SelectMany(static each => each.Cards).DistinctBy(static card => card.Id).Where(card => !cards.ContainsKey(card.Id)).OrderBy(static card => card.Id).ToArray();
            // One step beyond the last is read only to tell how many ties lead there.
            if (step > depth)
                break;
            edge = [.. next.Take(MaxNodes - cards.Count)];
            foreach (var card in edge)
                cards[card.Id] = (card, step);
        }

        var shown = ties.Where(tie => cards.ContainsKey(tie.From) && cards.ContainsKey(tie.To))
            .OrderBy(static tie => tie.From).ThenBy(static tie => tie.To).ThenBy(static tie => tie.Attribute, StringComparer.Ordinal).ThenBy(static tie => tie.Dimension, StringComparer.Ordinal).ToArray();
        return new SubjectGraph(
            focus, [.. cards.Values.OrderBy(static each => each.Depth).ThenBy(static each => each.Card.Id).Select(each => Node.Of(each.Card, each.Depth, ties.Count(tie => LeadsAway(tie, each.Card.Id))))], shown);

        bool LeadsAway(GraphEdge tie, SubjectId from) => (tie.From == from && !cards.ContainsKey(tie.To)) || (tie.To == from && !cards.ContainsKey(tie.From));

        async Task<(IReadOnlyList<Card> Cards, IReadOnlyList<GraphEdge> Ties)> AroundAsync(Card card)
        {
            var query = CatalogQuery.All with { LinkedTo = card.Id, Question = question };
            var incoming = (await Task.WhenAll(CatalogShard.Keys.Select(shard => grains.GetGrain<ICatalogGrain>(shard).QueryAsync(reader, query, cancellationToken)))).SelectMany(static cards => cards).ToArray();
            // A subject of which the reader may see no more than its id is no node: there would be nothing to show.
            var outgoing = (await Task.WhenAll(card.Links.Select(link => link.Target).Distinct().Select(target => grains.GetSubject(target).CardAsync(reader, question, cancellationToken)))).OfType<Card>().ToArray();
            return (
                [.. outgoing, .. incoming],
                [.. card.Links.Where(link => outgoing.Any(other => other.Id == link.Target)).Select(link => Tie(card.Id, link)), .. incoming.SelectMany(other => other.Links.Where(link => link.Target == card.Id).Select(link => Tie(other.Id, link)))]);
        }
    }

    /// <summary>Reads the shortest way from one subject to another along ties that a reader may see (see <see cref="TiePath"/>).</summary>
    /// <returns>No nodes when no ties lead there; null when the reader may see nothing of one of the two.</returns>
    public static async Task<SubjectGraph?> ReadPathAsync(IGrainFactory grains, Reader reader, SubjectQuestion question, SubjectId from, SubjectId to, CancellationToken cancellationToken)
    {
        var query = CatalogQuery.All with { Question = question };
        var shards = await Task.WhenAll(CatalogShard.Keys.Select(shard => grains.GetGrain<ICatalogGrain>(shard).QueryAsync(reader, query, cancellationToken)));
        var cards = shards.SelectMany(static cards => cards).ToDictionary(static card => card.Id);
        if (!cards.ContainsKey(from) || !cards.ContainsKey(to))
            return null;
        var path = TiePath.Find(cards, from, to);
        var ties = path.Zip(path.Skip(1)).SelectMany(step => TiesBetween(cards[step.First], cards[step.Second]));
        return new SubjectGraph(from, [.. path.Select((id, index) => Node.Of(cards[id], index, hidden: 0))], [.. ties]);
    }

    private static IEnumerable<GraphEdge> TiesBetween(Card one, Card other) =>
        one.Links.Where(link => link.Target == other.Id).Select(link => Tie(one.Id, link)).Concat(other.Links.Where(link => link.Target == one.Id).Select(link => Tie(other.Id, link)));

    private static GraphEdge Tie(SubjectId from, SubjectLink link) => new(from, link.Target, link.Attribute, link.Dimension, link.Probability);

    /// <summary>A subject in the graph.</summary>
    internal sealed record Node(SubjectId Id, string Name, string? Type, int Tier, string HighestTlp, int Depth, int Hidden)
    {
        public static Node Of(Card card, int depth, int hidden) => new(card.Id, card.Name, card.Type?.Value, card.Tier, card.HighestTlp.Text(), depth, hidden);
    }
}
