using System.Buffers.Text;
using System.Security.Cryptography;

namespace Compounds.Ledger;

/// <summary>The signature inside the body of a fact: ECDSA (P-256, SHA-256, 64 bytes) in Base64, as the last member of the object.</summary>
/// <remarks>
/// What is signed is computed as the link of a fact is, over the body without the signature, with SHA-256 of the words
/// <c>compounds signed fact 1</c> in the place of the link before it.
/// </remarks>
internal static class FactSignature
{
    private const int SignatureBytes = 64;
    private const int TextBytes = 88;

    private static readonly byte[] s_domain = SHA256.HashData("compounds signed fact 1"u8);

    private static ReadOnlySpan<byte> Before => ",\"signature\":\""u8;

    private static ReadOnlySpan<byte> After => "\"}"u8;

    /// <summary>Signs a fact.</summary>
    /// <returns>Its body with the signature.</returns>
    public static byte[] Sign(string stream, long version, in NewFact fact, ProofKey key)
    {
        var body = fact.Body.Span;
        var signature = key.SignHash(Digest(stream, version, fact.RecordedAt, fact.Name, body));
        var text = new byte[TextBytes];
        Base64.EncodeToUtf8(signature, text, out _, out _);
        return [.. body[..^1], .. Before, .. text, .. After];
    }

    /// <summary>Takes the signature off a fact.</summary>
    /// <param name="fact">The fact as it is stored.</param>
    /// <param name="plain">Gets the fact without it.</param>
    /// <param name="signature">Gets the signature.</param>
    /// <returns>Whether there is one, of whatever key.</returns>
    public static bool TryTake(Fact fact, out Fact plain, out byte[] signature)
    {
        var body = fact.Body.Span;
        (plain, signature) = (fact, new byte[SignatureBytes]);
        var at = body.Length - Before.Length - TextBytes - After.Length;
        if (at < 1 || !body[at..].StartsWith(Before) || !body.EndsWith(After)
            || Base64.DecodeFromUtf8(body.Slice(at + Before.Length, TextBytes), signature, out _, out var length) is not System.Buffers.OperationStatus.Done
            || length != SignatureBytes)
        {
            return false;
        }

        plain = fact with { Body = (byte[])[.. body[..at], (byte)'}'] };
        return true;
    }

    /// <summary>Whether one of several keys signed a fact.</summary>
    public static bool IsOf(Fact plain, byte[] signature, IReadOnlyList<ProofKey> keys)
    {
        var digest = Digest(plain.Stream, plain.Version, plain.RecordedAt, plain.Name, plain.Body.Span);
        return keys.Any(key => key.IsSigned(digest, signature));
    }

    private static byte[] Digest(string stream, long version, DateTimeOffset recordedAt, string name, ReadOnlySpan<byte> body)
    {
        using var chain = new FactChain();
        var digest = new byte[FactChain.LinkBytes];
        chain.Link(s_domain, stream, version, recordedAt, name, body, digest);
        return digest;
    }
}
