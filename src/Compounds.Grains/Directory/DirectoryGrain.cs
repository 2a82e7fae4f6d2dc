using System.Text.Json;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Grains.Directory;

/// <summary>Keeps one shard of the names.</summary>
[GrainType("directory")]
internal sealed class DirectoryGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain(log, clock, $"directory/{context.GrainId.Key}"), IDirectoryGrain
{
    private const string Registered = "name-registered";
    private const string Withdrawn = "name-withdrawn";

    /// <summary>In no audience, so it sees only what is open to all of a level.</summary>
    private const string NoAgency = "";

    private readonly NameIndex _names = new();

    public Task<IReadOnlyList<SubjectId>> ResolveAsync(IReadOnlyList<NameQuestion> questions, CancellationToken cancellationToken) => WriteAsync(
        _ =>
        {
            var answers = new SubjectId[questions.Count];
            var entries = new List<NameEntry>();
            for (var i = 0; i < questions.Count; i++)
            {
                var (reference, filer, handling) = questions[i];
                (answers[i], var isNew) = _names.Resolve(reference.Kind, reference.Name!, reference.Place, EyesOf(filer, handling), handling);
                if (isNew)
                    entries.Add(new NameEntry(answers[i], reference.Name!, reference.Place, handling, Report: null));
            }

            return Append<IReadOnlyList<SubjectId>>(Registered, entries, _names.Register, answers);
        },
        cancellationToken);

    public Task RegisterAsync(IReadOnlyList<NameEntry> entries, CancellationToken cancellationToken) =>
        WriteAsync(_ => Append(Registered, [.. entries.Where(_names.IsNews)], _names.Register, true), cancellationToken);

    public Task WithdrawAsync(IReadOnlyList<NameEntry> entries, CancellationToken cancellationToken) =>
        WriteAsync(_ => Append(Withdrawn, [.. entries.Where(entry => !_names.IsNews(entry))], _names.Withdraw, true), cancellationToken);

    protected override void Fold(Fact fact)
    {
        var entry = JsonSerializer.Deserialize<NameEntry>(fact.Body.Span, StoredJson.Options)!;
        if (fact.Name == Registered)
            _names.Register(entry);
        else
            _names.Withdraw(entry);
    }

    /// <summary>
    /// What every reader of the report may see, and the filer too: a name that only the filer may look up would lead an open report to a
    /// place that tells its other readers of the hidden claim behind the name.
    /// </summary>
    private static Reader EyesOf(Reader filer, Handling handling) => new(
        handling.Audience is [var only] ? only : NoAgency, filer.Clearance < handling.Tlp ? filer.Clearance : handling.Tlp);

    private Decision<T> Append<T>(string name, List<NameEntry> entries, Action<NameEntry> fold, T answer)
    {
        if (entries.Count == 0)
            return Decision.Nothing(answer);
        var now = Now();
        return new Decision<T>(
            [.. entries.Select(entry => new NewFact(name, now, JsonSerializer.SerializeToUtf8Bytes(entry, StoredJson.Options)))],
            () => entries.ForEach(fold),
            answer);
    }
}
