using Compounds.Assessments;
using Compounds.Subjects;

namespace Compounds.Server.Graphs;

/// <summary>The shortest way from one subject to another along their ties, whichever way round each was reported. Pure.</summary>
internal static class TiePath
{
    /// <summary>Finds the way of the fewest ties; of several, the likeliest; of equally likely ones, always the same.</summary>
    /// <param name="cards">All cards that the asker may see. A subject without one is no step of a way.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <returns>The subjects from the first to the last; none when no ties lead there.</returns>
    public static IReadOnlyList<SubjectId> Find(IReadOnlyDictionary<SubjectId, Card> cards, SubjectId from, SubjectId to)
    {
        var ties = TiesOf(cards);
        var before = new Dictionary<SubjectId, SubjectId>();
        var settled = new HashSet<SubjectId>();
        var costs = new Dictionary<SubjectId, (int Ties, double Nats)> { [from] = (0, 0) };
        var next = new PriorityQueue<SubjectId, (int Ties, double Nats, SubjectId Id)>();
        next.Enqueue(from, (0, 0, from));
        while (next.TryDequeue(out var here, out _))
        {
            if (here == to)
                return [.. Back(before, to).Reverse()];
            if (!settled.Add(here))
                continue;
            foreach (var (other, probability) in ties[here])
            {
                var cost = (Ties: costs[here].Ties + 1, Nats: costs[here].Nats - Math.Log(Math.Max(probability, double.Epsilon)));
                if (settled.Contains(other) || (costs.TryGetValue(other, out var known) && known.CompareTo(cost) <= 0))
                    continue;
                (costs[other], before[other]) = (cost, here);
                next.Enqueue(other, (cost.Ties, cost.Nats, other));
            }
        }

        return [];
    }

    private static IEnumerable<SubjectId> Back(Dictionary<SubjectId, SubjectId> before, SubjectId last)
    {
        yield return last;
        for (var here = last; before.TryGetValue(here, out var earlier); here = earlier)
            yield return earlier;
    }

    /// <summary>For each subject those it is tied to in either direction, by id, with the likeliest tie.</summary>
    private static ILookup<SubjectId, (SubjectId Other, double Probability)> TiesOf(IReadOnlyDictionary<SubjectId, Card> cards) => cards.Values
        .SelectMany(card => card.Links.Where(link => cards.ContainsKey(link.Target))
            .SelectMany(link => new[] { (From: card.Id, To: link.Target, link.Probability), (From: link.Target, To: card.Id, link.Probability) }))
        .OrderByDescending(static tie => tie.Probability).ThenBy(static tie => tie.To)
        .ToLookup(static tie => tie.From, static tie => (tie.To, tie.Probability));
}
