using System.Collections.Immutable;
using Compounds.Simulation.Choice;

namespace Compounds.Benchmarks;

/// <summary>Planning models of a given size, the same on every machine.</summary>
internal static class ChoiceModels
{
    /// <summary>Clusters of actions, each with so many consumers; every other consumer is civil.</summary>
    public static PlanningModel Clustered(int clusters, int actions, int channelsAtMost, int consumersEach)
    {
        var dice = new ChoiceDice(20250205);
        var ids = ImmutableArray.CreateBuilder<string>();
        var consumers = ImmutableArray.CreateBuilder<PlanningConsumer>();
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            ImmutableArray<string> own = [.. Enumerable.Range(ids.Count, actions).Select(static at => $"a{at:D3}")];
            ids.AddRange(own);
            for (var at = 0; at < consumersEach; at++)
                consumers.Add(Consumer($"c{cluster}-{at}", own, at % 2 == 1, 1 + dice.Next(channelsAtMost), dice));
        }

        return PlanningModel.TryCreate(ids.ToImmutable(), consumers.ToImmutable(), out var model, out var fault)
            ? model
            : throw new InvalidOperationException(fault.Sentence);
    }

    private static PlanningConsumer Consumer(string id, ImmutableArray<string> actions, bool isCivil, int channels, ChoiceDice dice)
    {
        var outcomes = new CutOutcome[1 << channels];
        for (var down = 1; down < outcomes.Length; down++)
        {
            var less = Enumerable.Range(0, channels).Where(channel => ((down >> channel) & 1) == 1).Select(channel => outcomes[down & ~(1 << channel)]).ToArray();
            outcomes[down] = isCivil
                ? CutOutcome.Certain(0, new(less.Max(static outcome => outcome.Harm.CivilPower) + dice.Next(40), less.Max(static outcome => outcome.Harm.CivilTelecom) + dice.Next(20)))
                : CutOutcome.Certain(
                    less.Max(static outcome => outcome.Disruption) + (dice.Next(100) * (down == outcomes.Length - 1 ? 3 : 1)),
                    new(CaptiveExposure: less.Max(static outcome => outcome.Harm.CaptiveExposure) + dice.Next(10)));
        }

        return new(
            id,
            [.. Enumerable.Range(0, channels).Select(channel => new PlanningChannel($"{channel}", [actions[dice.Next(actions.Length)], actions[dice.Next(actions.Length)]]))],
            [.. outcomes]);
    }
}
