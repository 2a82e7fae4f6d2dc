using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>A set of actions and what it does.</summary>
/// <param name="Actions">The ids in ordinal order.</param>
/// <param name="Outcome">What it does, by whatever model evaluated it.</param>
[GenerateSerializer, Immutable, Alias("choice/evaluated-set")]
public sealed record EvaluatedSet([Id(0)] ImmutableArray<string> Actions, [Id(1)] CutOutcome Outcome);
