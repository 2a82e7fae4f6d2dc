using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Grains.Directory;

/// <summary>Keeps one shard of the names.</summary>
[GrainType("directory")]
internal sealed class DirectoryGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain<NameIndex, NameFact>(log, clock, $"directory/{context.GrainId.Key}", Folding), IDirectoryGrain
{
    /// <summary>In no audience, so it sees only what is open to all of a level.</summary>
    private const string NoAgency = "";

    /// <summary>How the names are read.</summary>
    public static Folding<NameIndex, NameFact> Folding { get; } = new(new NameFactCodec(), static () => new NameIndex(), static (names, fact, _) =>
    {
        if (fact.IsWithdrawn)
            names.Withdraw(fact.Entry);
        else
            names.Register(fact.Entry);
        return names;
    });

    public Task<IReadOnlyList<SubjectId>> ResolveAsync(IReadOnlyList<NameQuestion> questions, CancellationToken cancellationToken) => WriteAsync(
        _ =>
        {
            var answers = new SubjectId[questions.Count];
            var entries = new List<NameEntry>();
            for (var i = 0; i < questions.Count; i++)
            {
                var (reference, filer, handling) = questions[i];
                (answers[i], var isNew) = State.Resolve(reference.Kind, reference.Name!, reference.Place, EyesOf(filer, handling), handling);
                if (isNew)
                    entries.Add(new NameEntry(answers[i], reference.Name!, reference.Place, handling, Report: null));
            }

            return Append<IReadOnlyList<SubjectId>>(answers, [.. entries.Select(static entry => new NameFact(entry, IsWithdrawn: false))]);
        },
        cancellationToken);

    public Task RegisterAsync(IReadOnlyList<NameEntry> entries, CancellationToken cancellationToken) =>
        WriteAsync(_ => Append<bool>(true, [.. entries.Where(State.IsNews).Select(static entry => new NameFact(entry, IsWithdrawn: false))]), cancellationToken);

    public Task WithdrawAsync(IReadOnlyList<NameEntry> entries, CancellationToken cancellationToken) =>
        WriteAsync(_ => Append<bool>(true, [.. entries.Where(entry => !State.IsNews(entry)).Select(static entry => new NameFact(entry, IsWithdrawn: true))]), cancellationToken);

    /// <summary>
    /// What every reader of the report may see, and the filer too: a name that only the filer may look up would lead an open report to a
    /// place that tells its other readers of the hidden claim behind the name.
    /// </summary>
    private static Reader EyesOf(Reader filer, Handling handling) => new(
        handling.Audience is [var only] ? only : NoAgency, filer.Clearance < handling.Tlp ? filer.Clearance : handling.Tlp);
}
