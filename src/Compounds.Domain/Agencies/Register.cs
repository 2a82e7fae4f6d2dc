using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Compounds.Agencies;

/// <summary>A fact about the agencies of the task force.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(AgencyRegistered), "agency-registered")]
[JsonDerivedType(typeof(KeyIssued), "key-issued")]
[JsonDerivedType(typeof(KeyRevoked), "key-revoked")]
[JsonDerivedType(typeof(KeyUsed), "key-used")]
[JsonDerivedType(typeof(GrantRequested), "grant-requested")]
[JsonDerivedType(typeof(GrantConfirmed), "grant-confirmed")]
[JsonDerivedType(typeof(GrantRefused), "grant-refused")]
[GenerateSerializer, Immutable, Alias("event/register")]
public abstract record RegisterFact
{
    private protected RegisterFact()
    {
    }
}

/// <summary>An agency was registered or its entry changed.</summary>
/// <param name="Agency">Its entry.</param>
/// <param name="Actor">Who registered it; null in facts of before.</param>
[GenerateSerializer, Immutable, Alias("event/agency-registered")]
public sealed record AgencyRegistered([Id(0)] Agency Agency, [Id(1)] string? Actor = null) : RegisterFact;

/// <summary>A key was issued.</summary>
/// <param name="Key">The key.</param>
/// <param name="Actor">Who issued it; null in facts of before.</param>
[GenerateSerializer, Immutable, Alias("event/key-issued")]
public sealed record KeyIssued([Id(0)] IssuedKey Key, [Id(1)] string? Actor = null) : RegisterFact;

/// <summary>A key was revoked.</summary>
/// <param name="KeyId">Which.</param>
/// <param name="RevokedAt">When, in UTC.</param>
/// <param name="Actor">Who revoked it; null in facts of before.</param>
[GenerateSerializer, Immutable, Alias("event/key-revoked")]
public sealed record KeyRevoked([Id(0)] string KeyId, [Id(1)] DateTimeOffset RevokedAt, [Id(2)] string? Actor = null) : RegisterFact;

/// <summary>A key was used for the first time on a day. It is its own actor.</summary>
/// <param name="KeyId">Which.</param>
/// <param name="Day">The day, in UTC.</param>
[GenerateSerializer, Immutable, Alias("event/key-used")]
public sealed record KeyUsed([Id(0)] string KeyId, [Id(1)] DateOnly Day) : RegisterFact;

/// <summary>Something was asked for that takes two people.</summary>
/// <param name="Grant">What, and by whom.</param>
[GenerateSerializer, Immutable, Alias("event/grant-requested")]
public sealed record GrantRequested([Id(0)] Grant Grant) : RegisterFact;

/// <summary>A person said yes to a grant. With the second word it holds.</summary>
/// <param name="GrantId">Which.</param>
/// <param name="ConfirmedAt">When, in UTC.</param>
/// <param name="Actor">Who.</param>
[GenerateSerializer, Immutable, Alias("event/grant-confirmed")]
public sealed record GrantConfirmed([Id(0)] string GrantId, [Id(1)] DateTimeOffset ConfirmedAt, [Id(2)] string Actor) : RegisterFact;

/// <summary>A person said no to a grant, and it waits no more.</summary>
/// <param name="GrantId">Which.</param>
/// <param name="RefusedAt">When, in UTC.</param>
/// <param name="Actor">Who.</param>
[GenerateSerializer, Immutable, Alias("event/grant-refused")]
public sealed record GrantRefused([Id(0)] string GrantId, [Id(1)] DateTimeOffset RefusedAt, [Id(2)] string Actor) : RegisterFact;

/// <summary>The agencies of the task force, their keys, and what waits for a second person.</summary>
/// <param name="Agencies">By id.</param>
/// <param name="Keys">By id.</param>
/// <param name="KeyIdsByHash">Key ids by the hash of the key.</param>
/// <param name="Grants">What waits for a second person, by id; also what has waited too long, until somebody refuses it.</param>
/// <param name="Accesses">Emergency access that was granted, by the id of its grant; also what has ended.</param>
[GenerateSerializer, Immutable, Alias("state/register")]
public sealed record Register(
    [Id(0)] ImmutableSortedDictionary<string, Agency> Agencies, [Id(1)] ImmutableSortedDictionary<string, IssuedKey> Keys,
    [Id(2)] ImmutableDictionary<string, string> KeyIdsByHash, [Id(3)] ImmutableSortedDictionary<string, Grant> Grants,
    [Id(4)] ImmutableSortedDictionary<string, EmergencyAccess> Accesses)
{
    /// <summary>No agencies, no keys.</summary>
    public static Register Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, Agency>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, IssuedKey>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, Grant>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, EmergencyAccess>(StringComparer.Ordinal));

    /// <summary>Folds one fact. Total and pure.</summary>
    public Register Evolve(RegisterFact fact) => fact switch
    {
        AgencyRegistered e => WithAgency(e.Agency),
        KeyIssued e => WithKey(e.Key),
        KeyRevoked e => Keys.TryGetValue(e.KeyId, out var key) ? this with { Keys = Keys.SetItem(e.KeyId, key with { RevokedAt = e.RevokedAt }) } : this,
        KeyUsed e => Keys.TryGetValue(e.KeyId, out var used) ? this with { Keys = Keys.SetItem(e.KeyId, used with { LastUsedOn = e.Day }) } : this,
        GrantRequested e => this with { Grants = Grants.SetItem(e.Grant.Id, e.Grant) },
        GrantConfirmed e => Grants.TryGetValue(e.GrantId, out var grant) ? WithWord(grant, e) : this,
        GrantRefused e => Grants.ContainsKey(e.GrantId) ? this with { Grants = Grants.Remove(e.GrantId) } : this,
        _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
    };

    /// <summary>Whether one more key may work beside those of the same agency and label. Keys without a label replace none.</summary>
    public bool HasRoomFor(IssuedKey key, DateTimeOffset now) => key.Label.Length == 0 || WorkingOf(key.Agency, key.Label, now).Count() < IssuedKey.MostOfALabel;

    /// <summary>The working keys of an agency and label.</summary>
    public IEnumerable<IssuedKey> WorkingOf(string agency, string label, DateTimeOffset now) =>
        Keys.Values.Where(key => key.Agency == agency && key.Label == label && key.WorksAt(now));

    /// <summary>The key of this hash, or null when there is none or it was revoked. It may have expired.</summary>
    public IssuedKey? FindKey(string hash) =>
        KeyIdsByHash.TryGetValue(hash, out var id) && Keys.TryGetValue(id, out var key) && key.RevokedAt is null ? key : null;

    /// <summary>The emergency access of a person, as a grant gave it; null when it did not, or it has ended.</summary>
    public EmergencyAccess? FindAccess(string grant, string person, DateTimeOffset now) =>
        Accesses.TryGetValue(grant, out var access) && access.Person == person && now < access.Until ? access : null;

    /// <summary>The grants that wait at a time, oldest first.</summary>
    public IEnumerable<Grant> WaitingAt(DateTimeOffset now) =>
        Grants.Values.Where(grant => now < grant.EndsAt).OrderBy(static grant => grant.RequestedAt).ThenBy(static grant => grant.Id, StringComparer.Ordinal);

    private Register WithAgency(Agency agency)
    {
        // Who lowers a clearance means that it stays low: what waits to raise it waits no more.
        var isLowered = Agencies.TryGetValue(agency.Id, out var before) && agency.Clearance < before.Clearance;
        var raises = isLowered ? Grants.Values.Where(grant => grant.Asked is ClearanceAsked asked && asked.Agency == agency.Id) : [];
        return this with { Agencies = Agencies.SetItem(agency.Id, agency), Grants = Grants.RemoveRange(raises.Select(static grant => grant.Id)) };
    }

    private Register WithKey(IssuedKey key) => this with { Keys = Keys.SetItem(key.Id, key), KeyIdsByHash = KeyIdsByHash.SetItem(key.Hash, key.Id) };

    private Register WithWord(Grant grant, GrantConfirmed word)
    {
        var confirmed = grant with { Words = [.. grant.Words, word.Actor] };
        return confirmed.IsGranted ? (this with { Grants = Grants.Remove(grant.Id) }).With(grant, word.ConfirmedAt)
            : this with { Grants = Grants.SetItem(grant.Id, confirmed) };
    }

    private Register With(Grant grant, DateTimeOffset now) => grant.Asked switch
    {
        KeyAsked e => WithKey(e.Key),
        AccessAsked e => this with { Accesses = Accesses.SetItem(grant.Id, new EmergencyAccess(e.Report, e.Person, e.Reason, now + EmergencyAccess.Length)) },
        ClearanceAsked e => Agencies.TryGetValue(e.Agency, out var agency) && agency.Clearance < e.Clearance
            ? this with { Agencies = Agencies.SetItem(e.Agency, agency with { Clearance = e.Clearance }) } : this,
        _ => throw new UnreachableException($"No grant of {grant.Asked.GetType().Name}."),
    };
}
