using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Compounds.Simulation.Choice;

/// <summary>Effect and harm of any set of actions as a sum over consumers, each looked up by which of its channels are down.</summary>
/// <remarks>
/// Exact in what it states, but each consumer was simulated alone: shared capacity is not in it. That is what
/// <see cref="DynamicCheck"/> is for. No monotonicity is assumed. Immutable.
/// </remarks>
public sealed class PlanningModel
{
    /// <summary>The most channels of a consumer.</summary>
    public const int MaximumChannels = 12;

    /// <summary>The most consumers of a model.</summary>
    public const int MaximumConsumers = 9_000;

    private readonly int[][][] _channels;

    private PlanningModel(ImmutableArray<string> actions, ImmutableArray<PlanningConsumer> consumers)
    {
        Actions = [.. actions.Order(StringComparer.Ordinal)];
        Consumers = consumers;
        _channels = [.. consumers.Select(consumer => consumer.Channels
            .Select(channel => channel.Actions.Select(action => IndexOf(action)).Distinct().Order().ToArray()).ToArray())];
    }

    /// <summary>Gets the ids of all actions in ordinal order.</summary>
    public ImmutableArray<string> Actions { get; }

    /// <summary>Gets the consumers as given.</summary>
    public ImmutableArray<PlanningConsumer> Consumers { get; }

    /// <summary>Validates a model.</summary>
    /// <param name="actions">The ids of the candidate actions.</param>
    /// <param name="consumers">The consumers with their outcomes.</param>
    /// <param name="model">The model.</param>
    /// <param name="fault">The first thing that is wrong.</param>
    /// <returns>Whether the model is valid.</returns>
    public static bool TryCreate(
        ImmutableArray<string> actions,
        ImmutableArray<PlanningConsumer> consumers,
        [NotNullWhen(true)] out PlanningModel? model,
        [NotNullWhen(false)] out PlanningFault? fault)
    {
        fault = Check(actions, consumers);
        model = fault is null ? new(actions, consumers) : null;
        return fault is null;
    }

    /// <summary>Adds up the outcome of a set of actions.</summary>
    /// <param name="chosen">Ids in any order.</param>
    /// <exception cref="ArgumentException">An id is not among <see cref="Actions"/>.</exception>
    public CutOutcome Evaluate(ImmutableArray<string> chosen)
    {
        var isChosen = new bool[Actions.Length];
        foreach (var action in chosen)
            isChosen[IndexOf(action) is >= 0 and var at ? at : throw new ArgumentException($"'{action}' is not an action of the model.", nameof(chosen))] = true;

        var total = default(CutOutcome);
        for (var consumer = 0; consumer < Consumers.Length; consumer++)
        {
            var down = 0;
            for (var channel = 0; channel < _channels[consumer].Length; channel++)
                down |= Array.Exists(_channels[consumer][channel], action => isChosen[action]) ? 1 << channel : 0;

            total += Consumers[consumer].Outcomes[down];
        }

        return total;
    }

    /// <summary>The same model in which some actions can no longer be chosen.</summary>
    internal PlanningModel Without(HashSet<string> gone) => new(
        Actions.RemoveAll(gone.Contains),
        [.. Consumers.Select(consumer => consumer with
        {
            Channels = [.. consumer.Channels.Select(channel => channel with { Actions = channel.Actions.RemoveAll(gone.Contains) })],
        })]);

    /// <summary>Gets the indexes of the actions that take a channel down, ascending.</summary>
    internal int[] ActionsOf(int consumer, int channel) => _channels[consumer][channel];

    private int IndexOf(string action) => Actions.BinarySearch(action, StringComparer.Ordinal);

    private static PlanningFault? Check(ImmutableArray<string> actions, ImmutableArray<PlanningConsumer> consumers)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        if (actions.FirstOrDefault(action => !known.Add(action)) is { } twice)
            return new(PlanningFaultKind.DuplicateId, twice, $"Two actions are called '{twice}'; an id is used once.");

        if (consumers.Length > MaximumConsumers)
            return new(PlanningFaultKind.TooManyConsumers, "", $"There are {consumers.Length} consumers; a model holds up to {MaximumConsumers}.");

        var ids = new HashSet<string>(StringComparer.Ordinal);
        return consumers.Select(consumer => Check(consumer, known, ids)).FirstOrDefault(static fault => fault is not null);
    }

    private static PlanningFault? Check(PlanningConsumer consumer, HashSet<string> actions, HashSet<string> ids)
    {
        var (id, channels) = (consumer.Id, consumer.Channels.Length);
        if (!ids.Add(id))
            return new(PlanningFaultKind.DuplicateId, id, $"Two consumers are called '{id}'; an id is used once.");
        if (channels > MaximumChannels)
            return new(PlanningFaultKind.TooManyChannels, id, $"'{id}' has {channels} channels; up to {MaximumChannels} can be tabled.");
        if (consumer.Outcomes.Length != 1 << channels)
            return new(PlanningFaultKind.OutcomesIncomplete, id, $"'{id}' has {consumer.Outcomes.Length} outcomes; {channels} channels need {1 << channels}.");
        if (consumer.Channels.SelectMany(static channel => channel.Actions).FirstOrDefault(action => !actions.Contains(action)) is { } unknown)
            return new(PlanningFaultKind.UnknownAction, id, $"'{id}' is cut by '{unknown}', which is not among the actions.");

        return consumer.Outcomes.All(IsInRange)
            ? null
            : new(PlanningFaultKind.AmountOutOfRange, id, $"'{id}' has an amount that is not a number between -10^12 and 10^12.");
    }

    private static bool IsInRange(CutOutcome outcome) =>
        IsInRange(outcome.Disruption) && IsInRange(outcome.DisruptionP10)
        && Enum.GetValues<HarmLine>().All(line => IsInRange(outcome.Harm[line]) && IsInRange(outcome.HarmP90[line]));

    private static bool IsInRange(double amount) => Math.Abs(amount) <= FixedPoint.Largest;
}
