namespace Compounds.Simulation;

/// <summary>The sites between which people may be moved, their distances, operators and crossings.</summary>
internal sealed class DisplacementSites
{
    private readonly Network _network;
    private readonly int[][] _access;

    public DisplacementSites(Network network)
    {
        _network = network;
        Nodes = [.. Enumerable.Range(0, network.Nodes.Count).Where(v => network.Nodes.Types[v] == NodeType.Compound)];
        _access = [.. Nodes.Select(v => Enumerable.Range(0, network.Edges.Count).Where(e => network.Edges.Kinds[e] == Kind.Access && network.Edges.To[e] == v).ToArray())];
    }

    /// <summary>Gets the nodes of the sites, sorted by name.</summary>
    public int[] Nodes { get; }

    public double Kilometres(int site, int other)
    {
        var (v, w) = (Nodes[site], Nodes[other]);
        return Math.Sqrt(Square(_network.Nodes.East[v] - _network.Nodes.East[w]) + Square(_network.Nodes.North[v] - _network.Nodes.North[w]));
        static double Square(double x) => x * x;
    }

    public bool SameOperator(int site, int other) =>
        _network.Nodes.Operators[Nodes[site]] is { } name && name == _network.Nodes.Operators[Nodes[other]];

    /// <summary>How far the way between two sites is open: sites that share a crossing, or have none, need none.</summary>
    /// <param name="site">Where people come from.</param>
    /// <param name="other">Where they go.</param>
    /// <param name="kept">The share of its capacity that an access edge keeps, its tail included.</param>
    /// <returns>The share of the best access of the destination.</returns>
    public double Openness(int site, int other, Func<int, double> kept)
    {
        if (_access[other].Length == 0)
            return 1;
        var best = 0.0;
        foreach (var e in _access[other])
        {
            foreach (var own in _access[site])
            {
                if (_network.Edges.From[own] == _network.Edges.From[e])
                    return 1;
            }

            best = Math.Max(best, kept(e));
        }

        return best;
    }
}
