namespace Compounds.Assessments;

/// <summary>The two times of a read, and how much of it.</summary>
/// <param name="AsOf">When it should have held in the world, in UTC; null for now.</param>
/// <param name="KnownAt">What had been recorded by then, in UTC; null for now.</param>
/// <param name="Explain">Whether each assessment lists what each claim adds.</param>
[GenerateSerializer, Immutable, Alias("value/subject-question")]
public readonly record struct SubjectQuestion([Id(0)] DateTimeOffset? AsOf, [Id(1)] DateTimeOffset? KnownAt, [Id(2)] bool Explain)
{
    /// <summary>As things are known to be now, without explanations.</summary>
    public static SubjectQuestion Now { get; }

    /// <summary>Whether it asks for the past in either time.</summary>
    public bool IsHistorical() => AsOf is not null || KnownAt is not null;
}
