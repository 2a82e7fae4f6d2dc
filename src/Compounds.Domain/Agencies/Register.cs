using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Compounds.Agencies;

/// <summary>A fact about the agencies of the task force.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(AgencyRegistered), "agency-registered")]
[JsonDerivedType(typeof(KeyIssued), "key-issued")]
[JsonDerivedType(typeof(KeyRevoked), "key-revoked")]
[GenerateSerializer, Immutable, Alias("event/register")]
public abstract record RegisterFact
{
    private protected RegisterFact()
    {
    }
}

/// <summary>An agency was registered or its entry changed.</summary>
[GenerateSerializer, Immutable, Alias("event/agency-registered")]
public sealed record AgencyRegistered([Id(0)] Agency Agency) : RegisterFact;

/// <summary>A key was issued.</summary>
[GenerateSerializer, Immutable, Alias("event/key-issued")]
public sealed record KeyIssued([Id(0)] IssuedKey Key) : RegisterFact;

/// <summary>A key was revoked.</summary>
[GenerateSerializer, Immutable, Alias("event/key-revoked")]
public sealed record KeyRevoked([Id(0)] string KeyId, [Id(1)] DateTimeOffset RevokedAt) : RegisterFact;

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
        _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
    };

    /// <summary>The working key of this hash, or null when there is none or it was revoked.</summary>
    public IssuedKey? FindKey(string hash) =>
        KeyIdsByHash.TryGetValue(hash, out var id) && Keys.TryGetValue(id, out var key) && key.RevokedAt is null ? key : null;
}
