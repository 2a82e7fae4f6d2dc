using System.Text.Json.Nodes;
using Compounds.Subjects;

namespace Compounds.Exchange.PublicRecord;

/// <summary>The one name under which each entity of the record is reported, and its further names.</summary>
internal sealed class RecordSubjects
{
    private readonly Dictionary<string, RecordSubject> _byId =
        MappingTables.Load<IReadOnlyList<RecordSubject>>("subjects").ToDictionary(static subject => subject.Id, StringComparer.Ordinal);

    /// <summary>The subject that an id of the record stands for.</summary>
    /// <exception cref="InvalidDataException">The table of subjects does not have it.</exception>
    public RecordSubject Find(string id) => _byId.TryGetValue(id, out var subject)
        ? subject.SameAs is { } other ? Find(other) : subject
        : throw new InvalidDataException($"The table of subjects has no '{id}'.");
}

/// <summary>A subject under its name in reports.</summary>
/// <param name="Id">The id in the record.</param>
/// <param name="Kind">The kind of subject.</param>
/// <param name="Name">The name in reports.</param>
/// <param name="Aliases">Further names that the record joins in one text.</param>
/// <param name="SameAs">Another id of the record for the same subject.</param>
internal sealed record RecordSubject(string Id, string? Kind, string? Name, IReadOnlyList<string>? Aliases, string? SameAs)
{
    /// <summary>The kind of subject.</summary>
    public SubjectKind SubjectKind() => SubjectKinds.TryParse(Kind, out var kind)
        ? kind : throw new InvalidDataException($"The subject '{Id}' has no kind.");

    /// <summary>The id that the directory will give it.</summary>
    public SubjectId SubjectId() => Subjects.SubjectId.FromName(SubjectKind(), Name!);

    /// <summary>The reference in its wire form.</summary>
    public JsonObject Reference() => new() { ["kind"] = Kind, ["name"] = Name };
}
