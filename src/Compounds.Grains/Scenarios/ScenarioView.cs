using System.Collections.Immutable;
using Compounds.Readers;
using Compounds.Simulation;

namespace Compounds.Grains.Scenarios;

/// <summary>Where a scenario stands.</summary>
public enum ScenarioStage
{
    /// <summary>It is being simulated.</summary>
    Running,

    /// <summary>Its outcome is known.</summary>
    Completed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>It could not be simulated; asking again tries again.</summary>
    Failed,
}

/// <summary>How far the search for what moves the answer is.</summary>
public enum SensitivityStage
{
    /// <summary>There is no outcome yet, or the search failed; asking again tries again.</summary>
    None,

    /// <summary>It is being reckoned.</summary>
    Pending,

    /// <summary>It is known.</summary>
    Completed,
}

/// <summary>How far a scenario is.</summary>
/// <param name="Stage">Where it stands.</param>
/// <param name="BlocksDone">Blocks of samples that are simulated.</param>
/// <param name="BlocksAtMost">Blocks that are simulated unless the figures settle before.</param>
/// <param name="ResultHash">The address of the outcome; null before it is known.</param>
/// <param name="Sensitivity">How far the search for what moves the answer is.</param>
[GenerateSerializer, Immutable, Alias("value/scenario-progress")]
public sealed record ScenarioProgress(
    [Id(0)] ScenarioStage Stage, [Id(1)] int BlocksDone, [Id(2)] int BlocksAtMost, [Id(3)] string? ResultHash, [Id(4)] SensitivityStage Sensitivity);

/// <summary>A scenario with all that is known of it.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="AskedAt">When it was first asked, in UTC.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="CompletedAt">When the outcome came, in UTC.</param>
/// <param name="Outcome">The outcome; null before it is known.</param>
/// <param name="Sensitivity">What moves the lost worker-hours most, longest bar first; empty before it is known.</param>
[GenerateSerializer, Immutable, Alias("value/scenario-view")]
public sealed record ScenarioView(
    [Id(0)] ScenarioQuestion Question, [Id(1)] DateTimeOffset AskedAt, [Id(2)] ScenarioProgress Progress, [Id(3)] DateTimeOffset? CompletedAt,
    [Id(4)] Outcome? Outcome, [Id(5)] ImmutableArray<Influence> Sensitivity);

/// <summary>A scenario in a list.</summary>
/// <param name="Id">Its address.</param>
/// <param name="Title">What it is called.</param>
/// <param name="NetworkHash">Its network.</param>
/// <param name="AskedAt">When it was first asked, in UTC.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="CompletedAt">When the outcome came, in UTC.</param>
/// <param name="Headline">The totals that matter most; empty before the outcome is known.</param>
/// <param name="Marking">How far it may be shown.</param>
[GenerateSerializer, Immutable, Alias("value/scenario-summary")]
public sealed record ScenarioSummary(
    [Id(0)] string Id, [Id(1)] string Title, [Id(2)] string NetworkHash, [Id(3)] DateTimeOffset AskedAt, [Id(4)] ScenarioProgress Progress,
    [Id(5)] DateTimeOffset? CompletedAt, [Id(6)] ImmutableArray<HeadlineTotal> Headline, [Id(7)] Handling Marking);

/// <summary>One total of an outcome.</summary>
/// <param name="Line">Which line.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Total">Its range.</param>
[GenerateSerializer, Immutable, Alias("value/headline-total")]
public sealed record HeadlineTotal([Id(0)] LedgerLine Line, [Id(1)] string Unit, [Id(2)] Spread Total);
