using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Grains.Directory;

/// <summary>One shard of the names by which subjects are found. The key is the shard's number; see <see cref="DirectoryShard"/>.</summary>
[Alias("grain/directory")]
public interface IDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Resolves names and registers those that are new. Idempotent.</summary>
    /// <returns>One subject a question, in order. Only entries that the filer and every reader of the report may see count, so no answer tells of a hidden one.</returns>
    [Alias("resolve")]
    Task<IReadOnlyList<SubjectId>> ResolveAsync(IReadOnlyList<NameQuestion> questions, CancellationToken cancellationToken = default);

    /// <summary>Registers names that alias claims give to subjects. Idempotent.</summary>
    [Alias("register")]
    Task RegisterAsync(IReadOnlyList<NameEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>Takes back names whose alias claims no longer stand. Idempotent.</summary>
    [Alias("withdraw")]
    Task WithdrawAsync(IReadOnlyList<NameEntry> entries, CancellationToken cancellationToken = default);
}

/// <summary>A name in a report that is to be resolved.</summary>
/// <param name="Reference">The name, its kind and its place.</param>
/// <param name="Filer">Whose eyes resolution looks through: the filing agency's.</param>
/// <param name="Handling">The handling of the report, under which a new name is registered.</param>
[GenerateSerializer, Immutable, Alias("value/name-question")]
public readonly record struct NameQuestion(
    [Id(0)] SubjectReference Reference, [Id(1)] Reader Filer, [Id(2)] Handling Handling);
