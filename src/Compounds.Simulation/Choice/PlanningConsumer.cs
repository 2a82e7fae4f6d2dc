using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>One way by which a consumer is supplied: grid path, alternative, fuel path, telecom path, satellite.</summary>
/// <param name="Name">For people; unique within the consumer.</param>
/// <param name="Actions">The ids of the actions that take it down; any one suffices.</param>
[GenerateSerializer, Immutable, Alias("choice/planning-channel")]
public sealed record PlanningChannel([Id(0)] string Name, [Id(1)] ImmutableArray<string> Actions);

/// <summary>A consumer as the planning model sees it: what happens to it, alone, for every set of its channels that is down.</summary>
/// <param name="Id">Unique in the model.</param>
/// <param name="Channels">At most <see cref="PlanningModel.MaximumChannels"/>.</param>
/// <param name="Outcomes">2^channels outcomes; bit j of the index says that channel j is down.</param>
[GenerateSerializer, Immutable, Alias("choice/planning-consumer")]
public sealed record PlanningConsumer(
    [Id(0)] string Id,
    [Id(1)] ImmutableArray<PlanningChannel> Channels,
    [Id(2)] ImmutableArray<CutOutcome> Outcomes);
