using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Claims;

/// <summary>One typed statement about one subject.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Attribute">The attribute of the catalogue, for example <c>headcount</c>.</param>
/// <param name="Dimension">Which of several values of the attribute, for example a nationality or a kind of supply; null when it has one.</param>
/// <param name="Party">The other subject of a statement about two, for example the supplier whose share is told; null when there is none.</param>
/// <param name="On">The day, or last day, that was counted or read; null when the attribute is not dated.</param>
/// <param name="Value">What is said.</param>
/// <param name="IsDenied">Whether the source says that it is not so.</param>
/// <param name="ObservedAt">When the fact held, in UTC.</param>
/// <param name="Credibility">The Admiralty number 1 to 6 of this claim when it differs from its report's; null when it does not.</param>
/// <param name="Ordinal">The position in its report, from 0; with the report key it names the claim.</param>
/// <param name="Validity">How long it holds, and in which zone its days are counted; null when the claim tells no more than when it was observed.</param>
/// <param name="Scope">How a count relates to other counts; null when it stands alone.</param>
/// <param name="Said">The source's own word where another stage or code is filed, for example <c>deported</c>; null when they are the same.</param>
/// <param name="Handling">Who may see the claim when it is more closed than its report, joined with the report's handling; null when the report's own holds.</param>
[GenerateSerializer, Immutable, Alias("value/claim")]
public sealed record Claim(
    [Id(0)] SubjectReference Subject, [Id(1)] string Attribute, [Id(2)] string? Dimension,
    [Id(3)] SubjectReference? Party, [Id(4)] DateOnly? On, [Id(5)] ClaimValue Value,
    [Id(6)] bool IsDenied, [Id(7)] DateTimeOffset ObservedAt, [Id(8)] int? Credibility,
    [Id(9)] int Ordinal, [Id(10)] Validity? Validity = null, [Id(11)] CountScope? Scope = null, [Id(12)] string? Said = null,
    [Id(13)] Handling? Handling = null)
{
    /// <summary>The first moment of <see cref="On"/> in the zone of the claim, in UTC; null when the claim names no day.</summary>
    public DateTimeOffset? OnStart() => On is { } day ? CalendarDay.StartOf(day, Validity?.ZoneMinutes) : null;
}
