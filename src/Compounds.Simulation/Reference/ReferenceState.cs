namespace Compounds.Simulation;

/// <summary>What is carried from hour to hour, and what is known within the hour.</summary>
internal sealed class ReferenceState
{
    public ReferenceState(Network network, Realisation world)
    {
        var n = network.NodeCount;
        var kinds = network.Graphs.Length;
        Battery = [.. world[NodeParameter.Battery]];
        Fuel = [.. Enumerable.Range(0, n).Select(v => world.FuelOf(v).Fuel)];
        Tank = [.. Enumerable.Range(0, n).Select(v => world.FuelOf(v).Tank)];
        Reservoir = [.. world[NodeParameter.WaterStorage]];
        Up = [.. Enumerable.Repeat(true, n)];
        (Down, GeneratorClock) = (new int[n], new double[n]);
        Clock = [.. Enumerable.Range(0, kinds).Select(_ => new int[n])];
        Request = [.. Enumerable.Range(0, kinds).Select(_ => new double[n])];
        (Demand, Recharge, Sun) = (new double[n], new double[n], new double[n]);
        (Served, Telecom, Water, Finance) = (Ones(n), Ones(n), Ones(n), Ones(n));
        Capacity = Ones(n);
        Armed = new bool[network.Edges.Count];
    }

    public double[] Battery { get; }

    public double[] Fuel { get; }

    public double[] Tank { get; }

    /// <summary>Gets the hours of supply in the reservoir of a waterworks.</summary>
    public double[] Reservoir { get; }

    public bool[] Up { get; set; }

    /// <summary>Gets the hours a node has been down.</summary>
    public int[] Down { get; }

    /// <summary>Gets the hours a generator has been called on without a break.</summary>
    public double[] GeneratorClock { get; }

    /// <summary>Gets the hours of shortage on rank 1, first by kind, then by node.</summary>
    public int[][] Clock { get; }

    /// <summary>Gets the requests of the hour, first by kind, then by node.</summary>
    public double[][] Request { get; }

    public double[] Demand { get; }

    public double[] Recharge { get; }

    public double[] Sun { get; }

    public double[] Served { get; }

    public double[] Telecom { get; }

    public double[] Water { get; }

    public double[] Finance { get; }

    /// <summary>Gets the capacity of each site to work, [0, 1].</summary>
    public double[] Capacity { get; }

    public bool[] Armed { get; }

    private static double[] Ones(int n) => [.. Enumerable.Repeat(1.0, n)];
}
