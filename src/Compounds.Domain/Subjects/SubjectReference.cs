namespace Compounds.Subjects;

/// <summary>How a report points at a subject: by id, or by kind and name with an optional place.</summary>
/// <param name="Kind">The kind of subject.</param>
/// <param name="Id">The id, once given or resolved; null while only a name is known.</param>
/// <param name="Name">The name as the report writes it, in any script; null when the report gave only an id.</param>
/// <param name="Place">A place that tells two subjects of one name apart, as written; null when none was given.</param>
[GenerateSerializer, Immutable, Alias("value/subject-reference")]
public sealed record SubjectReference(
    [Id(0)] SubjectKind Kind, [Id(1)] SubjectId? Id, [Id(2)] string? Name, [Id(3)] string? Place)
{
    /// <summary>The id of a reference that has been resolved.</summary>
    /// <exception cref="InvalidOperationException">The reference has not been resolved yet.</exception>
    public SubjectId Resolved() => Id ?? throw new InvalidOperationException($"The {Kind} '{Name}' has not been resolved.");
}
