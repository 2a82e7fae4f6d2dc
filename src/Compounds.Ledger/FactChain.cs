using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Compounds.Ledger;

/// <summary>The hash chain: each fact's link covers the fact and the link before it.</summary>
/// <remarks>
/// A link is SHA-256 over: previous link (32 zero bytes before the first fact), length and UTF-8 of the stream, version, UTC
/// ticks, length and UTF-8 of the name, body. Lengths are 4 bytes, numbers 8 bytes, big-endian, so no two facts spell the same
/// input. Not thread-safe: each writer and each verification has its own, and reuses its hash state.
/// </remarks>
internal sealed class FactChain : IDisposable
{
    public const int LinkBytes = 32;

    private const int MaxUtf8PerCharacter = 3;
    private const int HeaderBytes = LinkBytes + 4 + (LedgerLimits.MaxStreamNameLength * MaxUtf8PerCharacter)
        + 8 + 8 + 4 + (LedgerLimits.MaxFactNameLength * MaxUtf8PerCharacter);

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _header = new byte[HeaderBytes];

    /// <summary>Computes the link of one fact.</summary>
    /// <param name="previous">The link before it, 32 bytes; may be the same memory as <paramref name="link"/>.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="version">The version of the fact.</param>
    /// <param name="recordedAt">When it was recorded.</param>
    /// <param name="name">Its stored name.</param>
    /// <param name="body">Its body.</param>
    /// <param name="link">Gets the link, 32 bytes.</param>
    public void Link(
        ReadOnlySpan<byte> previous, string stream, long version, DateTimeOffset recordedAt, string name, ReadOnlySpan<byte> body, Span<byte> link)
    {
        var header = _header.AsSpan();
        previous.CopyTo(header);
        var length = LinkBytes;
        length += WriteText(header[length..], stream);
        BinaryPrimitives.WriteInt64BigEndian(header[length..], version);
        BinaryPrimitives.WriteInt64BigEndian(header[(length + 8)..], recordedAt.UtcTicks);
        length += 16;
        length += WriteText(header[length..], name);

        _hash.AppendData(header[..length]);
        _hash.AppendData(body);
        _hash.GetHashAndReset(link);
    }

    /// <summary>Links facts that follow the last fact of a stream.</summary>
    /// <param name="head">The stream and the link of its last fact.</param>
    /// <param name="facts">The facts in order; they get the versions that follow.</param>
    public List<Fact> Append(StoredHead head, IReadOnlyList<NewFact> facts)
    {
        var (linked, previous) = (new List<Fact>(facts.Count), head.Hash);
        for (var index = 0; index < facts.Count; index++)
        {
            var fact = facts[index];
            var (version, link) = (head.Version + 1 + index, new byte[LinkBytes]);
            Link(previous.Span, head.Stream, version, fact.RecordedAt, fact.Name, fact.Body.Span, link);
            linked.Add(new Fact(head.Stream, version, fact.RecordedAt, fact.Name, fact.Body, link));
            previous = link;
        }

        return linked;
    }

    public void Dispose() => _hash.Dispose();

    private static int WriteText(Span<byte> target, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, target[4..]);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        return 4 + length;
    }
}
