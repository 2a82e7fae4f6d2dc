namespace Compounds.Simulation.Tests.MonteCarlo;

public sealed class MonteCarloTests
{
    [Fact]
    public void One_thread_and_two_threads_agree_to_the_bit()
    {
        var one = Simulation.MonteCarlo.Run(UncertainMoei.Network, UncertainMoei.Scenario, threads: 1);
        var two = Simulation.MonteCarlo.Run(UncertainMoei.Network, UncertainMoei.Scenario, threads: 2);
        Assert.Equal(one.ResultHash, two.ResultHash);
        Assert.Equal(600, one.Samples);
        Assert.NotEqual(one.ResultHash, Simulation.MonteCarlo.Run(UncertainMoei.Network, UncertainMoei.Scenario with { Seed = 1 }).ResultHash);
    }

    [Fact]
    public void Blocks_simulated_apart_merge_to_the_same_outcome()
    {
        var whole = Simulation.MonteCarlo.Run(UncertainMoei.Network, UncertainMoei.Scenario);
        var blocks = Enumerable.Range(0, 3).Reverse().Select(i => Simulation.MonteCarlo.SimulateBlock(UncertainMoei.Network, UncertainMoei.Scenario, i)).Reverse().ToArray();
        Assert.Equal(600 - 512, blocks[2].Samples);
        Assert.Equal(whole.ResultHash, Simulation.MonteCarlo.Merge(UncertainMoei.Network, UncertainMoei.Scenario, blocks).ResultHash);
        Assert.Throws<ArgumentException>(() => Simulation.MonteCarlo.Merge(UncertainMoei.Network, UncertainMoei.Scenario, [blocks[1], blocks[0], blocks[2]]));
        Assert.Throws<ArgumentException>(() => Simulation.MonteCarlo.Merge(UncertainMoei.Network, UncertainMoei.Scenario, [blocks[0]]));
    }

    [Fact]
    public void Samples_stop_when_the_figures_have_settled_and_blocks_beyond_that_are_left_out()
    {
        var scenario = UncertainMoei.Scenario with { Samples = 5000, Tolerance = 0.05 };
        var outcome = Simulation.MonteCarlo.Run(UncertainMoei.Network, scenario, threads: 2);
        Assert.True(outcome.IsSettled);
        Assert.InRange(outcome.Samples, 512, 4999);
        var more = Enumerable.Range(0, (outcome.Samples / BlockOutcome.Size) + 2).Select(i => Simulation.MonteCarlo.SimulateBlock(UncertainMoei.Network, scenario, i)).ToArray();
        Assert.Equal(outcome.ResultHash, Simulation.MonteCarlo.Merge(UncertainMoei.Network, scenario, more).ResultHash);
    }

    [Fact]
    public void A_line_adds_up_from_its_nodes_in_every_sample()
    {
        var block = Simulation.MonteCarlo.SimulateBlock(UncertainMoei.Network, UncertainMoei.Scenario, 0);
        var layout = UncertainMoei.Network.Layout;
        foreach (var line in layout.Present)
        {
            for (var sample = 0; sample < block.Samples; sample++)
            {
                var nodes = Enumerable.Range(0, layout.Count).Where(s => layout.Lines[s] == line).Sum(s => (double)block.BySlot[(s * block.Samples) + sample]);
                var hours = Enumerable.Range(0, UncertainMoei.Scenario.Horizon).Sum(h => (double)block.ByHour[(((Array.IndexOf(layout.Present, line) * UncertainMoei.Scenario.Horizon) + h) * block.Samples) + sample]);
                Close.Equal(block.Totals[((int)line * block.Samples) + sample], nodes, 1e-5, 0.01, $"nodes of {line}");
                Close.Equal(block.Totals[((int)line * block.Samples) + sample], hours, 1e-5, 0.01, $"hours of {line}");
            }
        }
    }

    [Fact]
    public void A_sample_does_not_change_when_a_node_or_a_measure_is_added()
    {
        var more = UncertainMoei.With("""{"id":"A0","type":"Compound","load":{"lognormal":{"median":5,"sigma":1}},"headcount":0}""");
        var scenario = UncertainMoei.Scenario with { Displacement = null };
        var plain = Simulation.MonteCarlo.Run(UncertainMoei.Network, scenario);
        Assert.Equal(plain.TotalsOf(LedgerLine.CivilPower).ToArray(), Simulation.MonteCarlo.Run(more, scenario).TotalsOf(LedgerLine.CivilPower).ToArray());
        var harder = Simulation.MonteCarlo.Run(UncertainMoei.Network, scenario with { Measures = scenario.Measures.Add(new("STAR", MeasureKind.StarlinkBlock, 24)) });
        Assert.Equal(plain.TotalsOf(LedgerLine.CivilPower).ToArray(), harder.TotalsOf(LedgerLine.CivilPower).ToArray());
        Assert.True(harder.Less(plain)[(int)LedgerLine.LostWorkerHours].P10 >= 0);
    }

    [Fact]
    public void The_outcome_shows_captive_exposure_first_and_every_line_with_its_unit()
    {
        var outcome = Simulation.MonteCarlo.Run(UncertainMoei.Network, UncertainMoei.Scenario);
        Assert.Equal(LedgerLine.CaptiveExposure, outcome.Lines[0].Line);
        Assert.Equal(LedgerLayout.LineCount, outcome.Lines.Length);
        var lost = outcome.Line(LedgerLine.LostWorkerHours);
        Assert.True(lost.Total.P10 <= lost.Total.P50 && lost.Total.P50 <= lost.Total.P90 && lost.Total.P10 < lost.Total.P90);
        Assert.InRange(lost.Total.P50, outcome.MedianInterval.Low, outcome.MedianInterval.High);
        Assert.Equal(336, lost.ByHour.Length);
        Assert.Equal(["C1", "C2", "C3"], outcome.Sites.Select(s => s.Node));
        Assert.True(outcome.Sites.Any(s => s.MovedTo.P90 > 0));
        Assert.True(outcome.AllSites.ShareBelowHalf > 0.5);
    }

    [Fact]
    public void A_cancelled_run_says_so_and_progress_counts_blocks()
    {
        using var source = new CancellationTokenSource();
        var seen = new List<SimulationProgress>();
        var progress = new Recorder(seen, source);
        Assert.Throws<OperationCanceledException>(() => Simulation.MonteCarlo.Run(UncertainMoei.Network, UncertainMoei.Scenario, 2, progress, source.Token));
        Assert.Equal(new SimulationProgress(1, 3), seen[0]);
    }

    [Fact]
    public void A_scenario_is_addressed_by_its_content()
    {
        var scenario = UncertainMoei.Scenario;
        var turned = scenario with { Measures = [.. scenario.Measures.Reverse()] };
        Assert.Equal(scenario.Hash(UncertainMoei.Network), turned.Hash(UncertainMoei.Network));
        Assert.NotEqual(scenario.Hash(UncertainMoei.Network), (scenario with { Horizon = 335 }).Hash(UncertainMoei.Network));
        Assert.NotEqual(scenario.Hash(UncertainMoei.Network), scenario.Hash(Reference.MoeiMini.Network));
    }

    private sealed class Recorder(List<SimulationProgress> seen, CancellationTokenSource source) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value)
        {
            seen.Add(value);
            source.Cancel();
        }
    }
}
