using System.Net;

namespace Compounds.Agencies;

/// <summary>A key that was issued, without its secret.</summary>
/// <param name="Id">The id that may be shown.</param>
/// <param name="Agency">Whose it is.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="Label">What it is for, in the agency's words; keys of one label replace each other.</param>
/// <param name="Hash">SHA-256 of the whole key, in hex.</param>
/// <param name="IssuedAt">When, in UTC.</param>
/// <param name="RevokedAt">When it was revoked, or null while it works.</param>
/// <param name="Member">In facts of before, the number of a member. A key is a machine's and signs nothing: it is not looked at.</param>
/// <param name="ExpiresAt">Until when it works, in UTC, excluded; null for one of before, which works until it is revoked.</param>
/// <param name="Addresses">From where it works: addresses and networks, such as <c>203.0.113.0/24</c>; null or empty for anywhere.</param>
/// <param name="LastUsedOn">The last day, in UTC, on which it was used; null while it was not, or for one used only before days were kept.</param>
/// <param name="RelaysFor">The ids of the agencies in whose names a relay may file with it; null or empty for none, as in facts of before.</param>
[GenerateSerializer, Immutable, Alias("value/issued-key")]
public sealed record IssuedKey(
    [Id(0)] string Id, [Id(1)] string Agency, [Id(2)] Roles Roles, [Id(3)] string Label,
    [Id(4)] string Hash, [Id(5)] DateTimeOffset IssuedAt, [Id(6)] DateTimeOffset? RevokedAt, [Id(7)] int? Member = null,
    [Id(8)] DateTimeOffset? ExpiresAt = null, [Id(9)] IReadOnlyList<string>? Addresses = null, [Id(10)] DateOnly? LastUsedOn = null,
    [Id(11)] IReadOnlyList<string>? RelaysFor = null)
{
    /// <summary>The keys of one label that work at a time: the one in use, and the one that replaces it.</summary>
    public const int MostOfALabel = 2;

    /// <summary>The agencies that one key relays for at most.</summary>
    public const int MostRelayedFor = 1_000;

    /// <summary>Whether it was neither revoked nor has expired.</summary>
    public bool WorksAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);

    /// <summary>Whether it works from an address.</summary>
    public bool WorksFrom(IPAddress? address)
    {
        if (Addresses is null or { Count: 0 })
            return true;
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null && Addresses.Any(each => TryReadNetwork(each, out var network) && network.Contains(plain));
    }

    /// <summary>Reads an address or a network. False when the text is neither.</summary>
    public static bool TryReadNetwork(string? text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network))
            return true;
        if (!IPAddress.TryParse(text, out var address))
            return false;
        network = new IPNetwork(address, address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(IssuedKey? other) => other is not null
        && (Id, Agency, Roles, Label, Hash) == (other.Id, other.Agency, other.Roles, other.Label, other.Hash)
        && (IssuedAt, RevokedAt, Member, ExpiresAt, LastUsedOn) == (other.IssuedAt, other.RevokedAt, other.Member, other.ExpiresAt, other.LastUsedOn)
        && (Addresses ?? []).SequenceEqual(other.Addresses ?? [], StringComparer.Ordinal)
        && (RelaysFor ?? []).SequenceEqual(other.RelaysFor ?? [], StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Hash);
}
