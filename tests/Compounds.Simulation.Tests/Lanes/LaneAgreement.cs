using System.Runtime.Intrinsics;

namespace Compounds.Simulation.Tests.Lanes;

/// <summary>Runs samples on the reference and on the lanes and compares every number.</summary>
internal static class LaneAgreement
{
    /// <summary>The specification's tolerance.</summary>
    private const double Relative = 1e-5;

    /// <summary>The rounding of a share of an hour: below this the lanes take a shortfall for none.</summary>
    private const double OfExposure = 4e-6;

    /// <summary>Asserts that the lanes agree with the reference at the specified tolerance.</summary>
    public static void Assert(Simulation.Network network, Scenario scenario, Realisation[] worlds) => Assert(network, scenario, worlds, ofExposure: 0);

    /// <summary>Asserts the same, where an amount may be what is left of two that nearly cancel: it then has the rounding of those.</summary>
    public static void AssertOfParts(Simulation.Network network, Scenario scenario, Realisation[] worlds) => Assert(network, scenario, worlds, OfExposure);

    public static BlockBuffer Wide(Simulation.Network network, Scenario scenario, Realisation[] worlds)
    {
        var buffer = new BlockBuffer(network, scenario, worlds.Length);
        var engine = new LaneEngine<WideLanes, Vector512<float>, Vector512<float>>(new LanePlan(network, scenario, WideLanes.Count));
        for (var first = 0; first < worlds.Length; first += WideLanes.Count)
            engine.Simulate(worlds.AsSpan(first, Math.Min(WideLanes.Count, worlds.Length - first)), buffer, first, CancellationToken.None);
        return buffer;
    }

    public static BlockBuffer Single(Simulation.Network network, Scenario scenario, Realisation[] worlds)
    {
        var buffer = new BlockBuffer(network, scenario, worlds.Length);
        var engine = new LaneEngine<SingleLane, float, bool>(new LanePlan(network, scenario, 1));
        for (var i = 0; i < worlds.Length; i++)
            engine.Simulate(worlds.AsSpan(i, 1), buffer, i, CancellationToken.None);
        return buffer;
    }

    private static void Assert(Simulation.Network network, Scenario scenario, Realisation[] worlds, double ofExposure)
    {
        if (worlds.Length == 0)
            return;
        var runs = worlds.Select(w => ReferenceEngine.Simulate(network, scenario, w)).ToArray();
        foreach (var (engine, buffer) in new[] { ("vector", Wide(network, scenario, worlds)), ("scalar", Single(network, scenario, worlds)) })
        {
            for (var sample = 0; sample < runs.Length; sample++)
                Compare(network, scenario, runs[sample], new(worlds[sample], ofExposure), buffer, sample, $"{engine} sample {sample}");
        }
    }

    private static void Compare(Simulation.Network network, Scenario scenario, ReferenceRun run, Exposure exposure, BlockBuffer buffer, int sample, string what)
    {
        var (layout, hours, samples) = (network.Layout, scenario.Horizon, buffer.Samples);
        foreach (var line in Enum.GetValues<LedgerLine>())
        {
            var nodes = line < LedgerLine.UnservedEnergy ? layout.Nodes.Where((_, slot) => layout.Lines[slot] == line) : Enumerable.Range(0, network.NodeCount);
            Equal(run.Total(line), buffer.Totals[((int)line * samples) + sample], nodes.Sum(v => exposure.Hour(line, v)) * hours, $"{what} {line}");
        }

        for (var slot = 0; slot < layout.Count; slot++)
        {
            var (line, v) = (layout.Lines[slot], layout.Nodes[slot]);
            Equal(run.ByNode[(int)line][v], buffer.BySlot[(slot * samples) + sample], exposure.Hour(line, v) * hours, $"{what} {line} of {network.NodeIds[v]}");
        }

        for (var l = 0; l < layout.Present.Length; l++)
        {
            // In the hour in which a tank runs dry the whole rounding of its level shows at once; the total does not notice.
            var allowed = Math.Max(0.05, Relative * run.Total(layout.Present[l]));
            for (var hour = 0; hour < hours; hour++)
                Close.Equal(run.ByHour[(int)layout.Present[l]][hour], buffer.Hour(l, hour)[sample], Relative, allowed, $"{what} hour {hour} {layout.Present[l]}");
        }

        for (var s = 0; s < layout.Compounds.Length; s++)
        {
            Xunit.Assert.Equal(run.FirstBelowHalf[layout.Compounds[s]], buffer.FirstBelowHalf[(s * samples) + sample]);
            Xunit.Assert.Equal(run.HoursBelowHalf[layout.Compounds[s]], buffer.HoursBelowHalf[(s * samples) + sample]);
        }

        Xunit.Assert.Equal(run.AllBelowHalf.Length, buffer.HoursBelowHalf[(layout.Compounds.Length * samples) + sample]);
        Xunit.Assert.Equal(run.AllBelowHalf.Append(hours).First(), buffer.FirstBelowHalf[(layout.Compounds.Length * samples) + sample]);
        Equal(run.BaselineWorkerHours, buffer.Baseline[sample], 0, $"{what} baseline");
    }

    private static void Equal(double expected, double actual, double allowed, string what) => Close.Equal(expected, actual, Relative, Math.Max(0.05, allowed), what);
}
