namespace Compounds.Fusion;

/// <summary>One count of a series: what was counted on a day or over a period.</summary>
/// <param name="Key">Its slot.</param>
/// <param name="StartDay">The first day counted; any count of days.</param>
/// <param name="EndDay">The last day counted; not before the first.</param>
/// <param name="PartOf">The slot that this count is part of, so that it is never added to it; null when it is whole.</param>
public sealed record SeriesCount(string Key, long StartDay, long EndDay, string? PartOf = null);

/// <summary>Which counts of a series are added up.</summary>
/// <param name="Add">The slots to add beside the running total, in order.</param>
/// <param name="Why">Why each other slot is left out, such as "covered by the running total".</param>
/// <param name="Partly">Slots left out of which some day is not covered, in order: the sum is "at least".</param>
public sealed record SeriesParts(IReadOnlyList<string> Add, IReadOnlyDictionary<string, string> Why, IReadOnlyList<string> Partly);

/// <summary>Adds up counts of one series without counting a day twice.</summary>
public static class Series
{
    /// <summary>Chooses counts that overlap neither each other nor the running total, the longest first.</summary>
    /// <param name="slots">The counts, in any order.</param>
    /// <param name="totalDay">The day up to which the running total counts; null without one.</param>
    /// <param name="totalStart">The day from which it counts; null when it counts all.</param>
    public static SeriesParts Disjoint(IEnumerable<SeriesCount> slots, long? totalDay, long? totalStart)
    {
        var add = new List<SeriesCount>();
        var whole = new List<SeriesCount>();
        var why = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var slot in slots.OrderBy(static slot => slot.StartDay - slot.EndDay)
            .ThenBy(static slot => slot.Key, StringComparer.Ordinal))
        {
            if (slot.PartOf is not null)
            {
                why[slot.Key] = "part of " + slot.PartOf;
                continue;
            }

            if (totalDay is { } day && slot.StartDay <= day && slot.EndDay >= (totalStart ?? long.MinValue))
                why[slot.Key] = "covered by the running total";
            else if (add.Find(other => other.StartDay <= slot.EndDay && slot.StartDay <= other.EndDay) is { } over)
                why[slot.Key] = "covered by " + over.Key;
            else
                add.Add(slot);
            if (why.ContainsKey(slot.Key))
                whole.Add(slot);
        }

        var held = add.Select(static slot => (slot.StartDay, slot.EndDay)).ToList();
        if (totalDay is { } last)
            held.Add((totalStart ?? long.MinValue, last));
        held.Sort();
        return new(
            [.. add.Select(static slot => slot.Key).Order(StringComparer.Ordinal)], why,
            [.. whole.Where(slot => !IsHeld(slot, held)).Select(static slot => slot.Key).Order(StringComparer.Ordinal)]);
    }

    // Periods in order of their start; whether together they hold all days of a count.
    private static bool IsHeld(SeriesCount slot, List<(long Start, long End)> periods)
    {
        var next = slot.StartDay;
        foreach (var (start, end) in periods)
        {
            if (start <= next && end >= next)
                next = end + 1;
        }

        return next > slot.EndDay;
    }
}
