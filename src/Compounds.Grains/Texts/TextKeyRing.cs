using System.Security.Cryptography;
using System.Text;

namespace Compounds.Grains.Texts;

/// <summary>The keys of the deployment, which wrap the keys of texts: the present one, and former ones that still open what they wrapped.</summary>
public sealed class TextKeyRing
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of the mark by which a key is known again.</summary>
    public const int MarkBytes = 8;

    private readonly (byte[] Mark, byte[] Key)[] _keys;

    /// <summary>Makes a ring.</summary>
    /// <param name="keys">At least one key of <see cref="KeyBytes"/> bytes, the present one first.</param>
    public TextKeyRing(IReadOnlyList<byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0 || keys.Any(static key => key.Length != KeyBytes))
            throw new ArgumentException($"A deployment has at least one key, each of {KeyBytes} bytes.", nameof(keys));
        _keys = [.. keys.Select(static key => (SHA256.HashData(key)[..MarkBytes], key))];
    }

    /// <summary>The mark of the present key.</summary>
    public ReadOnlySpan<byte> Mark => _keys[0].Mark;

    /// <summary>A key for another purpose from each key of the deployment, in the same order.</summary>
    /// <param name="purpose">What for; keys of different purposes say nothing about each other.</param>
    /// <param name="bytes">Bytes of each derived key.</param>
    public IReadOnlyList<byte[]> Derive(string purpose, int bytes = KeyBytes) =>
        [.. _keys.Select(each => HKDF.DeriveKey(HashAlgorithmName.SHA256, each.Key, bytes, info: Encoding.UTF8.GetBytes(purpose)))];

    /// <summary>The key of a mark; null when it is not on the ring.</summary>
    public byte[]? Find(ReadOnlySpan<byte> mark)
    {
        foreach (var (known, key) in _keys)
        {
            if (mark.SequenceEqual(known))
                return key;
        }

        return null;
    }
}
