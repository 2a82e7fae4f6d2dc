using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Cli.Simulating;

/// <summary>The result of a simulation for machines, in the names of the HTTP API.</summary>
internal static class SimulationJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes one document.</summary>
    public static async Task WriteAsync(TextWriter output, ScenarioFile file, Outcome outcome, ImmutableArray<Influence> influences, bool isHourly) =>
        await output.WriteLineAsync(JsonSerializer.Serialize(
            new
            {
                file.Title,
                Scenario = outcome.ScenarioHash,
                Network = outcome.NetworkHash,
                file.Scenario.Seed,
                HorizonHours = file.Scenario.Horizon,
                Rationing = file.Scenario.Policy,
                outcome.ResultHash,
                outcome.Samples,
                outcome.IsSettled,
                outcome.Fixpoint,
                outcome.BaselineWorkerHours,
                MedianInterval = new { outcome.MedianInterval.Low, outcome.MedianInterval.High },
                Lines = outcome.Lines.Select(line => new { line.Line, line.Unit, line.Total, line.ByNode, ByHour = isHourly ? (ImmutableArray<Spread>?)line.ByHour : null }),
                outcome.Sites,
                outcome.AllSites,
                file.Network.Assumptions,
                Sensitivity = influences,
                Report = OutcomeReport.Of(outcome, file.Scenario, file.Network.Assumptions, influences),
            },
            s_options));
}
