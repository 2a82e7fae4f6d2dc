namespace Compounds.Simulation.Choice;

/// <summary>Keeps the entries that no other entry makes superfluous, now or after merging with the rest.</summary>
/// <remarks>
/// An entry is superfluous when another is no worse in every column, and either better in an objective or first in the
/// house order. One that is only better in a budget does not displace an equal with fewer actions: budgets decide what is
/// allowed, not what is better.
/// </remarks>
internal static class ParetoFilter
{
    /// <summary>Filters a list.</summary>
    /// <param name="list">The entries.</param>
    /// <param name="objectives">The number of objective columns.</param>
    /// <param name="room">What is still to come.</param>
    /// <returns>The kept entries by descending disruption, then ascending other columns.</returns>
    public static ParetoList Keep(ParetoList list, int objectives, BudgetRoom room)
    {
        var kept = new ParetoList(list.Width, list.Words);
        foreach (var at in Select(list, objectives, room))
            kept.Add(list.Row(at), list.Set(at));

        return kept;
    }

    /// <summary>Filters a list without copying; see <see cref="Keep"/>.</summary>
    public static IReadOnlyList<int> Select(ParetoList list, int objectives, BudgetRoom room)
    {
        var leveled = Level(list, objectives, room, out var candidates);
        var columns = Varying(leveled, list.Width, candidates);
        Sort(list, leveled, columns, candidates);
        return columns is [] or [1] ? Descend(leveled, list.Width, candidates) : Compare(list, leveled, columns, objectives, candidates);
    }

    private static long[] Level(ParetoList list, int objectives, BudgetRoom room, out int[] candidates)
    {
        var leveled = new long[list.Count * list.Width];
        var fitting = new List<int>(list.Count);
        for (var at = 0; at < list.Count; at++)
        {
            var row = list.Row(at);
            var target = leveled.AsSpan(at * list.Width, list.Width);
            row.CopyTo(target);
            var fits = true;
            for (var column = objectives; column < row.Length; column++)
            {
                fits &= room.Fits(column - objectives, row[column]);
                target[column] = room.Level(column - objectives, row[column]);
            }

            if (fits)
                fitting.Add(at);
        }

        candidates = [.. fitting];
        return leveled;
    }

    // A column in which all entries agree cannot tell them apart; most budgets end so. Disruption orders the sweep and is not listed.
    private static int[] Varying(long[] leveled, int width, int[] candidates) =>
        [.. Enumerable.Range(1, width - 1).Where(column =>
            Array.Exists(candidates, at => leveled[(at * width) + column] != leveled[(candidates[0] * width) + column]))];

    private static void Sort(ParetoList list, long[] leveled, int[] columns, int[] candidates)
    {
        var width = list.Width;
        var keys = Array.ConvertAll(candidates, at => leveled[at * width]);
        Array.Sort(keys, candidates);
        var order = Comparer<int>.Create((left, right) =>
        {
            foreach (var column in columns)
            {
                if (leveled[(left * width) + column].CompareTo(leveled[(right * width) + column]) is var difference and not 0)
                    return difference;
            }

            return list.CompareSets(left, right);
        });
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];)
                end++;

            Array.Sort(candidates, start, end - start, order);
        }
    }

    // Two objectives: by descending disruption, only a new least harm is worth anything.
    private static List<int> Descend(long[] leveled, int width, int[] candidates)
    {
        var kept = new List<int>();
        var least = long.MaxValue;
        foreach (var at in candidates)
        {
            if (leveled[(at * width) + 1] is var harm && harm < least)
            {
                least = harm;
                kept.Add(at);
            }
        }

        return kept;
    }

    // Entries equal in all objectives are adjacent. An earlier group is strictly better where it covers; within a group order decides.
    private static List<int> Compare(ParetoList list, long[] leveled, int[] columns, int objectives, int[] candidates)
    {
        var kept = new List<int>();
        var frontier = FrontierFor(leveled, list.Width, columns, candidates);
        for (int start = 0, end; start < candidates.Length; start = end)
        {
            var objective = leveled.AsSpan(candidates[start] * list.Width, objectives);
            for (end = start + 1; end < candidates.Length && objective.SequenceEqual(leveled.AsSpan(candidates[end] * list.Width, objectives));)
                end++;

            var firstOfGroup = kept.Count;
            foreach (var at in candidates.AsSpan(start, end - start))
            {
                if (!frontier.Covers(Project(leveled, list.Width, columns, at)) && !IsCoveredInGroup(at))
                    kept.Add(at);
            }

            foreach (var at in kept.Skip(firstOfGroup))
                frontier.Add(Project(leveled, list.Width, columns, at));

            bool IsCoveredInGroup(int at) => kept.FindIndex(firstOfGroup, other =>
                list.CompareSets(other, at) < 0
                && Array.TrueForAll(columns, column => leveled[(other * list.Width) + column] <= leveled[(at * list.Width) + column])) >= 0;
        }

        return kept;
    }

    private static IFrontier FrontierFor(long[] leveled, int width, int[] columns, int[] candidates) => columns.Length > 2
        ? new ScannedFrontier()
        : new RankedFrontier([.. candidates.Select(at => leveled[(at * width) + columns[0]]).Distinct().Order()]);

    // A lone column is its own second.
    private static long[] Project(long[] leveled, int width, int[] columns, int at) => columns.Length == 1
        ? [leveled[(at * width) + columns[0]], leveled[(at * width) + columns[0]]]
        : Array.ConvertAll(columns, column => leveled[(at * width) + column]);
}
