using System.Collections.Immutable;
using System.Globalization;
using Compounds.Simulation.Choice;
using Google.OrTools.Sat;

namespace Compounds.Solver;

/// <summary>A planning model as an integer program.</summary>
/// <remarks>
/// x chooses actions; u says that a channel is down, the OR of its actions; z says which outcome of a consumer happens: exactly
/// one, and the outcomes with a channel down add up to that channel's u. Consumers with the same channels are added up first.
/// </remarks>
internal sealed class CutProgram
{
    private readonly PlanningModel _model;
    private readonly ChoiceColumns _columns;
    private readonly SweepLimits _limits;
    private readonly List<(int[][] Channels, long[] Rows)> _consumers = [];
    private readonly CancellationToken _cancellationToken;

    public CutProgram(PlanningModel model, ChoiceColumns columns, SweepLimits limits, CancellationToken cancellationToken)
    {
        (_model, _columns, _limits, _cancellationToken) = (model, columns, limits, cancellationToken);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var consumer = 0; consumer < model.Consumers.Length; consumer++)
        {
            int[][] channels = [.. Enumerable.Range(0, model.Consumers[consumer].Channels.Length).Select(channel => model.ActionsOf(consumer, channel))];
            var rows = ClusterTable.Rows(model.Consumers[consumer], columns);
            var key = string.Concat(channels.Select(static actions => string.Join(',', actions) + '|'));
            if (known.TryAdd(key, _consumers.Count))
            {
                _consumers.Add((channels, rows));
                continue;
            }

            var same = _consumers[known[key]].Rows;
            for (var at = 0; at < rows.Length; at++)
                same[at] += rows[at];
        }
    }

    /// <summary>Finds the actions that make something least.</summary>
    /// <param name="least">What to make least: the number of a column, or a weight for each action.</param>
    /// <param name="atMost">Upper limits of objective columns; the budgets always hold.</param>
    /// <param name="hint">A solution to start from.</param>
    /// <returns>The best set found; null when it is proven that no set satisfies the limits.</returns>
    public CutSolution? Solve(Aim least, ReadOnlySpan<(int Column, long Most)> atMost, ImmutableArray<bool> hint = default)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var program = new CpModel();
        BoolVar[] chosen = [.. _model.Actions.Select(program.NewBoolVar)];
        var sums = Sums(program, chosen);
        for (var budget = 0; budget < _columns.Limits.Length; budget++)
            program.Add(sums[_columns.Objectives + budget] <= _columns.Limits[budget]);
        foreach (var (column, most) in atMost)
            program.Add(sums[column] <= most);

        program.Minimize(least.Column is { } aim ? sums[aim] : LinearExpr.WeightedSum(chosen, least.Weights));
        if (least.Fixed is { IsDefault: false } prefix)
        {
            for (var at = 0; at < prefix.Length; at++)
                program.Add(chosen[at] == (prefix[at] ? 1 : 0));
        }

        if (least.Count is { } count)
            program.Add(LinearExpr.Sum(chosen) == count);

        if (!hint.IsDefault)
        {
            for (var at = 0; at < hint.Length; at++)
                program.AddHint(chosen[at], hint[at]);
        }

        return Solve(program, chosen);
    }

    /// <summary>Adds up the columns of a set.</summary>
    public long[] Evaluate(ImmutableArray<bool> chosen)
    {
        var total = new long[_columns.Width];
        foreach (var (channels, rows) in _consumers)
        {
            var down = 0;
            for (var channel = 0; channel < channels.Length; channel++)
                down |= Array.Exists(channels[channel], action => chosen[action]) ? 1 << channel : 0;
            for (var column = 0; column < total.Length; column++)
                total[column] += rows[(down * _columns.Width) + column];
        }

        return total;
    }

    private CutSolution? Solve(CpModel program, BoolVar[] chosen)
    {
        // One worker and a limit in counted work: the answer does not depend on the machine or its load.
        using var solver = new CpSolver
        {
            StringParameters = string.Create(CultureInfo.InvariantCulture, $"num_workers:1,random_seed:{_limits.Seed},max_deterministic_time:{_limits.Effort:F6}"),
        };
        using var stop = _cancellationToken.Register(solver.StopSearch);
        var status = solver.Solve(program);
        _cancellationToken.ThrowIfCancellationRequested();
        return status switch
        {
            CpSolverStatus.Optimal or CpSolverStatus.Feasible => new(
                [.. chosen.Select(solver.BooleanValue)], status == CpSolverStatus.Optimal, (long)Math.Floor(solver.BestObjectiveBound)),
            CpSolverStatus.Infeasible => null,
            CpSolverStatus.Unknown => new(default, IsProven: false, long.MinValue),
            _ => throw new InvalidOperationException($"The solver refused the program: {program.Validate()}"),
        };
    }

    private LinearExpr[] Sums(CpModel program, BoolVar[] chosen)
    {
        var terms = Enumerable.Range(0, _columns.Width).Select(static _ => (Variables: new List<BoolVar>(), Weights: new List<long>())).ToArray();
        var channels = new Dictionary<string, BoolVar>(StringComparer.Ordinal);
        foreach (var (own, rows) in _consumers)
        {
            BoolVar[] down = [.. own.Select(actions => Down(program, chosen, actions, channels))];
            BoolVar[] outcome = [.. Enumerable.Range(0, 1 << own.Length).Select(at => program.NewBoolVar($"z{at}"))];
            program.AddExactlyOne(outcome);
            for (var channel = 0; channel < own.Length; channel++)
                program.Add(LinearExpr.Sum(outcome.Where((_, at) => ((at >> channel) & 1) == 1)) == down[channel]);

            for (var at = 0; at < rows.Length; at++)
            {
                terms[at % _columns.Width].Variables.Add(outcome[at / _columns.Width]);
                terms[at % _columns.Width].Weights.Add(rows[at]);
            }
        }

        return [.. terms.Select(static term => LinearExpr.WeightedSum(term.Variables, term.Weights))];
    }

    private static BoolVar Down(CpModel program, BoolVar[] chosen, int[] actions, Dictionary<string, BoolVar> known)
    {
        if (actions is [var only])
            return chosen[only];

        var key = string.Join(',', actions);
        if (!known.TryGetValue(key, out var down))
        {
            known[key] = down = program.NewBoolVar($"u{key}");
            if (actions.Length == 0)
                program.Add(down == 0);
            else
                program.AddMaxEquality(down, actions.Select(action => chosen[action]));
        }

        return down;
    }
}
