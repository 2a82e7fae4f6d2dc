using System.Text.Json.Serialization;
using Compounds.Readers;

namespace Compounds.Audit;

/// <summary>
/// A fact for the auditor. What the register and the list of sessions say already, grants and sign-ins, is not said here again. Actors are
/// opaque ids and keys; no query is kept, because people may be named in it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(AuditRead), "audit-read")]
[JsonDerivedType(typeof(AuditRefused), "audit-refused")]
[JsonDerivedType(typeof(AuditAlarmed), "audit-alarmed")]
[GenerateSerializer, Immutable, Alias("event/audit")]
public abstract record AuditFact
{
    private protected AuditFact()
    {
    }
}

/// <summary>Somebody read what is AMBER or more closed: one operation, as often as he asked for it within a minute.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Agency">Whose member or key.</param>
/// <param name="Clearance">Under which clearance.</param>
/// <param name="Operation">The operation, as the API document names it.</param>
/// <param name="Asked">The ids in the paths that were asked for; null when there were none.</param>
/// <param name="Highest">The highest marking among what was answered; the clearance where the answer does not say.</param>
/// <param name="Requests">How many requests.</param>
/// <param name="Items">How many items of AMBER or above were answered in all of them; 0 where the answer does not say.</param>
/// <param name="Amber">The reports of AMBER and AMBER+STRICT among them, <c>agency/id</c>; null when there were none.</param>
/// <param name="Red">The reports of RED among them; null when there were none.</param>
/// <param name="Minute">When, in UTC, to the minute.</param>
[GenerateSerializer, Immutable, Alias("event/audit-read")]
public sealed record AuditRead(
    [Id(0)] string Actor, [Id(1)] string Agency, [Id(2)] Tlp Clearance, [Id(3)] string Operation, [Id(4)] IReadOnlyList<string>? Asked,
    [Id(5)] Tlp Highest, [Id(6)] int Requests, [Id(7)] int Items, [Id(8)] IReadOnlyList<string>? Amber, [Id(9)] IReadOnlyList<string>? Red,
    [Id(10)] DateTimeOffset Minute) : AuditFact
{
    /// <summary>
    /// The documents that were read, for counting: the reports, or where the answer does not name them, what was asked for.
    /// </summary>
    public IEnumerable<string> Documents() =>
        (Amber, Red) is not (null, null) ? [.. Amber ?? [], .. Red ?? []]
        : Asked is null ? [Operation]
        : Asked.Select(asked => $"{Operation} {asked}");
}

/// <summary>
/// Somebody was refused: for want of a right key or session (401), or of the role (403), as often as he tried within a minute.
/// </summary>
/// <param name="Actor">Who; null when that is not known, as with a wrong key.</param>
/// <param name="Agency">Whose member or key; null with the actor.</param>
/// <param name="Key">The id of the key that was sent, which is the part that may be shown; null when none was readable.</param>
/// <param name="Network">
/// From where, for those whom nothing else tells: the network of the address, /24 or /48, because an attack is stopped by network, and a
/// whole address may be one person's. Null where the actor is known.
/// </param>
/// <param name="Status">401 or 403.</param>
/// <param name="HasKey">Whether a key was sent.</param>
/// <param name="Operation">The operation, as the API document names it; null for a path that is none.</param>
/// <param name="Requests">How many requests.</param>
/// <param name="Minute">When, in UTC, to the minute.</param>
[GenerateSerializer, Immutable, Alias("event/audit-refused")]
public sealed record AuditRefused(
    [Id(0)] string? Actor, [Id(1)] string? Agency, [Id(2)] string? Key, [Id(3)] string? Network, [Id(4)] int Status, [Id(5)] bool HasKey,
    [Id(6)] string? Operation, [Id(7)] int Requests, [Id(8)] DateTimeOffset Minute) : AuditFact
{
    /// <summary>Whether it was for a wrong key.</summary>
    [JsonIgnore]
    public bool IsWrongKey => Status == 401 && HasKey && Network is not null;
}

/// <summary>Something that the auditor should look at.</summary>
/// <param name="Kind">What.</param>
/// <param name="Who">The actor, or the network.</param>
/// <param name="Figure">How many documents or refusals there were.</param>
/// <param name="Limit">How many there may be.</param>
/// <param name="Minute">When, in UTC, to the minute.</param>
/// <param name="Actor">Who says so: the server itself.</param>
[GenerateSerializer, Immutable, Alias("event/audit-alarmed")]
public sealed record AuditAlarmed(
    [Id(0)] AuditAlarm Kind, [Id(1)] string Who, [Id(2)] int Figure, [Id(3)] int Limit, [Id(4)] DateTimeOffset Minute,
    [Id(5)] string Actor = "silo") : AuditFact;

/// <summary>What an alarm is about.</summary>
public enum AuditAlarm
{
    /// <summary>One actor read very many different documents of AMBER or above within an hour.</summary>
    MassReading,

    /// <summary>Very many wrong keys came from one network within ten minutes.</summary>
    WrongKeys,
}

/// <summary>From when on an alarm is raised.</summary>
/// <param name="MassReading">The different documents of AMBER or above that one actor may read within an hour.</param>
/// <param name="WrongKeys">The wrong keys that may come from one network within ten minutes.</param>
public sealed record AuditLimits(int MassReading, int WrongKeys)
{
    /// <summary>200 documents, 50 keys.</summary>
    public static AuditLimits Default { get; } = new(200, 50);
}
