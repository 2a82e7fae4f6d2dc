using System.Buffers.Binary;
using System.Text;

namespace Compounds.Ledger;

/// <summary>Consecutive facts of one stream in one piece of binary, so that an append of hundreds is one entity or a few.</summary>
/// <remarks>
/// One byte that names this format, 1; then for each fact: version (8), UTC ticks (8), length of the name (4), length of the body
/// (4), link (32), name in UTF-8, body. Numbers are big-endian. A format once written stays readable for ever.
/// </remarks>
internal static class FactPack
{
    private const byte Format = 1;

    /// <summary>Packs facts, as many in each pack as fit an entity.</summary>
    /// <param name="facts">Consecutive facts.</param>
    /// <returns>The first and last version of each pack, and the pack.</returns>
    public static IEnumerable<(long First, long Last, byte[] Pack)> Write(IReadOnlyList<Fact> facts)
    {
        using var pack = new MemoryStream();
        var first = 0;
        for (var index = 0; index < facts.Count; index++)
        {
            if (index > first && pack.Length + Size(facts[index]) > TableLimits.MaxPackBytes)
            {
                yield return (facts[first].Version, facts[index - 1].Version, pack.ToArray());
                pack.SetLength(0);
                first = index;
            }

            if (pack.Length == 0)
                pack.WriteByte(Format);
            WriteFact(pack, facts[index]);
        }

        if (facts.Count > 0)
            yield return (facts[first].Version, facts[^1].Version, pack.ToArray());
    }

    /// <summary>Unpacks facts. Bodies and links share the memory of the pack.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a pack.</exception>
    public static List<Fact> Read(string stream, ReadOnlyMemory<byte> pack, StoredNames names)
    {
        if (pack.IsEmpty || pack.Span[0] != Format)
            throw new InvalidDataException($"Stream {stream} holds a pack of facts in a format that this program does not know.");

        var facts = new List<Fact>();
        for (var rest = pack[1..]; !rest.IsEmpty;)
            facts.Add(ReadFact(stream, ref rest, names));
        return facts;
    }

    private static int Size(Fact fact) => LedgerLimits.FrameBytes + Encoding.UTF8.GetByteCount(fact.Name) + fact.Body.Length;

    private static void WriteFact(MemoryStream pack, Fact fact)
    {
        Span<byte> frame = stackalloc byte[LedgerLimits.FrameBytes];
        var name = Encoding.UTF8.GetBytes(fact.Name);
        BinaryPrimitives.WriteInt64BigEndian(frame, fact.Version);
        BinaryPrimitives.WriteInt64BigEndian(frame[8..], fact.RecordedAt.UtcTicks);
        BinaryPrimitives.WriteInt32BigEndian(frame[16..], name.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame[20..], fact.Body.Length);
        fact.Hash.Span.CopyTo(frame[24..]);
        pack.Write(frame);
        pack.Write(name);
        pack.Write(fact.Body.Span);
    }

    private static Fact ReadFact(string stream, ref ReadOnlyMemory<byte> rest, StoredNames names)
    {
        try
        {
            var frame = rest[..LedgerLimits.FrameBytes];
            var nameLength = BinaryPrimitives.ReadInt32BigEndian(frame.Span[16..]);
            var bodyLength = BinaryPrimitives.ReadInt32BigEndian(frame.Span[20..]);
            var text = rest.Slice(LedgerLimits.FrameBytes, checked(nameLength + bodyLength));
            rest = rest[(LedgerLimits.FrameBytes + text.Length)..];
            return new Fact(
                stream,
                BinaryPrimitives.ReadInt64BigEndian(frame.Span),
                new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(frame.Span[8..]), TimeSpan.Zero),
                names.Decode(text.Span[..nameLength]),
                text[nameLength..],
                frame[24..]);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException($"Stream {stream} holds a pack of facts that is cut off or changed.", exception);
        }
    }
}
