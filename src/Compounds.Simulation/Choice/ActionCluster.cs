namespace Compounds.Simulation.Choice;

/// <summary>Actions that meet at some consumer, directly or through others, and the consumers they meet at.</summary>
/// <param name="Actions">Indexes into <see cref="PlanningModel.Actions"/>, ascending.</param>
/// <param name="Consumers">Indexes into <see cref="PlanningModel.Consumers"/>, ascending.</param>
internal sealed record ActionCluster(int[] Actions, int[] Consumers)
{
    /// <summary>Splits a model. Actions without a consumer are in no cluster, they change nothing.</summary>
    /// <param name="model">The model.</param>
    /// <param name="alone">Receives the consumers that no action reaches.</param>
    public static List<ActionCluster> Of(PlanningModel model, out int[] alone)
    {
        var leader = Enumerable.Range(0, model.Actions.Length).ToArray();
        var reached = Enumerable.Range(0, model.Consumers.Length).Select(consumer => Enumerable
            .Range(0, model.Consumers[consumer].Channels.Length)
            .SelectMany(channel => model.ActionsOf(consumer, channel)).ToArray()).ToArray();
        foreach (var actions in reached)
        {
            foreach (var action in actions)
                leader[Find(leader, action)] = Find(leader, actions[0]);
        }

        alone = [.. Enumerable.Range(0, reached.Length).Where(consumer => reached[consumer].Length == 0)];
        var consumers = Enumerable.Range(0, reached.Length).Except(alone).ToLookup(consumer => Find(leader, reached[consumer][0]));
        return [.. Enumerable.Range(0, leader.Length)
            .GroupBy(action => Find(leader, action))
            .Where(group => consumers.Contains(group.Key))
            .Select(group => new ActionCluster([.. group], [.. consumers[group.Key]]))];
    }

    private static int Find(int[] leader, int action)
    {
        while (leader[action] != action)
            action = leader[action] = leader[leader[action]];

        return action;
    }
}
