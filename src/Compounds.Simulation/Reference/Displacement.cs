namespace Compounds.Simulation;

/// <summary>People moved between sites, day by day, as a mean field. Heads at sites and on the way are conserved.</summary>
internal sealed class Displacement
{
    private const int Memory = 7;
    private readonly DisplacementSites _sites;
    private readonly double[] _rule;
    private readonly double[] _beds;
    private readonly double[] _captiveShare;
    private readonly double[] _weights;
    private readonly uint[] _stoodStill;
    private readonly List<(double Due, int From, int To, double People)> _transit = [];

    /// <summary>Starts with everybody at home.</summary>
    /// <param name="sites">What does not change from sample to sample.</param>
    /// <param name="world">The sample.</param>
    public Displacement(DisplacementSites sites, Realisation world)
    {
        _sites = sites;
        _rule = world.Displacement;
        Heads = [.. sites.Nodes.Select(v => world[NodeParameter.Headcount][v])];
        Arrived = new double[Heads.Length];
        _beds = [.. sites.Nodes.Select(v => world[NodeParameter.SpareBeds][v] + world[NodeParameter.Headcount][v])];
        _captiveShare = [.. sites.Nodes.Select(v => world[NodeParameter.Headcount][v] > 0 ? Math.Min(1, world[NodeParameter.Captives][v] / world[NodeParameter.Headcount][v]) : 0)];
        _weights = new double[Heads.Length];
        _stoodStill = new uint[Heads.Length];
    }

    /// <summary>Gets the people at each site, in the order of <see cref="DisplacementSites.Nodes"/>.</summary>
    public double[] Heads { get; }

    /// <summary>Gets the people who set out for each site, whether or not they are there yet.</summary>
    public double[] Arrived { get; }

    /// <summary>Gets the people who set out so far.</summary>
    public double Moved { get; private set; }

    /// <summary>Gets the people on the way.</summary>
    public double InTransit => _transit.Sum(t => t.People);

    /// <summary>Captives of a site who are on the way.</summary>
    public double CaptivesFrom(int site)
    {
        var captives = 0.0;
        foreach (var (_, from, _, people) in _transit)
            captives += from == site ? people * _captiveShare[site] : 0;
        return captives;
    }

    /// <summary>Whether anybody is on the way.</summary>
    public bool AnyInTransit => _transit.Count > 0;

    /// <summary>Lets arrivals in and leavers go, at the end of a day.</summary>
    /// <param name="hour">The hour that ends.</param>
    /// <param name="capacity">The capacity to work of each site in that hour, [0, 1].</param>
    /// <param name="openness">The share of its capacity that a node keeps as a crossing, and an edge, for people.</param>
    public void EndOfDay(int hour, ReadOnlySpan<double> capacity, Func<int, int, double> openness)
    {
        foreach (var (due, _, to, people) in _transit)
            Heads[to] += due <= hour ? people : 0;
        _transit.RemoveAll(t => t.Due <= hour);
        var (leaving, gamma, scale, bonus, stay, lag) = (_rule[0], _rule[1], _rule[2], _rule[3], _rule[4], _rule[5]);
        for (var site = 0; site < Heads.Length; site++)
        {
            _stoodStill[site] = ((_stoodStill[site] << 1) | (capacity[site] < 0.5 ? 1u : 0u)) & ((1u << Memory) - 1);
            var still = uint.PopCount(_stoodStill[site]) / (double)Memory;
            var leavers = Heads[site] * (1 - Math.Exp(-leaving * Math.Pow(still, gamma)));
            if (still == 0 || leavers <= Physics.Nothing)
                continue;
            var total = stay;
            for (var other = 0; other < Heads.Length; other++)
            {
                _weights[other] = 0;
                if (other == site || capacity[other] < 0.5)
                    continue;
                _weights[other] = Math.Max(0, _beds[other] - Heads[other]) * Math.Exp(-_sites.Kilometres(site, other) / scale)
                    * (_sites.SameOperator(site, other) ? bonus : 1) * openness(site, other);
                total += _weights[other];
            }

            Send(site, leavers, total, hour + lag);
        }
    }

    private void Send(int site, double leavers, double total, double due)
    {
        for (var other = 0; other < Heads.Length; other++)
        {
            if (_weights[other] <= 0)
                continue;
            var people = Math.Min(leavers * _weights[other] / total, Math.Max(0, _beds[other] - Heads[other]));
            if (people <= Physics.Nothing)
                continue;
            _transit.Add((due, site, other, people));
            Heads[site] -= people;
            Arrived[other] += people;
            Moved += people;
        }
    }
}
