using System.Collections.Concurrent;
using System.Text;
using Compounds.Grains.Policy;
using Compounds.Readers;
using Compounds.Simulation;

namespace Compounds.Driving;

/// <summary>Scenarios that readers asked, simulated here: what the scenarios' own grains hand to policy actions.</summary>
internal sealed class AskedScenarios : IForecastSource
{
    private static readonly Network s_network = Network.Read(Encoding.UTF8.GetBytes("""
        { "nodes": [ { "id": "S", "type": "Source" }, { "id": "F1", "type": "Feeder" },
                     { "id": "C1", "type": "Compound", "load": 1000, "headcount": { "lognormal": { "median": 200, "sigma": 0.3 } }, "captives": 100 },
                     { "id": "V1", "type": "Village", "load": 300, "population": 1000 }, { "id": "H1", "type": "Hospital", "load": 50, "generator": 60, "fuel": 5000 } ],
          "edges": [ { "from": "S", "to": "F1", "kind": "Power" }, { "from": "F1", "to": "C1", "kind": "Power" },
                     { "from": "F1", "to": "V1", "kind": "Power" }, { "from": "F1", "to": "H1", "kind": "Power" } ] }
        """)).Network!;

    /// <summary>What had been recorded by then went into the network.</summary>
    public static readonly DateTimeOffset KnownAt = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<(Reader Reader, string Id), ForecastBasis> _asked = [];

    /// <summary>Asks a cut of the feeder from an hour on.</summary>
    /// <param name="reader">Whose scenario.</param>
    /// <param name="from">The first hour.</param>
    /// <param name="isCompleted">Whether it has an outcome.</param>
    /// <param name="label">Whose reports its network rests on; none when left out.</param>
    /// <returns>The scenario's address.</returns>
    public string Ask(Reader reader, int from = 10, bool isCompleted = true, Label? label = null)
    {
        var scenario = new Scenario { Measures = [new("F1", MeasureKind.CutPower, from)], Horizon = 48, Samples = 256, Tolerance = 0 };
        var outcome = MonteCarlo.Run(s_network, scenario);
        _asked[(reader, outcome.ScenarioHash)] = new ForecastBasis(scenario, KnownAt, isCompleted ? outcome : null, label ?? Label.None);
        return outcome.ScenarioHash;
    }

    /// <summary>Puts other samples in the place of those that were kept.</summary>
    public void Falsify(Reader reader, string id) => _asked[(reader, id)] = _asked[(reader, id)] with
    {
        Outcome = _asked[(reader, id)].Outcome! with { SampleTotals = [.. _asked[(reader, id)].Outcome!.SampleTotals.Select(static total => total + 1)] },
    };

    public Task<ForecastBasis?> FindAsync(Reader reader, string scenario, CancellationToken cancellationToken) => Task.FromResult(_asked.GetValueOrDefault((reader, scenario)));
}
