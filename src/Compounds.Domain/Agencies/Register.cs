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

/// <summary>The agencies of the task force and their keys.</summary>
/// <param name="Agencies">By id.</param>
/// <param name="Keys">By id.</param>
/// <param name="KeyIdsByHash">Key ids by the hash of the key.</param>
[GenerateSerializer, Immutable, Alias("state/register")]
public sealed record Register(
    [Id(0)] ImmutableSortedDictionary<string, Agency> Agencies, [Id(1)] ImmutableSortedDictionary<string, IssuedKey> Keys,
    [Id(2)] ImmutableDictionary<string, string> KeyIdsByHash)
{
    /// <summary>No agencies, no keys.</summary>
    public static Register Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, Agency>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, IssuedKey>(StringComparer.Ordinal), ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Folds one fact. Total and pure.</summary>
    public Register Evolve(RegisterFact fact) => fact switch
    {
        AgencyRegistered e => this with { Agencies = Agencies.SetItem(e.Agency.Id, e.Agency) },
        KeyIssued e => this with { Keys = Keys.SetItem(e.Key.Id, e.Key), KeyIdsByHash = KeyIdsByHash.SetItem(e.Key.Hash, e.Key.Id) },
        KeyRevoked e => Keys.TryGetValue(e.KeyId, out var key) ? this with { Keys = Keys.SetItem(e.KeyId, key with { RevokedAt = e.RevokedAt }) } : this,
        KeyUsed e => Keys.TryGetValue(e.KeyId, out var used) ? this with { Keys = Keys.SetItem(e.KeyId, used with { LastUsedOn = e.Day }) } : this,
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
}
