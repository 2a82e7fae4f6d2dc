using System.Diagnostics;

namespace Compounds.Grains.Fronts;

/// <summary>What happened to a front so far.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="AskedAt">When it was first asked, in UTC.</param>
/// <param name="Completed">Its result; null before.</param>
/// <param name="CompletedAt">When it came, in UTC.</param>
/// <param name="IsCancelled">Whether it was stopped and nobody asked again.</param>
internal sealed record FrontStory(FrontQuestion Question, DateTimeOffset AskedAt, FrontCompleted? Completed, DateTimeOffset? CompletedAt, bool IsCancelled)
{
    /// <summary>Folds a fact. Total: it never refuses one.</summary>
    public static FrontStory? Evolve(FrontStory? story, FrontFact fact, DateTimeOffset at) => fact switch
    {
        FrontAsked asked => story is null ? new(asked.Question, at, null, null, false) : story with { Question = asked.Question, IsCancelled = false },
        FrontCompleted completed => story is null ? null : story with { Completed = completed, CompletedAt = at },
        FrontCancelled => story is null ? null : story with { IsCancelled = true },
        _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
    };
}
