using System.Collections.Immutable;

namespace Compounds.Simulation;

/// <summary>Validates a scenario against a network.</summary>
internal static class ScenarioCheck
{
    public static ImmutableArray<NetworkProblem> Of(Network network, Scenario scenario)
    {
        var problems = ImmutableArray.CreateBuilder<NetworkProblem>();
        if (scenario.Horizon is < 1 or > 8760)
            problems.Add(new("/horizon", "out-of-range", "The horizon is 1 to 8,760 hours."));
        if (scenario.Samples is < 1 or > 100_000)
            problems.Add(new("/samples", "out-of-range", "The number of samples is 1 to 100,000."));
        if (!(scenario.Tolerance is >= 0 and < 1))
            problems.Add(new("/tolerance", "out-of-range", "The tolerance lies between 0 and 1."));
        for (var i = 0; i < scenario.Measures.Length; i++)
            Check(network, scenario.Measures[i], $"/measures/{i}", problems);
        foreach (var (name, quantity) in scenario.Displacement?.Draws() ?? [])
        {
            if (quantity.Support().Low < 0)
                problems.Add(new($"/{name.Replace('.', '/')}", "negative", "This is at least 0."));
        }

        return problems.DrainToImmutable();
    }

    private static void Check(Network network, Measure measure, string path, ImmutableArray<NetworkProblem>.Builder problems)
    {
        if (measure.From < 0)
            problems.Add(new($"{path}/from", "out-of-range", "A measure starts at hour 0 or later."));
        if (measure.To <= measure.From)
            problems.Add(new($"{path}/to", "out-of-range", "A measure ends after it starts."));
        if (measure.Depth.Support() is not ( >= 0 and var low, <= 1) || (low == 0 && measure.Depth.IsFixed))
            problems.Add(new($"{path}/depth", "out-of-range", "The depth is above 0 and at most 1; bound it by a triangular distribution or a quantile table."));
        if (network.FindNode(measure.Target) is null && network.FindEdge(measure.Target) is null)
            problems.Add(new($"{path}/target", "unknown-target", $"There is no node or edge {measure.Target}; name one of the network."));
        else if (!Timeline.Targets(network, measure).Any())
            problems.Add(new($"{path}/target", "no-effect", $"Nothing that {measure.Kind} stops flows through {measure.Target}; name a node or edge that carries it."));
    }
}
