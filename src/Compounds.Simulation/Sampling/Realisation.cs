namespace Compounds.Simulation;

/// <summary>One sample of the world: every uncertain number has its value. Reused from sample to sample by its owner.</summary>
internal sealed class Realisation
{
    private readonly Network _network;
    private readonly (ulong Hash, Quantity Quantity)[] _depths;
    private readonly (ulong Hash, Quantity Quantity)[] _displacement;
    private readonly (int Edge, int[] Others)[] _otherwise;

    public Realisation(Network network, Scenario scenario)
    {
        _network = network;
        _depths = [.. scenario.InOrder().Select(m => (Draw.Hash(m.DrawName), m.Depth))];
        _displacement = [.. (scenario.Displacement?.Draws() ?? []).Select(d => (Draw.Hash(d.Name), d.Quantity))];
        Node = [.. network.Nodes.Parameters.Select(column => column.Select(q => q.IsFixed ? q.Points[0] : 0).ToArray())];
        EdgeCapacity = [.. network.Edges.Capacity.Select(q => q.IsFixed ? q.Points[0] : 0)];
        EdgeLoss = [.. network.Edges.Loss.Select(q => q.IsFixed ? q.Points[0] : 0)];
        EdgeDelay = [.. network.Edges.Delay.Select(q => q.IsFixed ? q.Points[0] : 0)];
        EdgeExists = [.. network.Edges.Exists.Select(p => p > 0)];
        _otherwise = [.. network.Edges.Otherwise.Select((others, edge) => (edge, others)).Where(o => o.others is not null)!];
        foreach (var (edge, others) in _otherwise)
            EdgeExists[edge] = !Array.Exists(others, other => EdgeExists[other]);
        MeasureDepth = [.. _depths.Select(d => d.Quantity.IsFixed ? d.Quantity.Points[0] : 0)];
        Displacement = [.. _displacement.Select(d => d.Quantity.IsFixed ? d.Quantity.Points[0] : 0)];
    }

    /// <summary>Gets the node parameters, first by parameter, then by node.</summary>
    public double[][] Node { get; }

    public double[] EdgeCapacity { get; }

    public double[] EdgeLoss { get; }

    public double[] EdgeDelay { get; }

    public bool[] EdgeExists { get; }

    /// <summary>Gets the depth of each measure in canonical order.</summary>
    public double[] MeasureDepth { get; }

    /// <summary>Gets the numbers of the displacement rule in the order of its parameters; empty when nobody moves.</summary>
    public double[] Displacement { get; }

    public double[] this[NodeParameter parameter] => Node[(int)parameter];

    /// <summary>Draws every uncertain number of a sample.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="sample">The number of the sample.</param>
    public void Fill(ulong seed, int sample) => Fill(hash => Draw.Uniform(seed, sample, hash));

    /// <summary>Sets every uncertain number from its place in its distribution.</summary>
    /// <param name="uniform">The place, in (0, 1), by the hash of the draw's name.</param>
    public void Fill(Func<ulong, double> uniform)
    {
        foreach (var uncertain in _network.Uncertain)
        {
            var u = uniform(uncertain.NameHash);
            switch (uncertain.Target)
            {
                case UncertainTarget.Node:
                    var range = ParameterCatalog.Describe(uncertain.Parameter);
                    Node[(int)uncertain.Parameter][uncertain.Index] = Math.Clamp(uncertain.Quantity.At(u), range.Low, range.High);
                    break;
                case UncertainTarget.EdgeCapacity:
                    EdgeCapacity[uncertain.Index] = uncertain.Quantity.At(u);
                    break;
                case UncertainTarget.EdgeLoss:
                    EdgeLoss[uncertain.Index] = Math.Clamp(uncertain.Quantity.At(u), 0, 0.95);
                    break;
                case UncertainTarget.EdgeDelay:
                    EdgeDelay[uncertain.Index] = uncertain.Quantity.At(u);
                    break;
                default:
                    EdgeExists[uncertain.Index] = u < uncertain.Quantity.Points[0];
                    break;
            }
        }

        foreach (var (edge, others) in _otherwise)
            EdgeExists[edge] = !Array.Exists(others, other => EdgeExists[other]);

        Fill(_depths, MeasureDepth, uniform);
        Fill(_displacement, Displacement, uniform);
    }

    /// <summary>The tank and what is in it at hour 0, L. An unreported size is the level and the reverse.</summary>
    public (double Tank, double Fuel) FuelOf(int node)
    {
        var (tank, fuel) = (this[NodeParameter.Tank][node], this[NodeParameter.Fuel][node]);
        return double.IsPositiveInfinity(tank) ? (fuel, fuel) : (tank, Math.Min(tank, fuel));
    }

    private static void Fill((ulong Hash, Quantity Quantity)[] draws, double[] values, Func<ulong, double> uniform)
    {
        for (var i = 0; i < draws.Length; i++)
        {
            if (!draws[i].Quantity.IsFixed)
                values[i] = draws[i].Quantity.At(uniform(draws[i].Hash));
        }
    }
}
