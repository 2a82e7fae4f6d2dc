using System.Collections.Immutable;
using Compounds.Simulation.Choice;

namespace Compounds.Solver;

/// <summary>The front of effect against harm, level of harm by level of harm, for models whose clusters are too large to try.</summary>
/// <remarks>
/// First the two ends, then always the widest stretch of harm of which nothing is known: its middle, and where that found
/// nothing new, its upper end, which either finds the next point or closes the stretch. Few questions give a front with even
/// spacing, enough questions the whole front.
/// </remarks>
public static class SweptFront
{
    /// <summary>Sweeps a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="query">What is compared and what is allowed; without own axes.</param>
    /// <param name="limits">How much the sweep may cost.</param>
    /// <param name="cancellationToken">Stops the sweep.</param>
    /// <returns>The points that were found, each with its proven gap; complete when every stretch was closed with proof.</returns>
    /// <exception cref="ArgumentException">The query has an own axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range, or a weight or amount is.</exception>
    /// <exception cref="OperationCanceledException">The sweep was stopped.</exception>
    public static CutFront Find(PlanningModel model, ChoiceQuery query, SweepLimits limits, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Questions, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limits.Questions, 1_000);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limits.Effort);
        if (!query.OwnAxes.IsEmpty)
            throw new ArgumentException("A sweep has two axes; limit the line with a budget instead.", nameof(query));

        var question = new HarmQuestion(new(model, new(query), limits, cancellationToken), model.Actions.Length);
        var (points, isComplete) = Sweep(question, limits.Questions);
        return new(query, Undominated(points, model), isComplete);
    }

    private static (List<SweptPoint> Points, bool IsComplete) Sweep(HarmQuestion question, int questions)
    {
        if (question.LeastHarm(out var isInfeasible) is not { } gentlest || question.Ask(null, gentlest) is not { } hardest)
            return ([], isInfeasible);
        if (question.Ask(question.HarmOf(gentlest), gentlest) is not { } first)
            return ([hardest], false);

        var points = new List<SweptPoint> { first, hardest };
        var isProven = first.IsProven && hardest.IsProven;
        var open = new PriorityQueue<Stretch, (long, long)>();
        Open(new(first, hardest, first.Harm + 1, hardest.Harm - 1, AskTop: false));
        for (var asked = 2; asked < questions && open.TryDequeue(out var stretch, out _); asked++)
        {
            var level = stretch.AskTop ? stretch.To : stretch.From + ((stretch.To - stretch.From) / 2);
            if (question.Ask(level, stretch.Below.Chosen) is not { } found)
            {
                isProven = false;
                continue;
            }

            isProven &= found.IsProven;
            var above = stretch with { From = level + 1, AskTop = found.Disruption <= stretch.Below.Disruption };
            if (found.Disruption > stretch.Below.Disruption)
            {
                points.Add(found);
                Open(new(stretch.Below, found, stretch.From, found.Harm - 1, AskTop: false));
                above = above with { Below = found };
            }

            Open(above);
        }

        return (points, isProven && open.Count == 0);

        void Open(Stretch stretch)
        {
            if (stretch.From <= stretch.To && stretch.Above.Disruption > stretch.Below.Disruption)
                open.Enqueue(stretch, (stretch.From - stretch.To, stretch.From));
        }
    }

    // Without proofs a later point can turn out better than an earlier one with more harm.
    private static ImmutableArray<FrontPoint> Undominated(List<SweptPoint> points, PlanningModel model)
    {
        var front = ImmutableArray.CreateBuilder<FrontPoint>();
        var most = long.MinValue;
        foreach (var point in points.OrderBy(static point => point.Harm).ThenByDescending(static point => point.Disruption))
        {
            if (point.Disruption <= most)
                continue;

            most = point.Disruption;
            ImmutableArray<string> actions = [.. model.Actions.Where((_, at) => point.Chosen[at])];
            front.Add(new(actions, FixedPoint.ToAmount(point.Disruption), FixedPoint.ToAmount(point.Harm), model.Evaluate(actions), point.Gap));
        }

        return front.ToImmutable();
    }

    /// <summary>Levels of harm between two points about which nothing is known.</summary>
    private sealed record Stretch(SweptPoint Below, SweptPoint Above, long From, long To, bool AskTop);
}
