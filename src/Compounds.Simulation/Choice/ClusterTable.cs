using System.Numerics;

namespace Compounds.Simulation.Choice;

/// <summary>The columns of every consumer of a cluster, ready to be added up for any subset of its actions.</summary>
internal sealed class ClusterTable
{
    private readonly ActionCluster _cluster;
    private readonly uint[][] _channels;
    private readonly long[][] _rows;
    private readonly int _width;

    public ClusterTable(PlanningModel model, ActionCluster cluster, ChoiceColumns columns)
    {
        _cluster = cluster;
        _width = columns.Width;
        _rows = [.. cluster.Consumers.Select(consumer => Rows(model.Consumers[consumer], columns))];
        _channels = [.. cluster.Consumers.Select(consumer => Enumerable.Range(0, model.Consumers[consumer].Channels.Length)
            .Select(channel => model.ActionsOf(consumer, channel).Aggregate(0U, (mask, action) => mask | (1U << Array.IndexOf(cluster.Actions, action))))
            .ToArray())];
    }

    /// <summary>Adds up one subset; bit i chooses the cluster's action i.</summary>
    public void Add(uint subset, Span<long> row, Span<ulong> set)
    {
        for (var consumer = 0; consumer < _rows.Length; consumer++)
        {
            var channels = _channels[consumer];
            var down = 0;
            for (var channel = 0; channel < channels.Length; channel++)
                down |= (subset & channels[channel]) != 0 ? 1 << channel : 0;

            var outcome = _rows[consumer].AsSpan(down * _width, _width);
            for (var column = 0; column < outcome.Length; column++)
                row[column] += outcome[column];
        }

        for (var left = subset; left != 0; left &= left - 1)
        {
            var action = _cluster.Actions[BitOperations.TrailingZeroCount(left)];
            set[action >> 6] |= 1UL << (action & 63);
        }
    }

    /// <summary>The columns of all outcomes of a consumer, one after the other.</summary>
    public static long[] Rows(PlanningConsumer consumer, ChoiceColumns columns)
    {
        var rows = new long[consumer.Outcomes.Length * columns.Width];
        for (var outcome = 0; outcome < consumer.Outcomes.Length; outcome++)
            columns.Read(consumer.Outcomes[outcome], rows.AsSpan(outcome * columns.Width, columns.Width));

        return rows;
    }
}
