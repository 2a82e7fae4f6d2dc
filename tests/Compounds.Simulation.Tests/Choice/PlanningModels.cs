using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Compounds.Simulation.Choice;
using CsCheck;

namespace Compounds.Simulation.Tests.Choice;

/// <summary>Planning models and their expected values.</summary>
internal static class PlanningModels
{
    /// <summary>The weights under which the expected values of the worked example were computed.</summary>
    public static HarmWeights ExampleWeights { get; } = new("example", CivilPower: 1, CivilTelecom: 0.5, WaterBelowMinimum: 2, 0, HospitalCritical: 10_000, 0);

    /// <summary>Civil power and telecom one to one, for instances with two nameless lines.</summary>
    public static HarmWeights PlainWeights { get; } = new("plain", 1, 1, 0, 0, 0, 0);

    public static JsonElement Expected(string file) => ClusteredInstance.Read(file);

    public static PlanningModel Create(ImmutableArray<string> actions, ImmutableArray<PlanningConsumer> consumers) =>
        PlanningModel.TryCreate(actions, consumers, out var model, out var fault) ? model : throw new InvalidOperationException(fault.Sentence);

    /// <summary>Reads an instance whose harm lines are nameless: the first is read as civil power, the second as civil telecom.</summary>
    public static PlanningModel FromInstance(JsonElement instance) => Create(
        [.. instance.GetProperty("actions").EnumerateArray().Select(static action => action.GetString()!)],
        [.. instance.GetProperty("consumers").EnumerateArray().Select(static (consumer, at) => new PlanningConsumer(
            $"c{at}",
            [.. consumer.GetProperty("channels").EnumerateArray().Select(static (channel, j) =>
                new PlanningChannel($"{j}", [.. channel.EnumerateArray().Select(static action => action.GetString()!)]))],
            [.. consumer.GetProperty("D").EnumerateArray().Zip(consumer.GetProperty("H").EnumerateArray(), static (disruption, harm) =>
            {
                var lines = harm.EnumerateArray().Select(static line => line.GetDouble()).ToArray();
                return CutOutcome.Certain(disruption.GetDouble(), new(lines[0], lines.Length > 1 ? lines[1] : 0));
            })]))]);

    /// <summary>Reads the clustered instances, "twelve" actions in three clusters or "hundred" in ten.</summary>
    public static PlanningModel Clustered(string name) => ClusteredInstance.Create(name);

    /// <summary>Any model: few and small amounts, so that ties are common, rising and falling with what is cut.</summary>
    public static Gen<PlanningModel> Any(int maxActions, int maxConsumers) =>
        from count in Gen.Int[0, maxActions]
        let actions = (ImmutableArray<string>)[.. Enumerable.Range(0, count).Select(static at => $"a{at * 7 % 23:D2}")]
        from consumers in Consumer(count).Array[0, maxConsumers]
        select Create(actions, [.. consumers.Select((consumer, at) => new PlanningConsumer(
            $"c{at}",
            [.. consumer.Channels.Select((channel, j) => new PlanningChannel($"{j}", [.. channel.Distinct().Select(action => actions[action])]))],
            [.. consumer.Outcomes]))]);

    /// <summary>Turns every other consumer into one that is only harmed, and more by each channel.</summary>
    public static PlanningModel WithHarmedVillages(PlanningModel model) => Create(model.Actions, [.. model.Consumers.Select(static (consumer, at) => at % 2 == 0
        ? consumer
        : consumer with
        {
            Outcomes = [.. consumer.Outcomes.Select(static (_, down) => CutOutcome.Certain(0, new(BitOperations.PopCount((uint)down), down)))],
        })]);

    public static ImmutableArray<ImmutableArray<string>> Subsets(ImmutableArray<string> actions) =>
        [.. Enumerable.Range(0, 1 << actions.Length).Select(subset => actions.Where((_, at) => ((subset >> at) & 1) == 1).Order(StringComparer.Ordinal).ToImmutableArray())];

    private static Gen<(int[][] Channels, CutOutcome[] Outcomes)> Consumer(int actions) =>
        from channels in (actions == 0 ? Gen.Const(Array.Empty<int>()) : Gen.Int[0, actions - 1].Array[0, 2]).Array[0, 2]
        from outcomes in Outcome.Array[1 << channels.Length]
        select (channels, outcomes);

    private static Gen<CutOutcome> Outcome =>
        from numbers in Gen.Int[-1, 4].Array[8]
        select new CutOutcome(
            numbers[0],
            numbers[1],
            new(numbers[2], numbers[3], HospitalCritical: Math.Max(0, numbers[4] - 3), CaptiveExposure: numbers[5]),
            new(numbers[6], numbers[7], HospitalCritical: Math.Max(0, numbers[4] - 2), CaptiveExposure: numbers[5]));
}
