using System.Text.Json;
using Compounds.Audit;
using Compounds.Grains.Agencies;
using Compounds.Grains.Sessions;
using Compounds.Ledger;

namespace Compounds.Grains.Audit;

/// <summary>
/// Reads the audit: its own streams, and those of the register and the sessions, which are not written twice. It holds nothing.
/// </summary>
[GrainType("audit-list")]
internal sealed class AuditListGrain(IEventLog log) : Grain, IAuditListGrain
{
    /// <summary>The most facts that a page looks at.</summary>
    private const int MostLookedAt = 5_000;

    private static readonly string s_register = RegisterGrain.StreamOf(Registers.Key);
    private static readonly string s_sessions = SessionsGrain.StreamOf(SessionGrains.Key);

    public async Task<AuditPage> ListAsync(AuditQuery query, AuditPlace? after, int limit, CancellationToken cancellationToken)
    {
        var days = await DaysAsync(query, after, cancellationToken);
        var place = after ?? new AuditPlace(
            DateOnly.MinValue, 0, await VersionAsync(s_register, cancellationToken), await VersionAsync(s_sessions, cancellationToken));
        place = days is [var newest, ..]
            ? place with { Day = AuditStream.DayOf(newest.Stream[AuditStream.Prefix.Length..]), Version = newest.Version }
            : place with { Version = 0 };
        var entries = new List<AuditEntry>();
        await using var merged = MergedAsync(
            [days, [new StreamHead(s_register, place.Register)], [new StreamHead(s_sessions, place.Sessions)]], cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        for (var looked = 0; await merged.MoveNextAsync(); looked++)
        {
            var fact = merged.Current;
            if (entries.Count == limit || looked == MostLookedAt)
                return new AuditPage(entries, place);
            place = Passed(place, fact);
            var entry = EntryOf(fact);
            var day = DateOnly.FromDateTime(fact.RecordedAt.UtcDateTime);
            if (query.Wants(entry) && query.Wants(DateOnly.FromDateTime(entry.At.UtcDateTime)))
                entries.Add(entry);
            if (day < query.From)
                break;
        }

        return new AuditPage(entries, null);
    }

    /// <summary>The days that are wanted and not passed yet, newest first.</summary>
    private async Task<StreamHead[]> DaysAsync(AuditQuery query, AuditPlace? after, CancellationToken cancellationToken)
    {
        var heads = await log.ListStreamsAsync(AuditStream.Prefix, cancellationToken).ToArrayAsync(cancellationToken);
        return
        [
            .. heads.Reverse().Select(head => (Head: head, Day: AuditStream.DayOf(head.Stream[AuditStream.Prefix.Length..])))
                .Where(each => query.Wants(each.Day) && (after is null || each.Day <= after.Day))
                .Select(each => each.Day == after?.Day ? each.Head with { Version = after.Version } : each.Head),
        ];
    }

    private async Task<long> VersionAsync(string stream, CancellationToken cancellationToken) =>
        (await log.ListStreamsAsync(stream, cancellationToken)
            .FirstOrDefaultAsync(head => head.Stream == stream, cancellationToken))?.Version ?? 0;

    /// <summary>The facts of all sources, by the time they were recorded, newest first.</summary>
    private async IAsyncEnumerable<Fact> MergedAsync(
        StreamHead[][] sources, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = new List<IAsyncEnumerator<Fact>>();
        try
        {
            foreach (var source in sources)
            {
                var facts = AuditStream.BackwardsAsync(log, source, cancellationToken).GetAsyncEnumerator(cancellationToken);
                if (await facts.MoveNextAsync())
                    open.Add(facts);
                else
                    await facts.DisposeAsync();
            }

            while (open.MaxBy(static facts => facts.Current.RecordedAt) is { } newest)
            {
                yield return newest.Current;
                if (await newest.MoveNextAsync())
                    continue;
                open.Remove(newest);
                await newest.DisposeAsync();
            }
        }
        finally
        {
            foreach (var facts in open)
                await facts.DisposeAsync();
        }
    }

    private static AuditPlace Passed(AuditPlace place, Fact fact) =>
        fact.Stream == s_register ? place with { Register = fact.Version - 1 }
        : fact.Stream == s_sessions ? place with { Sessions = fact.Version - 1 }
        : place with { Day = AuditStream.DayOf(fact.Stream[AuditStream.Prefix.Length..]), Version = fact.Version - 1 };

    private static AuditEntry EntryOf(Fact fact)
    {
        if (fact.Stream.StartsWith(AuditStream.Prefix, StringComparison.Ordinal))
            return AuditEntry.Of(AuditDayGrain.Folding.Codec.Read(fact));
        // By their names, so that what is added to the register later is told too.
        using var body = JsonDocument.Parse(fact.Body);
        var (root, isUse) = (body.RootElement, fact.Name == "key-used");
        var actor = Text(root, "actor") ?? Text(root, "session", "actor") ?? Text(root, "grant", "requestedBy") ?? (isUse ? $"key {Text(root, "keyId")}" : null);
        string?[] about =
        [
            Text(root, "agency", "id") ?? Text(root, "agency"), Text(root, "key", "agency"), Text(root, "key", "id") ?? Text(root, "keyId"),
            Text(root, "session", "provider"), Text(root, "grantId") ?? Text(root, "grant", "id"), Text(root, "grant", "asked", "agency"),
            Text(root, "grant", "asked", "clearance"), Text(root, "grant", "asked", "key", "agency"), Text(root, "grant", "asked", "key", "id"),
            Text(root, "grant", "asked", "report"), Text(root, "grant", "asked", "reason"),
        ];
        return new AuditEntry(
            fact.RecordedAt, isUse || fact.Stream == s_sessions ? AuditKind.SignIn : AuditKind.Grant, actor,
            AuditEntry.AgencyOf(actor), fact.Name,
            [.. about.OfType<string>()], []);
    }

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
    }
}
