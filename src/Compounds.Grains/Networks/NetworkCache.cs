using Compounds.Simulation;

namespace Compounds.Grains.Networks;

/// <summary>
/// Networks and the engines laid out for scenarios on them, shared by the workers of one silo: a block of a small what-if takes 40 ms, laying it
/// out anew for every block would double that. Safe to use from many threads.
/// </summary>
internal sealed class NetworkCache
{
    private const int MaxNetworks = 16;
    private const int MaxSimulators = 8;

    private readonly Lock _lock = new();
    private readonly List<Network> _networks = [];
    private readonly List<(string Hash, BlockSimulator Simulator)> _simulators = [];

    /// <summary>A network by its address; null when it is not here.</summary>
    public Network? Find(string hash)
    {
        lock (_lock)
            return _networks.Find(network => network.Hash == hash);
    }

    /// <summary>Puts a network in, the oldest out.</summary>
    public void Put(Network network)
    {
        lock (_lock)
            Put(_networks, network, MaxNetworks, held => held.Hash == network.Hash);
    }

    /// <summary>The engine of a scenario.</summary>
    public BlockSimulator SimulatorOf(Network network, Scenario scenario)
    {
        var hash = scenario.Hash(network);
        lock (_lock)
        {
            if (_simulators.Find(held => held.Hash == hash).Simulator is { } simulator)
                return simulator;
        }

        var made = new BlockSimulator(network, scenario);
        lock (_lock)
            Put<(string Hash, BlockSimulator Simulator)>(_simulators, (hash, made), MaxSimulators, held => held.Hash == hash);
        return made;
    }

    private static void Put<T>(List<T> held, T fresh, int most, Predicate<T> isSame)
    {
        held.RemoveAll(isSame);
        held.Add(fresh);
        if (held.Count > most)
            held.RemoveAt(0);
    }
}
