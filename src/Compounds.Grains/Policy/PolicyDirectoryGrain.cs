using Compounds.Ledger;
using Compounds.Readers;

namespace Compounds.Grains.Policy;

/// <summary>Keeps the list. When it starts it adds the actions that the list lacks: those older than the list, and one whose word was lost.</summary>
[GrainType("policy-directory")]
internal sealed class PolicyDirectoryGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain<PolicyList, PolicyListFact>(log, clock, StreamOf(context.GrainId.Key.ToString()!), Folding), IPolicyDirectoryGrain
{
    /// <summary>How the list is read.</summary>
    public static Folding<PolicyList, PolicyListFact> Folding { get; } = new(
        new JsonFactCodec<PolicyListFact>(), static () => PolicyList.Empty, static (list, fact, _) => fact is PolicyActionListed { Entry: var entry }
            ? list with { Entries = list.Entries.SetItem(entry.Id, entry) } : list);

    /// <summary>The stream of the list with this key.</summary>
    public static string StreamOf(string key) => $"policy-directory/{key}";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await foreach (var head in Log.ListStreamsAsync(PolicyFacts.Prefix, cancellationToken))
        {
            var id = head.Stream[PolicyFacts.Prefix.Length..];
            if (State.Entries.ContainsKey(id))
                continue;
            await foreach (var first in Log.ReadAsync(head.Stream, 1, limit: 1, cancellationToken))
                await AddAsync(new PolicyEntry(id, PolicyFacts.ReadMarking(first), first.RecordedAt), cancellationToken);
        }
    }

    public Task AddAsync(PolicyEntry entry, CancellationToken cancellationToken) => WriteAsync(
        _ => State.Entries.TryGetValue(entry.Id, out var known) && known.Marking.Handling.Equals(entry.Marking.Handling) ? Nothing(true) : Append(true, new PolicyActionListed(entry)), cancellationToken);

    public Task<IReadOnlyList<PolicyEntry>> ListAsync(Reader reader, PolicyPosition? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(State.Page(reader, after, limit));
}
