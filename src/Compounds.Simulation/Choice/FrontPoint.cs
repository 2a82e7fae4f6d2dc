using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>A set of actions that no other set betters in effect without more harm.</summary>
/// <param name="Actions">The ids in ordinal order. Among equals the set with the fewest actions, then the first by ids.</param>
/// <param name="Disruption">The disruption that was compared, in worker-hours.</param>
/// <param name="Harm">The harm scalar that was compared, in person-hour equivalents; for the chart only.</param>
/// <param name="Outcome">Everything the model says about the set, line by line.</param>
/// <param name="ProvenGap">At most this share of the best possible disruption at this harm is missed, 0 to 1; 0 is proven best.</param>
[GenerateSerializer, Immutable, Alias("choice/front-point")]
public sealed record FrontPoint(
    [Id(0)] ImmutableArray<string> Actions,
    [Id(1)] double Disruption,
    [Id(2)] double Harm,
    [Id(3)] CutOutcome Outcome,
    [Id(4)] double ProvenGap);

/// <summary>The sets worth a decision, by ascending harm.</summary>
/// <param name="Query">What was asked, with the version of its weights.</param>
/// <param name="Points">Empty when no set keeps the budgets, not even that of no action.</param>
/// <param name="IsComplete">Whether every set worth a decision is among the points; otherwise there may be more between them.</param>
[GenerateSerializer, Immutable, Alias("choice/front")]
public sealed record CutFront(
    [Id(0)] ChoiceQuery Query,
    [Id(1)] ImmutableArray<FrontPoint> Points,
    [Id(2)] bool IsComplete);
