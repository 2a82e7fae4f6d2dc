using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Compounds.Readers;
using Compounds.Server.SignIn;

namespace Compounds.Server.Cursors;

/// <summary>
/// Seals the cursors of all lists, so that a caller can go on where a page of his ended and nowhere else: a place that he made up, or that
/// another reader or another list was told, would let him ask about any instant.
/// </summary>
/// <param name="keys">Keys of the deployment, the present one first; the others still open what they sealed.</param>
internal sealed class CursorSeal(IReadOnlyList<byte[]> keys)
{
    /// <summary>What the keys are derived for.</summary>
    public const string Purpose = "cursors";

    /// <summary>What a caller is told whose cursor cannot be opened.</summary>
    public const string Wrong = "cursor is the 'next' of the page before, unchanged and for the same list; leave it out to begin again.";

    private const int SealBytes = 16;

    /// <summary>The cursors of one list as one reader has them.</summary>
    /// <param name="http">The request of a caller who is signed in.</param>
    /// <param name="list">Which list; with what it is of, such as the agency.</param>
    public static CursorScope ScopeOf(HttpContext http, string list)
    {
        var reader = Caller.Of(http.User).Reader;
        return new CursorScope(http.RequestServices.GetRequiredService<CursorSeal>(), $"{list}\n{reader.Agency}\n{reader.Clearance.Text()}\n");
    }

    internal string Seal(string scope, string place)
    {
        var text = Encoding.UTF8.GetBytes(place);
        return Base64Url.EncodeToString([.. Of(keys[0], scope, text), .. text]);
    }

    internal string? Open(string scope, string cursor)
    {
        if (!Base64Url.IsValid(cursor) || Base64Url.DecodeFromChars(cursor) is not { Length: > SealBytes } bytes)
            return null;
        var text = bytes.AsSpan(SealBytes);
        foreach (var key in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(Of(key, scope, text), bytes.AsSpan(0, SealBytes)))
                return Encoding.UTF8.GetString(text);
        }

        return null;
    }

    private static ReadOnlySpan<byte> Of(byte[] key, string scope, ReadOnlySpan<byte> text) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(scope), .. text]).AsSpan(0, SealBytes);
}

/// <summary>The cursors of one list as one reader has them.</summary>
internal readonly record struct CursorScope(CursorSeal Seal, string Scope)
{
    /// <summary>The cursor of a place in the list.</summary>
    public string Write(string place) => Seal.Seal(Scope, place);

    /// <summary>Reads a cursor.</summary>
    /// <param name="cursor">What the caller sent; null or empty for the first page.</param>
    /// <param name="place">The place that was sealed; null for the first page.</param>
    /// <returns>False when it was not written here for this list and reader.</returns>
    public bool TryRead(string? cursor, out string? place)
    {
        place = string.IsNullOrEmpty(cursor) ? null : Seal.Open(Scope, cursor);
        return place is not null || string.IsNullOrEmpty(cursor);
    }
}
