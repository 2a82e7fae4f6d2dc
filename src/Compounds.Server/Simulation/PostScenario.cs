using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Simulation;

namespace Compounds.Server.Simulation;

/// <summary>What to simulate.</summary>
/// <param name="Title">What it is called, 1 to 200 characters.</param>
/// <param name="Network">The hash of the network; null compiles one now.</param>
/// <param name="Measures">The measures, at most 100; none shows what happens anyway.</param>
/// <param name="Protect">The ids of nodes that no complete cut may reach, at most 100.</param>
/// <param name="Rationing">Who is served first when there is not enough.</param>
/// <param name="HorizonHours">The hours simulated, 1 to 2,160.</param>
/// <param name="Samples">The most samples, 1 to 10,000.</param>
/// <param name="Seed">The seed of all draws; scenarios of one seed are compared sample by sample.</param>
/// <param name="Tolerance">The relative width at which the figures count as settled, 0 to below 1; 0 runs all samples.</param>
/// <param name="Displacement">Whether operators may move people between sites.</param>
public sealed record PostScenario(
    string? Title, string? Network = null, IReadOnlyList<MeasureBody>? Measures = null, IReadOnlyList<string>? Protect = null, RationingPolicy Rationing = RationingPolicy.HumanitarianFirst,
    int HorizonHours = 720, int Samples = 512, ulong Seed = 20250205, double Tolerance = 0.02, bool Displacement = false)
{
    private const int MaxTitle = 200, MaxMeasures = 100, MaxHorizon = 2_160, MaxSamples = 10_000;

    /// <summary>One block of 256 samples and 720 hours is 7 MB for ten lines, and all blocks are merged on one machine: 300 MB at this limit.</summary>
    private const long MaxSampleHours = 7_200_000;

    /// <summary>Reads the question against a network.</summary>
    /// <param name="view">The network.</param>
    /// <param name="network">The same network, built.</param>
    /// <param name="question">The question.</param>
    /// <returns>What is wrong with it; empty when it can be asked.</returns>
    internal IReadOnlyList<NetworkProblem> Read(NetworkView view, Network network, out ScenarioQuestion? question)
    {
        var problems = Limits().ToList();
        question = null;
        if (problems.Count > 0)
            return problems;
        Measure[] asked = [.. (Measures ?? []).Select(static measure => measure.Read())];
        string[] spared = [.. (Protect ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        problems.AddRange(spared.Where(id => network.TypeOf(id) is null).Select(static id => new NetworkProblem("/protect", "unknown-node", $"There is no node {id} in the network.")));
        var scenario = new Scenario
        {
            Measures = [.. asked], Seed = Seed, Horizon = HorizonHours, Policy = Rationing, Samples = Samples, Tolerance = Tolerance, Displacement = Displacement ? DisplacementRule.Default : null,
        };
        problems.AddRange(scenario.Check(network).Select(static problem => problem with { Path = PathOf(problem.Path) }));
        if (problems.Count > 0)
            return problems;
        question = new ScenarioQuestion(Title!.Trim(), view.Hash, view.AsOf, view.KnownAt, [.. asked], [.. spared], scenario with { Measures = Protection.Of(network, [.. asked], [.. spared]) }, view.Label);
        return [];
    }

    private IEnumerable<NetworkProblem> Limits()
    {
        if (string.IsNullOrWhiteSpace(Title) || Title.Trim().Length > MaxTitle || Title.Any(char.IsControl))
            yield return new("/title", "out-of-range", $"The title is 1 to {MaxTitle} characters on one line.");
        if ((Measures?.Count ?? 0) > MaxMeasures)
            yield return new("/measures", "too-many", $"A scenario has at most {MaxMeasures} measures.");
        if ((Protect?.Count ?? 0) > MaxMeasures)
            yield return new("/protect", "too-many", $"At most {MaxMeasures} nodes are protected.");
        if (HorizonHours is < 1 or > MaxHorizon)
            yield return new("/horizonHours", "out-of-range", $"The horizon is 1 to {MaxHorizon:#,0} hours.");
        if (Samples is < 1 or > MaxSamples)
            yield return new("/samples", "out-of-range", $"The number of samples is 1 to {MaxSamples:#,0}.");
        if ((long)HorizonHours * Samples > MaxSampleHours)
            yield return new("/samples", "out-of-range", $"Samples times hours are at most {MaxSampleHours:#,0}; ask for fewer samples or a shorter horizon.");
        if (!Enum.IsDefined(Rationing))
            yield return new("/rationing", "unknown-name", "The rationing is humanitarianFirst, proRata or payingFirst.");
        for (var i = 0; i < (Measures?.Count ?? 0); i++)
        {
            if (Measures![i] is not { Target.Length: > 0, Kind: { } kind } || !Enum.IsDefined(kind))
                yield return new($"/measures/{i}", "missing", "A measure has a kind and a target.");
        }
    }

    private static string PathOf(string path) => path.Replace("/from", "/fromHour", StringComparison.Ordinal).Replace("/to", "/toHour", StringComparison.Ordinal)
        .Replace("/toHourlerance", "/tolerance", StringComparison.Ordinal).Replace("/horizon", "/horizonHours", StringComparison.Ordinal);
}
