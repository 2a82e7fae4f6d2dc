using System.Collections.Immutable;
using System.Text.Json;
using Compounds.Simulation.Choice;

namespace Compounds.Simulation.Tests.Choice;

/// <summary>The clustered instances whose fronts are known; shared with the benchmark.</summary>
internal static class ClusteredInstance
{
    public static JsonElement Read(string file)
    {
        using var stream = typeof(ClusteredInstance).Assembly.GetManifestResourceStream($"Choice.{file}.json")
            ?? throw new InvalidOperationException($"{file} is not embedded.");
        return JsonDocument.Parse(stream).RootElement;
    }

    /// <summary>Reads the clustered instances, "twelve" actions in three clusters or "hundred" in ten.</summary>
    public static PlanningModel Create(string name)
    {
        var actions = ImmutableArray.CreateBuilder<string>();
        var consumers = ImmutableArray.CreateBuilder<PlanningConsumer>();
        foreach (var cluster in Read("cluster_instances").GetProperty(name).EnumerateArray())
        {
            ImmutableArray<string> own = [.. Enumerable.Range(actions.Count, cluster.GetProperty("actions").GetInt32()).Select(static at => $"a{at:D3}")];
            actions.AddRange(own);
            consumers.AddRange(cluster.GetProperty("consumers").EnumerateArray().Select((consumer, at) => new PlanningConsumer(
                $"c{own[0]}-{at}",
                [.. consumer.GetProperty("channels").EnumerateArray().Select((channel, j) =>
                    new PlanningChannel($"{j}", [.. channel.EnumerateArray().Select(action => own[action.GetInt32()])]))],
                [.. consumer.GetProperty("D").EnumerateArray().Zip(consumer.GetProperty("H").EnumerateArray(), static (disruption, harm) =>
                    CutOutcome.Certain(disruption.GetDouble(), new(harm.GetDouble())))])));
        }

        return PlanningModel.TryCreate(actions.ToImmutable(), consumers.ToImmutable(), out var model, out var fault)
            ? model
            : throw new InvalidOperationException(fault.Sentence);
    }
}
