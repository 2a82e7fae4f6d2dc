using Compounds.Audit;
using Compounds.Duties;
using Compounds.Grains.Callers;
using Compounds.Readers;
using Orleans.Concurrency;

namespace Compounds.Grains.Audit;

/// <summary>
/// Writes the audit of one day in UTC, whose date, such as <c>2026-01-31</c>, is the key. Answers the server itself and no one else.
/// </summary>
[Alias("grain/audit-day")]
public interface IAuditDayGrain : IGrainWithStringKey
{
    /// <summary>
    /// Writes facts, and the alarms that they raise. What is repeated after a lost answer is written twice: it is never left out.
    /// </summary>
    /// <returns>The alarms.</returns>
    [Alias("note")]
    Task<IReadOnlyList<AuditAlarmed>> NoteAsync(IReadOnlyList<AuditFact> facts, CancellationToken cancellationToken = default);
}

/// <summary>Reads the audit. There is one, with the key <c>task-force</c>.</summary>
[Alias("grain/audit-list")]
public interface IAuditListGrain : IGrainWithStringKey
{
    /// <summary>Entries, newest first, from the audit of all days, the register and the sessions.</summary>
    /// <param name="query">Which.</param>
    /// <param name="after">Where the page before ended, or null for the first page.</param>
    /// <param name="limit">The most wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("list"), AlwaysInterleave, AsksFor(Act.Audit)]
    Task<AuditPage> ListAsync(AuditQuery query, AuditPlace? after, int limit, CancellationToken cancellationToken = default);
}

/// <summary>Keeps who read the RED reports of one agency, whose id is the key.</summary>
[Alias("grain/red-readings")]
public interface IRedReadingsGrain : IGrainWithStringKey
{
    /// <summary>Writes that the caller reads reports, unless he did within the last hour.</summary>
    /// <param name="reports">The agency's own ids of the reports.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Ends once that is durable, so that the reports may be shown.</returns>
    [Alias("note")]
    Task NoteAsync(IReadOnlyList<string> reports, CancellationToken cancellationToken = default);

    /// <summary>Who read a report, newest first; nothing for a reader of another agency.</summary>
    /// <param name="reader">Who asks. He may see the report: that is looked up before.</param>
    /// <param name="report">The agency's own id of the report.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<RedReading>> ListAsync(Reader reader, string report, CancellationToken cancellationToken = default);
}

/// <summary>A page of the audit.</summary>
/// <param name="Entries">Newest first. There may be fewer than wanted while more follow: a page looks at a bounded number of facts.</param>
/// <param name="Next">Where to go on; null at the end.</param>
[GenerateSerializer, Immutable, Alias("value/audit-page")]
public sealed record AuditPage([Id(0)] IReadOnlyList<AuditEntry> Entries, [Id(1)] AuditPlace? Next);

/// <summary>A place in the audit: what of each stream was not looked at yet.</summary>
/// <param name="Day">The day.</param>
/// <param name="Version">Up to which fact of that day.</param>
/// <param name="Register">Up to which fact of the register.</param>
/// <param name="Sessions">Up to which fact of the sessions.</param>
[GenerateSerializer, Immutable, Alias("value/audit-place")]
public sealed record AuditPlace([Id(0)] DateOnly Day, [Id(1)] long Version, [Id(2)] long Register, [Id(3)] long Sessions);

/// <summary>Finds the audit.</summary>
public static class AuditGrains
{
    /// <summary>The audit of a day.</summary>
    public static IAuditDayGrain GetAuditOf(this IGrainFactory grains, DateOnly day) =>
        grains.GetGrain<IAuditDayGrain>(AuditStream.TextOf(day));

    /// <summary>The list of all that was audited.</summary>
    public static IAuditListGrain GetAudit(this IGrainFactory grains) => grains.GetGrain<IAuditListGrain>("task-force");
}
