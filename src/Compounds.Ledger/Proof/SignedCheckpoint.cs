using System.Security.Cryptography;
using System.Security.Cryptography.Cose;

namespace Compounds.Ledger;

/// <summary>A checkpoint with its signature: a COSE_Sign1 message (RFC 9052, ES256) around the bytes of the checkpoint.</summary>
public sealed class SignedCheckpoint
{
    private readonly CoseSign1Message _message;

    private SignedCheckpoint(CoseSign1Message message, byte[] bytes)
    {
        (_message, Bytes, Hash) = (message, bytes, SHA256.HashData(bytes));
        Content = Checkpoint.Read(message.Content is { } content ? content.Span : default);
    }

    /// <summary>What it says. Who signed it is another question: <see cref="IsSignedBy"/>.</summary>
    public Checkpoint Content { get; }

    /// <summary>The whole message.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>SHA-256 of the whole message, by which the next checkpoint names it.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>Reads a message.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a signed checkpoint.</exception>
    public static SignedCheckpoint Read(byte[] bytes)
    {
        try
        {
            return new SignedCheckpoint(CoseMessage.DecodeSign1(bytes), bytes);
        }
        catch (CryptographicException failure)
        {
            throw new InvalidDataException("This is not a signed checkpoint.", failure);
        }
    }

    /// <summary>Whether one of several keys signed it.</summary>
    public bool IsSignedBy(params IEnumerable<ProofKey> keys) => keys.Any(key =>
    {
        try
        {
            return _message.VerifyEmbedded(key.Ecdsa);
        }
        catch (CryptographicException)
        {
            return false; // Its header asks for something else than this key can check.
        }
    });
}
