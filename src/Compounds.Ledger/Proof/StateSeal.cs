using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Compounds.Ledger;

/// <summary>
/// Marks a state beside the facts as made by this deployment: HMAC-SHA-256 over its key and its bytes, under a secret derived from the
/// deployment's key. Without it a fold that somebody replaced would be taken for the sum of the facts.
/// </summary>
/// <remarks>A sealed state is a one byte, the 32 bytes of the code, then the state as it was. Thread-safe.</remarks>
public sealed class StateSeal
{
    /// <summary>With this the keys of states begin that are used only when they are sealed: shortcuts, which the facts would give again.</summary>
    public const string SealedPrefix = "shortcuts/";

    private const byte Mark = 1;
    private const int HeadingBytes = 1 + Digest.Bytes;

    private readonly byte[] _secret;

    /// <summary>Creates the seal of a deployment.</summary>
    /// <param name="key">Its key, with the secret half.</param>
    public StateSeal(ProofKey key) => _secret = key.Derive("compounds kept state 1");

    /// <summary>Seals a state.</summary>
    /// <param name="key">Under which it is kept: under another key it does not count.</param>
    /// <param name="state">The state.</param>
    public byte[] Seal(string key, ReadOnlySpan<byte> state)
    {
        var stored = new byte[HeadingBytes + state.Length];
        stored[0] = Mark;
        Code(key, state, stored.AsSpan(1, Digest.Bytes));
        state.CopyTo(stored.AsSpan(HeadingBytes));
        return stored;
    }

    /// <summary>Opens a state.</summary>
    /// <param name="key">Under which it is kept.</param>
    /// <param name="stored">What is kept there.</param>
    /// <returns>The state; <see langword="null"/> when this deployment did not seal it.</returns>
    public ReadOnlyMemory<byte>? Open(string key, ReadOnlyMemory<byte> stored)
    {
        if (!IsSealed(stored.Span))
            return null;
        Span<byte> code = stackalloc byte[Digest.Bytes];
        Code(key, stored.Span[HeadingBytes..], code);
        // Not a conditional expression: there null would become an empty memory.
        if (CryptographicOperations.FixedTimeEquals(code, stored.Span.Slice(1, Digest.Bytes)))
            return stored[HeadingBytes..];
        return null;
    }

    /// <summary>Whether a state carries a seal, right or wrong. Those of earlier versions carry none.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> stored) => stored.Length >= HeadingBytes && stored[0] == Mark;

    private void Code(string key, ReadOnlySpan<byte> state, Span<byte> code)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, Encoding.UTF8.GetByteCount(key));
        hash.AppendData(length);
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        hash.AppendData(state);
        hash.GetHashAndReset(code);
    }
}
