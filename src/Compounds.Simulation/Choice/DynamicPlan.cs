using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>How much may be simulated to check a front.</summary>
/// <param name="Candidates">The most front points; beyond it they are thinned evenly, both ends kept. At least 2, by default 200.</param>
/// <param name="Sets">The most sets in all. At least <paramref name="Candidates"/>, by default 5,000.</param>
[GenerateSerializer, Immutable, Alias("choice/dynamic-limits")]
public sealed record DynamicLimits([Id(0)] int Candidates = 200, [Id(1)] int Sets = 5_000);

/// <summary>The sets of actions to simulate with the full model, before anything is simulated.</summary>
/// <param name="Candidates">The front points to be checked.</param>
/// <param name="Sets">The sets to simulate, each once: the candidates first, in their order.</param>
/// <param name="LeftOutCandidates">Front points that were thinned away.</param>
/// <param name="LeftOutNeighbors">Neighbours beyond the limit, at most; one that is a neighbour of two counts twice.</param>
[GenerateSerializer, Immutable, Alias("choice/dynamic-plan")]
public sealed record DynamicPlan(
    [Id(0)] ImmutableArray<FrontPoint> Candidates,
    [Id(1)] ImmutableArray<ImmutableArray<string>> Sets,
    [Id(2)] int LeftOutCandidates,
    [Id(3)] int LeftOutNeighbors)
{
    /// <summary>Up to so many actions, all their subsets are simulated instead of neighbours.</summary>
    public const int ExhaustiveActions = 10;

    /// <summary>Plans the check of a front.</summary>
    /// <param name="front">The front of the planning model.</param>
    /// <param name="actions">The actions that may be chosen.</param>
    /// <param name="limits">How much may be simulated.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below its least value.</exception>
    public static DynamicPlan Of(CutFront front, ImmutableArray<string> actions, DynamicLimits limits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Candidates, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Sets, limits.Candidates);

        var candidates = Thin(front.Points, limits.Candidates);
        ImmutableArray<string> ordered = [.. actions.Order(StringComparer.Ordinal)];
        var sets = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
            TryAdd(candidate.Actions);

        var more = ordered.Length <= ExhaustiveActions
            ? Subsets(ordered)
            : candidates.SelectMany(candidate => Without(candidate.Actions))
                .Concat(candidates.SelectMany(candidate => With(candidate.Actions, ordered)))
                .Concat(candidates.SelectMany(candidate => Exchanged(candidate.Actions, ordered)));
        var leftOut = 0;
        foreach (var set in more)
        {
            if (ordered.Length <= ExhaustiveActions || sets.Count < limits.Sets)
                TryAdd(set);
            else
                leftOut += known.Contains(SetOrder.KeyOf(set)) ? 0 : 1;
        }

        return new(candidates, sets.ToImmutable(), front.Points.Length - candidates.Length, leftOut);

        void TryAdd(ImmutableArray<string> set)
        {
            if (known.Add(SetOrder.KeyOf(set)))
                sets.Add(set);
        }
    }

    private static ImmutableArray<FrontPoint> Thin(ImmutableArray<FrontPoint> points, int most) => points.Length <= most
        ? points
        : [.. Enumerable.Range(0, most).Select(at => points[(int)((long)at * (points.Length - 1) / (most - 1))])];

    private static IEnumerable<ImmutableArray<string>> Subsets(ImmutableArray<string> actions) =>
        Enumerable.Range(0, 1 << actions.Length).Select(subset => actions.Where((_, at) => ((subset >> at) & 1) == 1).ToImmutableArray());

    private static IEnumerable<ImmutableArray<string>> Without(ImmutableArray<string> set) => set.Select(action => set.Remove(action));

    private static IEnumerable<ImmutableArray<string>> With(ImmutableArray<string> set, ImmutableArray<string> actions) =>
        actions.Where(action => !set.Contains(action)).Select(action => set.Add(action).Sort(StringComparer.Ordinal));

    private static IEnumerable<ImmutableArray<string>> Exchanged(ImmutableArray<string> set, ImmutableArray<string> actions) =>
        Without(set).SelectMany(rest => With(rest, actions).Where(other => !other.SequenceEqual(set)));
}
