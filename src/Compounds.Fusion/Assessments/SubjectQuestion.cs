namespace Compounds.Assessments;

/// <summary>The times of a read, and how much of it.</summary>
/// <param name="AsOf">When it should have held in the world, in UTC; null for now.</param>
/// <param name="KnownAt">What this ledger had recorded by then, in UTC; null for now.</param>
/// <param name="Explain">Whether each assessment lists what each claim adds.</param>
/// <param name="PublicBy">Only what anyone could read in public by then, in UTC; null for everything that may be seen.</param>
[GenerateSerializer, Immutable, Alias("value/subject-question")]
public readonly record struct SubjectQuestion(
    [Id(0)] DateTimeOffset? AsOf, [Id(1)] DateTimeOffset? KnownAt, [Id(2)] bool Explain, [Id(3)] DateTimeOffset? PublicBy = null)
{
    /// <summary>As things are known to be now, without explanations.</summary>
    public static SubjectQuestion Now { get; }

    /// <summary>Whether it asks for another time than the present, or for what was public.</summary>
    public bool IsHistorical() => AsOf is not null || KnownAt is not null || PublicBy is not null;
}
