using System.Runtime.Intrinsics;

namespace Compounds.Simulation.Tests.Lanes;

/// <summary>Runs samples on the reference and on the lanes and compares every number.</summary>
internal static class LaneAgreement
{
    /// <summary>The specification's tolerance.</summary>
    public const double Specified = 1e-5;

    public static void Assert(Simulation.Network network, Scenario scenario, Realisation[] worlds, double relative = Specified)
    {
        var runs = worlds.Select(w => ReferenceEngine.Simulate(network, scenario, w)).ToArray();
        Compare(network, scenario, runs, Wide(network, scenario, worlds), "vector", relative);
        Compare(network, scenario, runs, Single(network, scenario, worlds), "scalar", relative);
    }

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

    private static void Compare(Simulation.Network network, Scenario scenario, ReferenceRun[] runs, BlockBuffer buffer, string engine, double relative)
    {
        var layout = network.Layout;
        for (var sample = 0; sample < runs.Length; sample++)
        {
            var run = runs[sample];
            foreach (var line in Enum.GetValues<LedgerLine>())
                Equal(run.Total(line), buffer.Totals[((int)line * runs.Length) + sample], $"{engine} sample {sample} {line}", relative);
            for (var slot = 0; slot < layout.Count; slot++)
                Equal(run.ByNode[(int)layout.Lines[slot]][layout.Nodes[slot]], buffer.BySlot[(slot * runs.Length) + sample], $"{engine} sample {sample} {layout.Lines[slot]} of {network.NodeIds[layout.Nodes[slot]]}", relative);
            for (var l = 0; l < layout.Present.Length; l++)
            {
                // In the hour in which a tank runs dry the whole rounding of its level shows at once; the total does not notice.
                var allowed = Math.Max(0.05, relative * run.Total(layout.Present[l]));
                for (var hour = 0; hour < scenario.Horizon; hour++)
                    Close.Equal(run.ByHour[(int)layout.Present[l]][hour], buffer.Hour(l, hour)[sample], relative, allowed, $"{engine} sample {sample} hour {hour} {layout.Present[l]}");
            }

            for (var s = 0; s < layout.Compounds.Length; s++)
            {
                Xunit.Assert.Equal(run.FirstBelowHalf[layout.Compounds[s]], buffer.FirstBelowHalf[(s * runs.Length) + sample]);
                Xunit.Assert.Equal(run.HoursBelowHalf[layout.Compounds[s]], buffer.HoursBelowHalf[(s * runs.Length) + sample]);
            }

            Xunit.Assert.Equal(run.AllBelowHalf.Length, buffer.HoursBelowHalf[(layout.Compounds.Length * runs.Length) + sample]);
            Xunit.Assert.Equal(run.AllBelowHalf.Append(scenario.Horizon).First(), buffer.FirstBelowHalf[(layout.Compounds.Length * runs.Length) + sample]);
            Equal(run.BaselineWorkerHours, buffer.Baseline[sample], $"{engine} sample {sample} baseline", relative);
        }
    }

    private static void Equal(double expected, double actual, string what, double relative) => Close.Equal(expected, actual, relative, absolute: 0.05, what: what);
}
