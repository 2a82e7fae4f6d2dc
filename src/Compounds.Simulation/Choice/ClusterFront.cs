using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>Too many actions meet at common consumers to try all their subsets.</summary>
/// <param name="Actions">The actions that hang together, in ordinal order.</param>
[GenerateSerializer, Immutable, Alias("choice/cluster-too-large")]
public sealed record ClusterTooLarge([Id(0)] ImmutableArray<string> Actions);

/// <summary>The exact front of a planning model, cluster by cluster.</summary>
/// <remarks>
/// Actions that share no consumer do not interact, so the best sets of the whole are unions of best sets of the clusters.
/// Each cluster is tried exhaustively; the lists of what is worth keeping are added up pairwise and thinned. All amounts are
/// whole thousandths, so the result does not depend on the order of the merges and equals brute force.
/// </remarks>
public static class ClusterFront
{
    /// <summary>The most actions of a cluster: 65,536 subsets.</summary>
    public const int MaximumClusterActions = 16;

    // Candidates are thinned each time so many have gathered, which bounds memory.
    private const int Gathered = 1 << 18;

    /// <summary>Finds the front.</summary>
    /// <param name="model">The model.</param>
    /// <param name="query">What is compared and what is allowed.</param>
    /// <param name="front">The complete front, every point proven.</param>
    /// <param name="refusal">The first cluster with more than <see cref="MaximumClusterActions"/> actions.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>Whether every cluster was small enough.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, or a weighed amount is beyond 10^12.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public static bool TryFind(
        PlanningModel model,
        ChoiceQuery query,
        [NotNullWhen(true)] out CutFront? front,
        [NotNullWhen(false)] out ClusterTooLarge? refusal,
        CancellationToken cancellationToken = default)
    {
        var clusters = ActionCluster.Of(model, out var alone);
        refusal = clusters.Find(static cluster => cluster.Actions.Length > MaximumClusterActions) is { } large
            ? new([.. large.Actions.Select(action => model.Actions[action])])
            : null;
        front = refusal is null ? Find(model, query, clusters, alone, cancellationToken) : null;
        return refusal is null;
    }

    private static CutFront Find(PlanningModel model, ChoiceQuery query, List<ActionCluster> clusters, int[] alone, CancellationToken cancellationToken)
    {
        var columns = new ChoiceColumns(query);
        var lists = new List<ParetoList> { Base(model, alone, columns) };
        var bounds = new BudgetBounds(columns);
        bounds.Add(lists[0]);
        foreach (var cluster in clusters)
            bounds.Add(cluster.Consumers.Select(consumer => ClusterTable.Rows(model.Consumers[consumer], columns)));

        for (var at = 0; at < clusters.Count; at++)
        {
            lists.Add(Enumerate(new(model, clusters[at], columns), clusters[at], lists[0], columns.Objectives, bounds.Except(at + 1), cancellationToken));
            bounds.Replace(at + 1, lists[^1]);
        }

        var merged = lists[0];
        for (var at = 1; at < lists.Count; at++)
            merged = Merge(merged, lists[at], columns.Objectives, bounds.After(at), cancellationToken);

        merged = ParetoFilter.Keep(merged, columns.Objectives, BudgetRoom.Final(columns.Limits));
        return FrontOf(model, query, merged);
    }

    // The consumers that no action reaches: a list of one entry.
    private static ParetoList Base(PlanningModel model, int[] alone, ChoiceColumns columns)
    {
        var list = new ParetoList(columns.Width, Math.Max(1, (model.Actions.Length + 63) / 64));
        list.Add(out var row, out _);
        foreach (var consumer in alone)
        {
            var outcome = ClusterTable.Rows(model.Consumers[consumer], columns);
            for (var column = 0; column < row.Length; column++)
                row[column] += outcome[column];
        }

        return list;
    }

    private static ParetoList Enumerate(
        ClusterTable table, ActionCluster cluster, ParetoList shape, int objectives, BudgetRoom room, CancellationToken cancellationToken)
    {
        var all = new ParetoList(shape.Width, shape.Words);
        for (var subset = 0U; subset < 1U << cluster.Actions.Length; subset++)
        {
            all.Add(out var row, out var set);
            table.Add(subset, row, set);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return ParetoFilter.Keep(all, objectives, room);
    }

    private static ParetoList Merge(ParetoList left, ParetoList right, int objectives, BudgetRoom room, CancellationToken cancellationToken)
    {
        var sums = new ParetoList(left.Width, left.Words);
        var enough = Gathered;
        for (var a = 0; a < left.Count; a++)
        {
            for (var b = 0; b < right.Count; b++)
                sums.AddSum(left.Row(a), left.Set(a), right.Row(b), right.Set(b));

            if (sums.Count < enough)
                continue;

            cancellationToken.ThrowIfCancellationRequested();
            sums = ParetoFilter.Keep(sums, objectives, room);
            enough = Math.Max(Gathered, 2 * sums.Count);
        }

        return ParetoFilter.Keep(sums, objectives, room);
    }

    private static CutFront FrontOf(PlanningModel model, ChoiceQuery query, ParetoList list)
    {
        var points = new List<FrontPoint>(list.Count);
        for (var at = list.Count - 1; at >= 0; at--)
        {
            var set = list.Set(at).ToArray();
            ImmutableArray<string> actions = [.. Enumerable.Range(0, model.Actions.Length)
                .Where(action => ((set[action >> 6] >> (action & 63)) & 1) == 1)
                .Select(action => model.Actions[action])];
            points.Add(new(actions, FixedPoint.ToAmount(-list.Row(at)[0]), FixedPoint.ToAmount(list.Row(at)[1]), model.Evaluate(actions), ProvenGap: 0));
        }

        return new(query, [.. points.OrderBy(static point => point.Harm).ThenBy(static point => point.Disruption)], IsComplete: true);
    }
}
