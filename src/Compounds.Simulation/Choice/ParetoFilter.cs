using System.Runtime.InteropServices;

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

    private static List<int> Compare(ParetoList list, long[] leveled, int[] columns, int objectives, int[] candidates)
    {
        var kept = new List<int>();
        var packed = new List<long>();
        var row = new long[columns.Length];
        foreach (var at in candidates)
        {
            for (var column = 0; column < columns.Length; column++)
                row[column] = leveled[(at * list.Width) + columns[column]];

            if (IsSuperfluous(at))
                continue;

            kept.Add(at);
            packed.AddRange(row);
        }

        return kept;

        bool IsSuperfluous(int at)
        {
            var others = CollectionsMarshal.AsSpan(packed);
            for (var other = 0; other < kept.Count; other++)
            {
                var column = 0;
                while (column < row.Length && others[(other * row.Length) + column] <= row[column])
                    column++;

                if (column == row.Length && (IsBetter(kept[other], at) || list.CompareSets(kept[other], at) < 0))
                    return true;
            }

            return false;
        }

        bool IsBetter(int left, int right) =>
            !leveled.AsSpan(left * list.Width, objectives).SequenceEqual(leveled.AsSpan(right * list.Width, objectives));
    }
}
