using Compounds.Subjects;

namespace Compounds.Claims;

/// <summary>One typed statement about one subject.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Attribute">The attribute of the catalogue, for example <c>headcount</c>.</param>
/// <param name="Dimension">Which of several values of the attribute, for example a nationality or a kind of supply; null when it has one.</param>
/// <param name="Party">The other subject of a statement about two, for example the supplier whose share is told; null when there is none.</param>
/// <param name="On">The day of the event that a dated tally counts; null when the attribute is not dated.</param>
/// <param name="Value">What is said.</param>
/// <param name="IsDenied">Whether the source says that it is not so.</param>
/// <param name="ObservedAt">When the fact held, in UTC.</param>
/// <param name="Credibility">The Admiralty number 1 to 6 of this claim when it differs from its report's; null when it does not.</param>
/// <param name="Ordinal">The position in its report, from 0; with the report key it names the claim.</param>
[GenerateSerializer, Immutable, Alias("value/claim")]
public sealed record Claim(
    [Id(0)] SubjectReference Subject, [Id(1)] string Attribute, [Id(2)] string? Dimension,
    [Id(3)] SubjectReference? Party, [Id(4)] DateOnly? On, [Id(5)] ClaimValue Value,
    [Id(6)] bool IsDenied, [Id(7)] DateTimeOffset ObservedAt, [Id(8)] int? Credibility,
    [Id(9)] int Ordinal);
