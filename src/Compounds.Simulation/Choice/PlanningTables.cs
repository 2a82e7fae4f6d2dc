using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Compounds.Simulation.Choice;

/// <summary>Consumers that the same actions can reach.</summary>
/// <param name="Actions">The ids of these actions in ordinal order.</param>
/// <param name="Nodes">The names of the consumers, sorted.</param>
public sealed record PlanningGroup(ImmutableArray<string> Actions, ImmutableArray<string> Nodes);

/// <summary>What to simulate so that a network can be planned with: for each group of consumers every set of the actions that reach it.</summary>
/// <remarks>
/// The sets are simulated on the whole network, so that a group's outcomes hold whatever its own actions do to each other, two feeders into
/// one substation among it. What the actions of other groups do to shared capacity is not in them.
/// </remarks>
/// <param name="Actions">The ids of all actions in ordinal order.</param>
/// <param name="Groups">The groups; the consumers that nothing reaches are one of them, with no actions.</param>
/// <param name="Sets">The sets to simulate, each once.</param>
public sealed record PlanningTables(ImmutableArray<string> Actions, ImmutableArray<PlanningGroup> Groups, ImmutableArray<ImmutableArray<string>> Sets)
{
    /// <summary>The most actions that may reach one consumer: 1,024 sets.</summary>
    public const int MostActionsOfGroup = 10;

    /// <summary>The most sets in all.</summary>
    public const int MostSets = 4_096;

    /// <summary>Plans the tables.</summary>
    /// <param name="network">The network.</param>
    /// <param name="actions">The measures of each action, by its id.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="fault">Which actions meet where too many do.</param>
    /// <returns>Whether the tables are small enough.</returns>
    public static bool TryPlan(
        Network network, IReadOnlyDictionary<string, ImmutableArray<Measure>> actions, [NotNullWhen(true)] out PlanningTables? tables, [NotNullWhen(false)] out PlanningFault? fault)
    {
        ImmutableArray<string> ids = [.. actions.Keys.Order(StringComparer.Ordinal)];
        var reach = ids.Select(id => ActionReach.Of(network, actions[id])).ToArray();
        ImmutableArray<PlanningGroup> groups = [.. network.Layout.Nodes.Distinct().Order()
            .GroupBy(node => string.Concat(reach.Select(reached => reached[node] ? '1' : '0')), StringComparer.Ordinal)
            .Select(group => new PlanningGroup([.. ids.Where((_, at) => group.Key[at] == '1')], [.. group.Select(node => network.NodeIds[node])]))];
        tables = null;
        if (groups.FirstOrDefault(static group => group.Actions.Length > MostActionsOfGroup) is { } crowded)
        {
            fault = new(
                PlanningFaultKind.TooManyChannels, crowded.Nodes[0],
                $"{crowded.Actions.Length} actions reach {crowded.Nodes[0]}; up to {MostActionsOfGroup} can be weighed against each other at one place. Leave some out, or take those together that would be done together.");
            return false;
        }

        ImmutableArray<ImmutableArray<string>> sets = [.. groups
            .SelectMany(static group => SimulatedFront.AllSets(group.Actions)).DistinctBy(SetOrder.KeyOf, StringComparer.Ordinal).Order(SetOrder.Instance)];
        fault = sets.Length <= MostSets ? null : new(
            PlanningFaultKind.TooManyOutcomes, "",
            $"These actions meet in {sets.Length:#,0} combinations; up to {MostSets:#,0} can be simulated. Leave some out, or take those together that would be done together.");
        if (fault is not null)
            return false;
        tables = new(ids, groups, sets);
        return true;
    }

    /// <summary>Makes the model.</summary>
    /// <param name="outcomeOf">What a set does to a group; asked for sets of the group's own actions in ordinal order.</param>
    /// <param name="model">The model.</param>
    /// <param name="fault">The amount that is out of range.</param>
    public bool TryModel(Func<PlanningGroup, ImmutableArray<string>, CutOutcome> outcomeOf, [NotNullWhen(true)] out PlanningModel? model, [NotNullWhen(false)] out PlanningFault? fault) =>
        PlanningModel.TryCreate(
            Actions,
            [.. Groups.Select(group => new PlanningConsumer(
                group.Nodes[0],
                [.. group.Actions.Select(static action => new PlanningChannel(action, [action]))],
                [.. Enumerable.Range(0, 1 << group.Actions.Length).Select(down => outcomeOf(group, [.. group.Actions.Where((_, at) => ((down >> at) & 1) == 1)]))]))],
            out model,
            out fault);
}
