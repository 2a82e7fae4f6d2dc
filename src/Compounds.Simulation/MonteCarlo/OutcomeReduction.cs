using System.Collections.Immutable;

namespace Compounds.Simulation;

/// <summary>Reduces the samples of blocks to quantiles, in the order of the blocks.</summary>
internal sealed class OutcomeReduction(Network network, Scenario scenario, BlockOutcome[] blocks, int threads)
{
    private readonly LedgerLayout _layout = network.Layout;
    private readonly int _samples = blocks.Sum(b => b.Samples);

    public Outcome Reduce(string scenarioHash)
    {
        var totals = new double[LedgerLayout.LineCount * _samples];
        for (var line = 0; line < LedgerLayout.LineCount; line++)
            Gather<double>(b => b.Totals, line, totals.AsSpan(line * _samples, _samples));
        var lost = totals.AsSpan((int)LedgerLine.LostWorkerHours * _samples, _samples).ToArray();
        Array.Sort(lost);
        var baseline = new double[_samples];
        Gather<double>(b => b.BaselineWorkerHours, 0, baseline);
        var sites = Sites();
        var outcome = new Outcome
        {
            ScenarioHash = scenarioHash,
            NetworkHash = network.Hash,
            Samples = _samples,
            IsSettled = Convergence.IsReached(scenario, blocks, blocks.Length),
            Fixpoint = network.Fixpoint,
            Lines = Lines(totals),
            Sites = [.. sites[..^1]],
            AllSites = sites[^1],
            BaselineWorkerHours = Quantiles.SpreadOf(baseline),
            MedianInterval = Quantiles.Interval(lost, 0.5),
            SampleTotals = totals,
            ResultHash = "",
        };
        return outcome with { ResultHash = OutcomeHash.Of(outcome) };
    }

    private ImmutableArray<LineOutcome> Lines(double[] totals)
    {
        var bySlot = Spreads(_layout.Count, b => b.BySlot);
        var byHour = Spreads(_layout.Present.Length * scenario.Horizon, b => b.ByHour);
        var lines = Enum.GetValues<LedgerLine>().OrderBy(l => l is LedgerLine.CaptiveExposure ? 0 : 1).Select(line =>
        {
            var nodes = Enumerable.Range(0, _layout.Count).Where(s => _layout.Lines[s] == line).Select(s => new NodeSpread(network.NodeIds[_layout.Nodes[s]], bySlot[s]));
            var present = Array.IndexOf(_layout.Present, line);
            return new LineOutcome(
                line,
                LedgerUnit.Of(line),
                Quantiles.SpreadOf(totals.AsSpan((int)line * _samples, _samples).ToArray()),
                [.. nodes],
                present < 0 ? [] : [.. byHour.AsSpan(present * scenario.Horizon, scenario.Horizon)]);
        });
        return [.. lines];
    }

    private SiteOutcome[] Sites()
    {
        var count = _layout.Compounds.Length + 1;
        var sites = new SiteOutcome[count];
        for (var s = 0; s < count; s++)
        {
            var first = Hours(b => b.FirstBelowHalf, s).Where(h => h < scenario.Horizon).ToArray();
            var moved = new float[_samples];
            if (s < count - 1 && scenario.Displacement is not null)
                Gather<float>(b => b.MovedTo, s, moved);
            sites[s] = new(
                s < count - 1 ? network.NodeIds[_layout.Compounds[s]] : "",
                first.Length == 0 ? null : Quantiles.SpreadOf(first.AsSpan()),
                (double)first.Length / _samples,
                Quantiles.SpreadOf(Hours(b => b.HoursBelowHalf, s).AsSpan()),
                Quantiles.SpreadOf(moved.AsSpan()));
        }

        return sites;
    }

    private float[] Hours(Func<BlockOutcome, short[]> array, int site)
    {
        var hours = new short[_samples];
        Gather(array, site, hours.AsSpan());
        return [.. hours.Select(h => (float)h)];
    }

    private Spread[] Spreads(int count, Func<BlockOutcome, float[]> array)
    {
        var spreads = new Spread[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, count, options, () => new float[_samples], (row, _, scratch) =>
        {
            Gather(array, row, scratch.AsSpan());
            spreads[row] = Quantiles.SpreadOf(scratch.AsSpan());
            return scratch;
        }, _ => { });
        return spreads;
    }

    /// <summary>Lines up a row of all blocks, in their order.</summary>
    private void Gather<TNumber>(Func<BlockOutcome, TNumber[]> array, int row, Span<TNumber> into)
    {
        var at = 0;
        foreach (var block in blocks)
        {
            array(block).AsSpan(row * block.Samples, block.Samples).CopyTo(into[at..]);
            at += block.Samples;
        }
    }
}
