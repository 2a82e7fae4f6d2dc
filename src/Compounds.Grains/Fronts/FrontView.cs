using Compounds.Grains.Scenarios;
using Compounds.Simulation.Choice;

namespace Compounds.Grains.Fronts;

/// <summary>How far a front is.</summary>
/// <param name="Stage">Where it stands.</param>
/// <param name="SetsDone">Sets that are simulated.</param>
/// <param name="SetsAtMost">Sets to simulate; of many actions at most, until the plan is made.</param>
/// <param name="ResultHash">The address of the front; null before it is known.</param>
[GenerateSerializer, Immutable, Alias("value/front-progress")]
public sealed record FrontProgress([Id(0)] ScenarioStage Stage, [Id(1)] int SetsDone, [Id(2)] int SetsAtMost, [Id(3)] string? ResultHash);

/// <summary>A front with all that is known of it.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="AskedAt">When it was first asked, in UTC.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="CompletedAt">When the front came, in UTC.</param>
/// <param name="Front">The front; null before it is known.</param>
[GenerateSerializer, Immutable, Alias("value/front-view")]
public sealed record FrontView(
    [Id(0)] FrontQuestion Question, [Id(1)] DateTimeOffset AskedAt, [Id(2)] FrontProgress Progress, [Id(3)] DateTimeOffset? CompletedAt, [Id(4)] SimulatedFront? Front);
