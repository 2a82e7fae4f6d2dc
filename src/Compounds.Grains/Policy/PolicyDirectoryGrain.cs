using Compounds.Ledger;
using Compounds.Readers;

namespace Compounds.Grains.Policy;

/// <summary>Knows every action's marking. It keeps nothing of its own: the first fact of each action says it.</summary>
[GrainType("policy-directory")]
internal sealed class PolicyDirectoryGrain(IEventLog log) : Grain, IPolicyDirectoryGrain
{
    private readonly Dictionary<string, PolicyEntry> _entries = new(StringComparer.Ordinal);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await foreach (var head in log.ListStreamsAsync(PolicyFacts.Prefix, cancellationToken))
        {
            await foreach (var first in log.ReadAsync(head.Stream, 1, limit: 1, cancellationToken))
                Add(new PolicyEntry(head.Stream[PolicyFacts.Prefix.Length..], PolicyFacts.ReadMarking(first), first.RecordedAt));
        }
    }

    public Task AddAsync(PolicyEntry entry, CancellationToken cancellationToken)
    {
        Add(entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PolicyEntry>> ListAsync(Reader reader, PolicyPosition? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PolicyEntry>>(
        [
            .. _entries.Values.Where(entry => entry.Marking.Handling.IsVisibleTo(reader) && after?.IsBefore(entry) != false)
                .OrderByDescending(static entry => entry.DraftedAt).ThenBy(static entry => entry.Id, StringComparer.Ordinal).Take(limit),
        ]);

    private void Add(PolicyEntry entry) => _entries[entry.Id] = entry;
}
