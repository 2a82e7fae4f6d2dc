using System.Security.Cryptography;
using Compounds.Reports;

namespace Compounds.Grains.Texts;

/// <summary>Keys of texts that are filed together: made together, wrapped and kept as one, destroyed one by one.</summary>
/// <remarks>
/// Wrapped form: a byte for the format, the mark of the deployment's key, a nonce, then the keys one after the other under AES-256-GCM with
/// the id of the batch as associated data, and the tag. A destroyed key is zeros there.
/// </remarks>
public sealed class TextKeyBatch
{
    private const byte Format = 1;
    private const int KeyBytes = TextKeyRing.KeyBytes;
    private const int Header = 1 + TextKeyRing.MarkBytes + NonceBytes;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _keys;

    private TextKeyBatch(Guid id, byte[] keys) => (Id, _keys) = (id, keys);

    /// <summary>The id of the batch.</summary>
    public Guid Id { get; }

    /// <summary>Whether every key is destroyed.</summary>
    public bool IsEmpty => !_keys.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>The mark of the deployment's key that wrapped a batch.</summary>
    public static ReadOnlySpan<byte> MarkOf(ReadOnlySpan<byte> wrapped) => wrapped.Slice(1, TextKeyRing.MarkBytes);

    /// <summary>Makes keys by chance.</summary>
    public static TextKeyBatch Make(int count, DateTimeOffset now) => new(Guid.CreateVersion7(now), RandomNumberGenerator.GetBytes(count * KeyBytes));

    /// <summary>Wraps the keys under the deployment's present one.</summary>
    public byte[] Wrap(TextKeyRing ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        var wrapped = new byte[Header + _keys.Length + TagBytes];
        wrapped[0] = Format;
        ring.Mark.CopyTo(wrapped.AsSpan(1));
        var nonce = wrapped.AsSpan(Header - NonceBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(ring.Find(ring.Mark)!, TagBytes);
        cipher.Encrypt(nonce, _keys, wrapped.AsSpan(Header, _keys.Length), wrapped.AsSpan(Header + _keys.Length), Id.ToByteArray(bigEndian: true));
        return wrapped;
    }

    /// <summary>Unwraps what <see cref="Wrap"/> made; null when the ring lacks the key for it.</summary>
    /// <exception cref="InvalidDataException">It was not made here, or was changed.</exception>
    public static TextKeyBatch? TryUnwrap(Guid id, ReadOnlySpan<byte> wrapped, TextKeyRing ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (wrapped.Length < Header + TagBytes || wrapped[0] != Format || (wrapped.Length - Header - TagBytes) % KeyBytes != 0)
            throw new InvalidDataException($"The batch {id:N} of keys of texts has no form that this program knows.");
        if (ring.Find(MarkOf(wrapped)) is not { } key)
            return null;
        var keys = new byte[wrapped.Length - Header - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(wrapped[(Header - NonceBytes)..Header], wrapped[Header..^TagBytes], wrapped[^TagBytes..], keys, id.ToByteArray(bigEndian: true));
        }
        catch (AuthenticationTagMismatchException failure)
        {
            throw new InvalidDataException($"The batch {id:N} of keys of texts was changed since it was wrapped.", failure);
        }

        return new TextKeyBatch(id, keys);
    }

    /// <summary>Seals a text under one of the keys.</summary>
    /// <param name="place">Which; each is used once.</param>
    /// <param name="text">The text.</param>
    /// <param name="about">What the text belongs to: it opens nowhere else.</param>
    public SealedText Seal(int place, ReadOnlySpan<byte> text, ReadOnlySpan<byte> about)
    {
        // The nonce may be zeros: no key ever seals a second text.
        Span<byte> nonce = stackalloc byte[NonceBytes];
        nonce.Clear();
        var content = new byte[text.Length + TagBytes];
        using var cipher = new AesGcm(KeyAt(place), TagBytes);
        cipher.Encrypt(nonce, text, content.AsSpan(0, text.Length), content.AsSpan(text.Length), about);
        return new SealedText(new TextKey(Id, place), content);
    }

    /// <summary>Opens a text that was sealed under one of the keys.</summary>
    /// <returns>The text, or null when its key is destroyed.</returns>
    /// <exception cref="InvalidDataException">The text was changed, or belongs to something else.</exception>
    public byte[]? Open(SealedText text, ReadOnlySpan<byte> about)
    {
        ArgumentNullException.ThrowIfNull(text);
        var place = text.Key.Place;
        var content = text.Content.Span;
        if (place < 0 || place >= _keys.Length / KeyBytes || !KeyAt(place).ContainsAnyExcept((byte)0))
            return null;
        Span<byte> nonce = stackalloc byte[NonceBytes];
        nonce.Clear();
        var opened = new byte[content.Length - TagBytes];
        using var cipher = new AesGcm(KeyAt(place), TagBytes);
        try
        {
            cipher.Decrypt(nonce, content[..^TagBytes], content[^TagBytes..], opened, about);
        }
        catch (AuthenticationTagMismatchException failure)
        {
            throw new InvalidDataException($"The text under the key {text.Key} was changed since it was sealed.", failure);
        }

        return opened;
    }

    /// <summary>Destroys a key.</summary>
    public void Destroy(int place) => _keys.AsSpan(place * KeyBytes, KeyBytes).Clear();

    private ReadOnlySpan<byte> KeyAt(int place) => _keys.AsSpan(place * KeyBytes, KeyBytes);
}
