namespace Compounds.Simulation.Choice;

/// <summary>The least and the most that each part of a model can add to each budget.</summary>
internal sealed class BudgetBounds(ChoiceColumns columns)
{
    private readonly List<(long[] Least, long[] Most)> _parts = [];

    /// <summary>Adds a part whose list is known.</summary>
    public void Add(ParetoList list) => _parts.Add(BoundsOf(list));

    /// <summary>Adds a part of which only the consumers' tables are known.</summary>
    public void Add(IEnumerable<long[]> tables)
    {
        var (least, most) = (new long[columns.Limits.Length], new long[columns.Limits.Length]);
        foreach (var table in tables)
        {
            for (var budget = 0; budget < least.Length; budget++)
            {
                var amounts = Enumerable.Range(0, table.Length / columns.Width).Select(row => table[(row * columns.Width) + columns.Objectives + budget]).ToArray();
                least[budget] += amounts.Min();
                most[budget] += amounts.Max();
            }
        }

        _parts.Add((least, most));
    }

    /// <summary>Tightens a part once its list is known.</summary>
    public void Replace(int part, ParetoList list) => _parts[part] = BoundsOf(list);

    /// <summary>The room that is left to one part by all others.</summary>
    public BudgetRoom Except(int part) => Sum(_parts.Where((_, at) => at != part));

    /// <summary>The room that is left to the first parts, up to and with one, by those after it.</summary>
    public BudgetRoom After(int part) => Sum(_parts.Skip(part + 1));

    private BudgetRoom Sum(IEnumerable<(long[] Least, long[] Most)> parts)
    {
        var room = BudgetRoom.Final(columns.Limits);
        foreach (var (least, most) in parts)
        {
            for (var budget = 0; budget < least.Length; budget++)
            {
                room.Least[budget] += least[budget];
                room.Most[budget] += most[budget];
            }
        }

        return room;
    }

    // An empty list means that nothing is allowed, so what it would add does not matter.
    private (long[] Least, long[] Most) BoundsOf(ParetoList list)
    {
        var (least, most) = (new long[columns.Limits.Length], new long[columns.Limits.Length]);
        for (var budget = 0; budget < least.Length; budget++)
        {
            for (var at = 0; at < list.Count; at++)
            {
                var amount = list.Row(at)[columns.Objectives + budget];
                least[budget] = at == 0 ? amount : Math.Min(least[budget], amount);
                most[budget] = at == 0 ? amount : Math.Max(most[budget], amount);
            }
        }

        return (least, most);
    }
}
