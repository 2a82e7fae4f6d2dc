using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Compounds.Simulation.Choice;

/// <summary>A validated network, compiled for the question which sets of actions take every path from which consumer.</summary>
/// <remarks>
/// A place is up when no chosen action cuts it and every need has a live path. Cycles within one kind of supply are
/// refused; mutual dependence across kinds (a plant needs telecom, the telecom its power) is allowed and resolved as the
/// simulator does: everything was up before the cut, so the largest set of places that can keep each other up stays up.
/// Static: no capacities, no tanks, no time. Immutable and safe to share between threads.
/// </remarks>
public sealed class SeveranceGraph
{
    /// <summary>The most actions a graph may have: 2^30 subsets are about ten seconds of work for 1,000 places.</summary>
    public const int MaximumActions = 30;

    private SeveranceGraph(ImmutableArray<string> actions, ImmutableArray<string> consumers, SeveranceProgram program) =>
        (Actions, Consumers, Program) = (actions, consumers, program);

    /// <summary>Gets the actions; action i is bit i of a subset.</summary>
    public ImmutableArray<string> Actions { get; }

    /// <summary>Gets the consumers that are watched, in the order they were given.</summary>
    public ImmutableArray<string> Consumers { get; }

    /// <summary>Gets the number of subsets, 2^actions.</summary>
    public long SubsetCount => 1L << Actions.Length;

    internal SeveranceProgram Program { get; }

    /// <summary>Validates and compiles a network.</summary>
    /// <param name="actions">The ids of the actions, at most <see cref="MaximumActions"/>.</param>
    /// <param name="nodes">The places, in any order.</param>
    /// <param name="consumers">The ids of the places to watch.</param>
    /// <param name="graph">The compiled network.</param>
    /// <param name="fault">The first thing that is wrong, and where.</param>
    /// <returns>Whether the network is valid.</returns>
    public static bool TryCreate(
        ImmutableArray<string> actions,
        ImmutableArray<SeveranceNode> nodes,
        ImmutableArray<string> consumers,
        [NotNullWhen(true)] out SeveranceGraph? graph,
        [NotNullWhen(false)] out SeveranceFault? fault)
    {
        graph = null;
        var actionAt = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodeAt = new Dictionary<string, int>(StringComparer.Ordinal);
        fault = CheckIds(actions, nodes, actionAt, nodeAt) ?? CheckReferences(nodes, consumers, actionAt, nodeAt) ?? CheckCycles(nodes, nodeAt);
        if (fault is not null)
            return false;

        var compiler = new SeveranceCompiler(nodes, actionAt, nodeAt);
        graph = new SeveranceGraph(actions, consumers, compiler.Compile(consumers));
        return true;
    }

    private static SeveranceFault? CheckIds(
        ImmutableArray<string> actions, ImmutableArray<SeveranceNode> nodes, Dictionary<string, int> actionAt, Dictionary<string, int> nodeAt)
    {
        if (actions.Length > MaximumActions)
            return new(SeveranceFaultKind.TooManyActions, [], $"There are {actions.Length} actions; every subset can be tried for up to {MaximumActions}.");

        foreach (var action in actions)
        {
            if (!actionAt.TryAdd(action, actionAt.Count))
                return new(SeveranceFaultKind.DuplicateId, [action], $"Two actions are called '{action}'; an id is used once.");
        }

        foreach (var node in nodes)
        {
            if (!nodeAt.TryAdd(node.Id, nodeAt.Count))
                return new(SeveranceFaultKind.DuplicateId, [node.Id], $"Two places are called '{node.Id}'; an id is used once.");
        }

        return null;
    }

    private static SeveranceFault? CheckReferences(
        ImmutableArray<SeveranceNode> nodes, ImmutableArray<string> consumers, Dictionary<string, int> actionAt, Dictionary<string, int> nodeAt)
    {
        foreach (var node in nodes)
        {
            SeverancePath[] paths = [.. node.Needs.SelectMany(static need => need.Paths)];
            if (paths.FirstOrDefault(path => !nodeAt.ContainsKey(path.From)) is { } stray)
                return new(SeveranceFaultKind.UnknownNode, [node.Id, stray.From], $"'{node.Id}' is supplied from '{stray.From}', which is not in the network.");

            var cuts = node.CutBy.Concat(paths.SelectMany(static path => path.CutBy));
            if (cuts.FirstOrDefault(action => !actionAt.ContainsKey(action)) is { } unknown)
                return new(SeveranceFaultKind.UnknownAction, [node.Id, unknown], $"'{node.Id}' is cut by '{unknown}', which is not among the actions.");
        }

        return consumers.FirstOrDefault(consumer => !nodeAt.ContainsKey(consumer)) is { } missing
            ? new(SeveranceFaultKind.UnknownNode, [missing], $"The consumer '{missing}' is not in the network.")
            : null;
    }

    private static SeveranceFault? CheckCycles(ImmutableArray<SeveranceNode> nodes, Dictionary<string, int> nodeAt)
    {
        var kinds = nodes.SelectMany(static node => node.Needs).Select(static need => need.Kind).Distinct(StringComparer.Ordinal);
        foreach (var kind in kinds.Order(StringComparer.Ordinal))
        {
            var parents = nodes.Select(node => node.Needs
                .Where(need => need.Kind == kind)
                .SelectMany(static need => need.Paths)
                .Select(path => nodeAt[path.From]).ToArray()).ToArray();
            if (SupplyOrder.Of(parents) is not { Ring.Length: > 0 } order)
                continue;

            ImmutableArray<string> ring = [.. order.FindCycle(parents).Select(node => nodes[node].Id)];
            return new(SeveranceFaultKind.Cycle, ring, $"{kind} runs in a ring: {string.Join(" > ", ring)} > {ring[0]}. Remove one of these edges.");
        }

        return null;
    }
}
