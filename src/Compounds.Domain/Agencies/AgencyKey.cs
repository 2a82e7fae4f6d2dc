using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Compounds.Agencies;

/// <summary>
/// An API key: <c>ck_</c>, an id that may be shown, and a secret of 256 random bits that is shown once and stored only as its SHA-256.
/// A slow password hash would add nothing: the secret cannot be guessed.
/// </summary>
public static class AgencyKey
{
    /// <summary>The bytes of randomness in a secret.</summary>
    public const int SecretBytes = 32;

    private const string Prefix = "ck_";
    private const int IdLength = 12;

    /// <summary>Writes a key from its id and secret bytes.</summary>
    public static string Compose(string id, ReadOnlySpan<byte> secret) => $"{Prefix}{id}_{Base64Url.EncodeToString(secret)}";

    /// <summary>The id for a key: 12 hex digits from the hash of its secret.</summary>
    public static string IdOf(ReadOnlySpan<byte> secret) => Convert.ToHexStringLower(SHA256.HashData(secret)).Substring(0, IdLength);

    /// <summary>The hash under which a key is kept, or null when the text is no key.</summary>
    public static string? HashOf(string key)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal) || key.Length is < 20 or > 120)
            return null;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}
