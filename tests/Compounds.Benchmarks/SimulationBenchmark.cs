using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using Compounds.Simulation;

namespace Compounds.Benchmarks;

/// <summary>
/// Times the engine on a made-up region: <c>simulation [nodes] [samples of the full job]</c>; <c>simulation dump file</c>
/// writes the network for the peer in numpy. The gate is the ratio to the scalar peer in the same run.
/// </summary>
internal static class SimulationBenchmark
{
    private const int Repeats = 7, WarmUps = 5, Turns = 15;

    public static int Run(string[] args)
    {
        if (args is ["dump", var file])
        {
            File.WriteAllText(file, SimulationNetwork.Document(1000).ToJsonString());
            return 0;
        }

        var nodes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
        var full = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000;
        var clock = Stopwatch.StartNew();
        var reading = Network.Read(Encoding.UTF8.GetBytes(SimulationNetwork.Document(nodes).ToJsonString()));
        var network = reading.Network ?? throw new InvalidOperationException(reading.Problems[0].ToString());
        Say($"{network.NodeCount} nodes, {network.EdgeIds.Count} edges, {network.UncertainNames.Count()} uncertain, compiled in {clock.ElapsedMilliseconds} ms, Vector512 in hardware: {Vector512.IsHardwareAccelerated}");
        var scenario = Scenario(network);
        var worlds = Enumerable.Range(0, 16).Select(s => Sample(network, scenario, s)).ToArray();

        SayRatio(network, scenario, Scalar(network, scenario, worlds), Wide(network, scenario, worlds));
        var one = Time("with draws, 1 thread", network, scenario, 512, () => Blocks(network, scenario, 1));
        var two = Time("with draws, 2 threads", network, scenario, 512, () => Blocks(network, scenario, 2));
        Say($"2 threads to 1, by the wall clock: {one.Wall / two.Wall:F2}; processor time for {full} samples on 2 threads: {two.Processor * full / 512 / 2:F1} s a thread");
        SayTotals(network, scenario);
        if (full <= 0)
            return 0;
        clock.Restart();
        var outcome = MonteCarlo.Run(network, scenario with { Samples = full }, threads: 2);
        Say($"{full} samples x {network.NodeCount} nodes x {scenario.Horizon} h on 2 threads, quantiles included: {clock.Elapsed.TotalSeconds:F2} s, result {outcome.ResultHash[..12]}");
        return 0;
    }

    /// <summary>
    /// Times both in turns, so that an hour in which the machine is shared slows both, and only after both have run long enough
    /// to be compiled for good: the lanes need a tenth of the time of a run, and would be timed while they are still being compiled.
    /// </summary>
    private static void SayRatio(Network network, Scenario scenario, Action scalar, Action wide)
    {
        var (slow, fast) = (double.MaxValue, double.MaxValue);
        for (var turn = -WarmUps; turn < Turns; turn++)
        {
            var (s, w) = (Best(1, scalar), Best(10, wide));
            if (turn >= 0)
                (slow, fast) = (Math.Min(slow, s), Math.Min(fast, w));
        }

        var work = 16.0 * network.NodeCount * scenario.Horizon / 1e6;
        Say($"16 samples, 1 thread: scalar float {slow * 1000:F1} ms ({work / slow:F0} M node-hours/s), Vector512 float {fast * 1000:F2} ms ({work / fast:F0}), best of {Turns} turns");
        Say($"ratio vector to scalar {slow / fast:F1}");
    }

    private static double Best(int times, Action run)
    {
        var best = double.MaxValue;
        for (var i = 0; i < times; i++)
        {
            var clock = Stopwatch.StartNew();
            run();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static Scenario Scenario(Network network)
    {
        var cuts = network.NodeIds.Where(id => network.TypeOf(id) == NodeType.Feeder).Where((_, i) => i % 3 == 0).Select(id => new Measure(id, MeasureKind.CutPower, 24));
        var bans = network.NodeIds.Where(id => network.TypeOf(id) == NodeType.Crossing).Select(id => new Measure(id, MeasureKind.FuelBan, 48, null, Quantity.Triangular(0.6, 0.8, 0.95)));
        return new Scenario { Measures = [.. cuts, .. bans], Tolerance = 0 };
    }

    private static Realisation Sample(Network network, Scenario scenario, int sample)
    {
        var world = new Realisation(network, scenario);
        world.Fill(scenario.Seed, sample);
        return world;
    }

    private static Action Scalar(Network network, Scenario scenario, Realisation[] worlds)
    {
        var engine = new LaneEngine<SingleLane, float, bool>(new LanePlan(network, scenario, 1));
        var buffer = new BlockBuffer(network, scenario, worlds.Length);
        return () =>
        {
            for (var i = 0; i < worlds.Length; i++)
                engine.Simulate(worlds.AsSpan(i, 1), buffer, i, CancellationToken.None);
        };
    }

    private static Action Wide(Network network, Scenario scenario, Realisation[] worlds)
    {
        var engine = new LaneEngine<WideLanes, Vector512<float>, Vector512<float>>(new LanePlan(network, scenario, WideLanes.Count));
        var buffer = new BlockBuffer(network, scenario, worlds.Length);
        return () => engine.Simulate(worlds, buffer, 0, CancellationToken.None);
    }

    private static void Blocks(Network network, Scenario scenario, int threads)
    {
        var simulator = new BlockSimulator(network, scenario with { Samples = 512 });
        if (threads == 1)
        {
            simulator.Simulate(0);
            simulator.Simulate(1);
        }
        else
        {
            Parallel.For(0, 2, i => simulator.Simulate(i));
        }
    }

    /// <summary>Totals of the sample in the middle of everything, by which the peers are checked to do the same work.</summary>
    private static void SayTotals(Network network, Scenario scenario)
    {
        var world = new Realisation(network, scenario);
        world.Fill(_ => 0.5);
        var buffer = new BlockBuffer(network, scenario, 1);
        new LaneEngine<SingleLane, float, bool>(new LanePlan(network, scenario, 1)).Simulate([world], buffer, 0, CancellationToken.None);
        foreach (var line in Enum.GetValues<LedgerLine>())
            Say($"  middle sample, {line}: {buffer.Totals[(int)line]:F3}");
    }

    /// <summary>The best of several runs, by the wall clock; the processor's time tells how much the machine was shared.</summary>
    private static (double Wall, double Processor) Time(string what, Network network, Scenario scenario, int samples, Action run)
    {
        run();
        var (best, cpu) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < Repeats; i++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            run();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
            cpu = Math.Min(cpu, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        var work = (double)samples * network.NodeCount * scenario.Horizon / 1e6;
        Say($"{what}: {work / best:F0} M node-hours/s by the wall clock, {work / cpu:F0} by processor time ({best * 1000:F1} and {cpu * 1000:F1} ms, best of {Repeats})");
        return (best, cpu);
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
