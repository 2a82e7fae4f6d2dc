using Compounds.Readers;

namespace Compounds.Audit;

/// <summary>What an entry of the audit is about.</summary>
public enum AuditKind
{
    /// <summary>Somebody read what is AMBER or more closed.</summary>
    Read,

    /// <summary>Somebody signed in or out, or a key was used for the first time on a day.</summary>
    SignIn,

    /// <summary>The register of agencies and keys was changed.</summary>
    Grant,

    /// <summary>Somebody was refused.</summary>
    Refusal,

    /// <summary>Something to look at.</summary>
    Alarm,
}

/// <summary>One entry of the audit, whichever stream says so.</summary>
/// <param name="At">When, in UTC; of reads and refusals the minute.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Actor">Who did it, or whom an alarm is about; null when that is not known.</param>
/// <param name="Agency">Whose member or key; null when that is not known.</param>
/// <param name="What">The operation that was asked for, or the stored name of the fact, or which alarm.</param>
/// <param name="About">The ids that were asked for or changed.</param>
/// <param name="Reports">The reports of AMBER or above that were answered, <c>agency/id</c>.</param>
/// <param name="Times">How many requests, or what an alarm counted.</param>
/// <param name="Limit">The highest count that raises no alarm; null for other kinds.</param>
/// <param name="Highest">The highest marking that was answered; null for other kinds than reads.</param>
/// <param name="Key">The id of a key that was refused.</param>
/// <param name="Network">The network that was refused or is alarming.</param>
/// <param name="Status">The status of a refusal.</param>
[GenerateSerializer, Immutable, Alias("value/audit-entry")]
public sealed record AuditEntry(
    [Id(0)] DateTimeOffset At, [Id(1)] AuditKind Kind, [Id(2)] string? Actor, [Id(3)] string? Agency, [Id(4)] string What,
    [Id(5)] IReadOnlyList<string> About, [Id(6)] IReadOnlyList<string> Reports, [Id(7)] int Times = 1, [Id(8)] int? Limit = null,
    [Id(9)] Tlp? Highest = null, [Id(10)] string? Key = null, [Id(11)] string? Network = null, [Id(12)] int? Status = null)
{
    /// <summary>The entry of a fact of the audit's own.</summary>
    public static AuditEntry Of(AuditFact fact) => fact switch
    {
        AuditRead read => new(
            read.Minute, AuditKind.Read, read.Actor, read.Agency, read.Operation, read.Asked ?? [],
            [.. read.Red ?? [], .. read.Amber ?? []], read.Requests, Highest: read.Highest),
        AuditRefused refused => new(
            refused.Minute, AuditKind.Refusal, refused.Actor, refused.Agency, refused.Operation ?? "", [], [], refused.Requests,
            Key: refused.Key, Network: refused.Network, Status: refused.Status),
        AuditAlarmed { Kind: AuditAlarm.WrongKeys } alarm => new(
            alarm.Minute, AuditKind.Alarm, null, null, "wrong-keys", [], [], alarm.Figure, alarm.Limit, Network: alarm.Who),
        AuditAlarmed alarm => new(
            alarm.Minute, AuditKind.Alarm, alarm.Who, AgencyOf(alarm.Who), "mass-reading", [], [], alarm.Figure, alarm.Limit),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "Not a fact of the audit."),
    };

    /// <summary>The agency of an actor; null for the server itself.</summary>
    public static string? AgencyOf(string? actor) => actor?.Split(':') is [var agency, _, ..] ? agency : null;
}

/// <summary>Which entries are wanted.</summary>
/// <param name="Actor">Of this actor, or null for all.</param>
/// <param name="Agency">Of or about this agency, or null for all.</param>
/// <param name="Kind">Of this kind, or null for all.</param>
/// <param name="From">From this day on, in UTC, or null.</param>
/// <param name="Through">Up to this day, which is included, or null.</param>
[GenerateSerializer, Immutable, Alias("value/audit-query")]
public sealed record AuditQuery(
    [Id(0)] string? Actor = null, [Id(1)] string? Agency = null, [Id(2)] AuditKind? Kind = null, [Id(3)] DateOnly? From = null,
    [Id(4)] DateOnly? Through = null)
{
    /// <summary>Whether an entry is wanted, its day left aside.</summary>
    public bool Wants(AuditEntry entry) =>
        (Kind is null || entry.Kind == Kind) && (Actor is null || entry.Actor == Actor)
        && (Agency is null || entry.Agency == Agency || entry.About.Contains(Agency, StringComparer.Ordinal));

    /// <summary>Whether a day is wanted.</summary>
    public bool Wants(DateOnly day) => (From is null || day >= From) && (Through is null || day <= Through);
}
