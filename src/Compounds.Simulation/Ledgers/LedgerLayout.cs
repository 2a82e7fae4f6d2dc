namespace Compounds.Simulation;

/// <summary>Which node can have an entry in which line. Everything else is 0 and is not stored.</summary>
internal sealed class LedgerLayout
{
    /// <summary>The lines kept for each node and each hour; the rest are totals only.</summary>
    public const int DetailedLines = (int)LedgerLine.UnservedEnergy;

    public static readonly int LineCount = Enum.GetValues<LedgerLine>().Length;

    private readonly int[][] _slots;

    public LedgerLayout(NodeTable nodes)
    {
        var lines = new List<LedgerLine>();
        var owners = new List<int>();
        _slots = new int[DetailedLines][];
        for (var line = 0; line < DetailedLines; line++)
        {
            _slots[line] = new int[nodes.Count];
            for (var v = 0; v < nodes.Count; v++)
            {
                _slots[line][v] = -1;
                if (!CanHave((LedgerLine)line, nodes, v))
                    continue;
                _slots[line][v] = lines.Count;
                lines.Add((LedgerLine)line);
                owners.Add(v);
            }
        }

        Lines = [.. lines];
        Nodes = [.. owners];
        Present = [.. Enumerable.Range(0, DetailedLines).Where(l => lines.Contains((LedgerLine)l)).Select(l => (LedgerLine)l)];
        Compounds = [.. Enumerable.Range(0, nodes.Count).Where(v => Slot(LedgerLine.LostWorkerHours, v) >= 0)];
    }

    /// <summary>Gets the line of each slot; slots run line by line, node by node.</summary>
    public LedgerLine[] Lines { get; }

    /// <summary>Gets the node of each slot.</summary>
    public int[] Nodes { get; }

    /// <summary>Gets the lines with at least one slot.</summary>
    public LedgerLine[] Present { get; }

    /// <summary>Gets the nodes whose capacity to work is watched.</summary>
    public int[] Compounds { get; }

    public int Count => Lines.Length;

    /// <summary>The slot of a line and node.</summary>
    /// <returns>The slot; -1 when the entry is always 0.</returns>
    public int Slot(LedgerLine line, int node) => _slots[(int)line][node];

    private static bool CanHave(LedgerLine line, NodeTable nodes, int v) => line switch
    {
        LedgerLine.LostWorkerHours => nodes.Types[v] == NodeType.Compound || nodes.Has(NodeParameter.Headcount, v),
        LedgerLine.CivilPower => nodes.Has(NodeParameter.Population, v) && nodes.Has(NodeParameter.Load, v),
        LedgerLine.CivilTelecom => nodes.Has(NodeParameter.Population, v) && nodes.Has(NodeParameter.Telecom, v),
        LedgerLine.WaterBelowMinimum or LedgerLine.WaterBelowSurvival => nodes.Has(NodeParameter.Population, v) && nodes.Has(NodeParameter.Water, v),
        LedgerLine.HospitalCritical => nodes.Types[v] == NodeType.Hospital,
        LedgerLine.OxygenPlantDown => nodes.Types[v] == NodeType.OxygenPlant,
        LedgerLine.FuelStress => nodes.Classes[v] < 2 && nodes.Has(NodeParameter.Tank, v),
        LedgerLine.CaptiveExposure or LedgerLine.CaptiveTransit => nodes.Has(NodeParameter.Captives, v),
        _ => false,
    };
}
