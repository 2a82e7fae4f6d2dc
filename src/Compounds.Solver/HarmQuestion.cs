using System.Collections.Immutable;

namespace Compounds.Solver;

/// <summary>Asks for the best set at a level of harm: most disruption, then least harm, then the house order of sets.</summary>
internal sealed class HarmQuestion(CutProgram program, int actions)
{
    private const int Disruption = 0;
    private const int Harm = 1;

    // Weights are powers of two: 2^40 times the largest still fits 64 bits with room for the solver's sums.
    private const int IdsAtOnce = 40;

    /// <summary>Finds the allowed set with the least harm, regardless of disruption.</summary>
    /// <param name="isInfeasible">Whether it is proven that no set keeps the budgets.</param>
    /// <returns>Null when none exists or none was found.</returns>
    public ImmutableArray<bool>? LeastHarm(out bool isInfeasible)
    {
        var solution = program.Solve(new(Harm), [], [.. new bool[actions]]);
        isInfeasible = solution is null;
        return solution is { Chosen.IsDefault: false } ? solution.Chosen : null;
    }

    /// <summary>Reads the harm of a set, in thousandths.</summary>
    public long HarmOf(ImmutableArray<bool> chosen) => program.Evaluate(chosen)[Harm];

    /// <summary>Asks one level.</summary>
    /// <param name="level">The most harm, in thousandths; null for no limit.</param>
    /// <param name="hint">A set that keeps the level.</param>
    /// <returns>Null when no set was found.</returns>
    public SweptPoint? Ask(long? level, ImmutableArray<bool> hint)
    {
        var most = program.Solve(new(Disruption), level is { } limit ? [(Harm, limit)] : [], hint);
        if (most is not { Chosen.IsDefault: false })
            return null;

        var reached = program.Evaluate(most.Chosen);
        var gentle = Better(program.Solve(new(Harm), [(Disruption, reached[Disruption])], most.Chosen), most);
        var row = program.Evaluate(gentle.Chosen);
        var isProven = most.IsProven && gentle.IsProven;
        var chosen = isProven ? FirstByHouseOrder(gentle, row) : gentle.Chosen;
        return new(chosen, -row[Disruption], row[Harm], most.IsProven ? -row[Disruption] : -most.Bound, isProven);
    }

    // Fewest actions, then the smallest id first: a weight of 2^(n - i) for the i-th, in pieces that fit.
    private ImmutableArray<bool> FirstByHouseOrder(CutSolution start, long[] row)
    {
        (int, long)[] same = [(Disruption, row[Disruption]), (Harm, row[Harm])];
        var ones = Enumerable.Repeat(1L, actions).ToArray();
        var best = Better(program.Solve(new(null, ones), same, start.Chosen), start);
        var count = best.Chosen.Count(static isChosen => isChosen);
        for (var from = 0; from < actions; from += IdsAtOnce)
        {
            var weights = new long[actions];
            for (var at = from; at < Math.Min(from + IdsAtOnce, actions); at++)
                weights[at] = -(1L << (IdsAtOnce - 1 - (at - from)));

            best = Better(program.Solve(new(null, weights, best.Chosen[..from], count), same, best.Chosen), best);
        }

        return best.Chosen;
    }

    private static CutSolution Better(CutSolution? found, CutSolution otherwise) =>
        found is { Chosen.IsDefault: false } ? found : otherwise with { IsProven = false };
}
