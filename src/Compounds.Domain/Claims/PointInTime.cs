namespace Compounds.Claims;

/// <summary>A day or an instant, as a claim gives it for the beginning or the end of something.</summary>
/// <param name="At">The instant in UTC; of a day, its first moment in the zone of the claim.</param>
/// <param name="IsDay">Whether the claim names a day and no time of day.</param>
[GenerateSerializer, Immutable, Alias("value/point-in-time")]
public readonly record struct PointInTime([Id(0)] DateTimeOffset At, [Id(1)] bool IsDay);
