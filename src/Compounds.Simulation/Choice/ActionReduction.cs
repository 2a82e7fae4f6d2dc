using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>An action that need not be tried.</summary>
/// <param name="Action">Its id.</param>
/// <param name="InsteadOf">The action that does as much for no more harm; null when doing nothing does.</param>
[GenerateSerializer, Immutable, Alias("choice/dropped-action")]
public sealed record DroppedAction([Id(0)] string Action, [Id(1)] string? InsteadOf);

/// <summary>Removes actions that can only cost: duplicates, and those that add nothing but harm to what another does.</summary>
/// <remarks>
/// An action is dropped for another whose channels are a part of its own, when the channels it takes down beyond that belong to
/// consumers without any disruption whose every harm line only rises with each channel that goes down. The amounts of the front
/// stay the same; where a dropped action was harmless the front may name the other instead.
/// </remarks>
public static class ActionReduction
{
    /// <summary>Reduces a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dropped">Receives the actions that are gone, in ordinal order.</param>
    /// <returns>The model without them.</returns>
    public static PlanningModel Reduce(PlanningModel model, out ImmutableArray<DroppedAction> dropped)
    {
        var harmless = model.Consumers.Select(IsOnlyHarmed).ToArray();
        var footprints = Footprints(model);
        dropped = [.. model.Actions
            .Select((action, at) => new DroppedAction(action, Substitute(at)))
            .Where(static drop => drop.InsteadOf != drop.Action)];
        var gone = dropped.Select(static drop => drop.Action).ToHashSet(StringComparer.Ordinal);
        return model.Without(gone);

        // Itself when there is no substitute. Of equal footprints the first by id stays.
        string? Substitute(int action)
        {
            if (IsCovered([], footprints[action]))
                return null;

            for (var other = 0; other < footprints.Length; other++)
            {
                var smaller = footprints[other].Count < footprints[action].Count || other < action;
                if (other != action && smaller && IsCovered(footprints[other], footprints[action]) && !IsCovered([], footprints[other]))
                    return model.Actions[other];
            }

            return model.Actions[action];
        }

        bool IsCovered(HashSet<(int Consumer, int Channel)> part, HashSet<(int Consumer, int Channel)> whole) =>
            part.IsSubsetOf(whole) && whole.All(channel => part.Contains(channel) || harmless[channel.Consumer]);
    }

    private static HashSet<(int Consumer, int Channel)>[] Footprints(PlanningModel model)
    {
        var footprints = model.Actions.Select(static _ => new HashSet<(int Consumer, int Channel)>()).ToArray();
        for (var consumer = 0; consumer < model.Consumers.Length; consumer++)
        {
            for (var channel = 0; channel < model.Consumers[consumer].Channels.Length; channel++)
            {
                foreach (var action in model.ActionsOf(consumer, channel))
                    footprints[action].Add((consumer, channel));
            }
        }

        return footprints;
    }

    private static bool IsOnlyHarmed(PlanningConsumer consumer) =>
        consumer.Outcomes.All(outcome => outcome.Disruption == consumer.Outcomes[0].Disruption && outcome.DisruptionP10 == consumer.Outcomes[0].DisruptionP10)
        && Enumerable.Range(0, consumer.Outcomes.Length).All(down => Enumerable.Range(0, consumer.Channels.Length).All(channel =>
            IsNoLess(consumer.Outcomes[down | (1 << channel)], consumer.Outcomes[down])));

    private static bool IsNoLess(CutOutcome more, CutOutcome less) =>
        Enum.GetValues<HarmLine>().All(line => more.Harm[line] >= less.Harm[line] && more.HarmP90[line] >= less.HarmP90[line]);
}
