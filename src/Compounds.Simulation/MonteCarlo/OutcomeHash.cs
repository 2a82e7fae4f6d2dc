namespace Compounds.Simulation;

/// <summary>The hash of every number of an outcome, by which two runs are told to be equal to the bit.</summary>
internal static class OutcomeHash
{
    public static string Of(Outcome outcome)
    {
        using var hash = new CanonicalHash("outcome/1");
        hash.Add(outcome.ScenarioHash);
        hash.Add(outcome.Samples);
        hash.Add(outcome.SampleTotals.AsSpan());
        Add(hash, outcome.BaselineWorkerHours);
        foreach (var line in outcome.Lines)
        {
            Add(hash, line.Total);
            foreach (var node in line.ByNode)
                Add(hash, node.Total);
            foreach (var hour in line.ByHour)
                Add(hash, hour);
        }

        foreach (var site in outcome.Sites.Append(outcome.AllSites))
        {
            Add(hash, site.FirstHourBelowHalf ?? new(-1, -1, -1));
            Add(hash, site.HoursBelowHalf);
            Add(hash, site.MovedTo);
        }

        return hash.Finish();
    }

    private static void Add(CanonicalHash hash, Spread spread) => hash.Add([spread.P10, spread.P50, spread.P90]);
}
