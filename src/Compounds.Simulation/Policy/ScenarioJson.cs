using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compounds.Simulation.Policy;

/// <summary>The stored form of a scenario: its inputs only, so that a figure derived from them never becomes part of the ledger.</summary>
internal sealed class ScenarioJson : JsonConverter<Scenario>
{
    public override Scenario? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var stored = JsonSerializer.Deserialize<Inputs>(ref reader, options)!;
        return new Scenario
        {
            Measures = [.. stored.Measures.Select(m => new Measure(m.Target, m.Kind, m.From, m.To, m.Depth.Read()))],
            Seed = stored.Seed,
            Horizon = stored.Horizon,
            Policy = stored.Policy,
            Samples = stored.Samples,
            Tolerance = stored.Tolerance,
            Displacement = stored.Displacement is { } rule
                ? new(rule.LeavingPerDay.Read(), rule.Gamma.Read(), rule.ScaleKilometres.Read(), rule.OperatorBonus.Read(), rule.Stay.Read(), rule.LagHours.Read())
                : null,
        };
    }

    public override void Write(Utf8JsonWriter writer, Scenario value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer,
        new Inputs(
            [.. value.Measures.Select(m => new Step(m.Target, m.Kind, m.From, m.To, Number.Of(m.Depth)))],
            value.Seed,
            value.Horizon,
            value.Policy,
            value.Samples,
            value.Tolerance,
            value.Displacement is { } rule
                ? new(Number.Of(rule.LeavingPerDay), Number.Of(rule.Gamma), Number.Of(rule.ScaleKilometres), Number.Of(rule.OperatorBonus), Number.Of(rule.Stay), Number.Of(rule.LagHours))
                : null),
        options);

    private sealed record Inputs(
        ImmutableArray<Step> Measures, ulong Seed, int Horizon, RationingPolicy Policy, int Samples, double Tolerance, Movement? Displacement);

    private sealed record Step(string Target, MeasureKind Kind, int From, int? To, Number Depth);

    private sealed record Movement(Number LeavingPerDay, Number Gamma, Number ScaleKilometres, Number OperatorBonus, Number Stay, Number LagHours);

    private sealed record Number(QuantityShape Shape, ImmutableArray<double> Points)
    {
        public static Number Of(Quantity quantity) => new(quantity.Shape, quantity.Points);

        public Quantity Read() => new(Shape, Points);
    }
}
