using System.Buffers.Binary;
using System.Text;
using Compounds.Subjects;

namespace Compounds.Reports;

/// <summary>What an inbox shard remembers, as bytes: some 50 a report.</summary>
public static class InboxImage
{
    /// <summary>Writes a shard.</summary>
    public static byte[] Write(Inbox inbox)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8))
            inbox.WriteTo(writer);
        return bytes.ToArray();
    }

    /// <summary>Reads a shard.</summary>
    /// <returns>Null when the bytes are not those of a shard.</returns>
    public static Inbox? Read(ReadOnlyMemory<byte> image)
    {
        using var reader = new BinaryReader(new MemoryStream(image.ToArray()), Encoding.UTF8);
        try
        {
            var inbox = Inbox.ReadFrom(reader);
            return reader.BaseStream.Position == image.Length ? inbox : null;
        }
        catch (Exception damage) when (damage is IOException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }
}

/// <summary>The image of a shard. Whatever is added to its fields is added here, under another name of the form.</summary>
public sealed partial class Inbox
{
    private const int HashBytes = 16;

    internal void WriteTo(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(Version);
        writer.Write7BitEncodedInt64(Delivered);
        WriteAll(writer, _byId, static (writer, id, filing) =>
        {
            writer.Write(id);
            Write(writer, filing);
        });
        WriteAll(writer, _takenBack, static (writer, id, retraction) =>
        {
            writer.Write(id);
            writer.Write7BitEncodedInt64(retraction.Version);
            Write(writer, retraction.Reason);
        });
        WriteAll(writer, _followers, static (writer, id, followers) =>
        {
            writer.Write(id);
            Write(writer, followers);
        });
        WriteAll(writer, _contexts, static (writer, version, context) =>
        {
            writer.Write7BitEncodedInt64(version);
            writer.Write7BitEncodedInt64(context.Filed);
            Write(writer, context.Retracted);
            writer.Write7BitEncodedInt(context.Followers);
        });
        WriteAll(writer, _parked, static (writer, version, parked) =>
        {
            writer.Write7BitEncodedInt64(version);
            Write(writer, parked.Subjects);
            writer.Write(parked.Reason);
        });
        WriteAll(writer, _relayed, static (writer, relay, versions) =>
        {
            writer.Write(relay);
            writer.Write7BitEncodedInt(versions.Count);
            foreach (var version in versions)
                writer.Write7BitEncodedInt64(version);
        });
        WriteAll(writer, _aside, static (writer, id, heads) =>
        {
            writer.Write(id);
            writer.Write7BitEncodedInt(heads.Count);
            foreach (var head in heads)
                Write(writer, head);
        });
        Filings.WriteTo(writer);
    }

    internal static Inbox ReadFrom(BinaryReader reader)
    {
        var inbox = new Inbox { Version = reader.Read7BitEncodedInt64(), Delivered = reader.Read7BitEncodedInt64() };
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            inbox._byId.Add(reader.ReadString(), ReadFiling(reader));
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            inbox._takenBack.Add(reader.ReadString(), (reader.Read7BitEncodedInt64(), ReadReason(reader) ?? throw new FormatException("A retraction has no reason.")));
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            inbox._followers.Add(reader.ReadString(), ReadSubjects(reader));
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            inbox._contexts.Add(
                reader.Read7BitEncodedInt64(), new DeliveryContext(reader.Read7BitEncodedInt64(), ReadReason(reader), reader.Read7BitEncodedInt()));
        }

        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            inbox._parked.Add(reader.Read7BitEncodedInt64(), new ParkedDelivery(ReadSubjects(reader), reader.ReadString()));
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            inbox._relayed.Add(reader.ReadString(), ReadEach(reader, static reader => reader.Read7BitEncodedInt64()));
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            inbox._aside.Add(reader.ReadString(), ReadEach(reader, ReadFiling));
        inbox.Filings.ReadFrom(reader);
        return inbox;
    }

    private static void Write(BinaryWriter writer, Filing filing)
    {
        writer.Write7BitEncodedInt64(filing.Version);
        writer.Write7BitEncodedInt(filing.Revision);
        Write(writer, filing.ContentHash);
        Write(writer, filing.Retracted);
    }

    private static Filing ReadFiling(BinaryReader reader) => new(
        reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt(), BinaryPrimitives.ReadUInt128LittleEndian(reader.ReadBytes(HashBytes)), ReadReason(reader));

    private static List<T> ReadEach<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var all = new List<T>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            all.Add(read(reader));
        return all;
    }

    private static void WriteAll<TKey, TValue>(BinaryWriter writer, IReadOnlyCollection<KeyValuePair<TKey, TValue>> all, Action<BinaryWriter, TKey, TValue> write)
    {
        writer.Write7BitEncodedInt(all.Count);
        foreach (var (key, value) in all)
            write(writer, key, value);
    }

    private static void Write(BinaryWriter writer, UInt128 hash)
    {
        Span<byte> bytes = stackalloc byte[HashBytes];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, hash);
        writer.Write(bytes);
    }

    private static void Write(BinaryWriter writer, RetractionReason? reason) => writer.Write7BitEncodedInt(reason is { } told ? (int)told + 1 : 0);

    private static void Write(BinaryWriter writer, IReadOnlyList<SubjectId> subjects)
    {
        writer.Write7BitEncodedInt(subjects.Count);
        foreach (var subject in subjects)
            writer.Write(subject.Value);
    }

    private static RetractionReason? ReadReason(BinaryReader reader)
    {
        var told = reader.Read7BitEncodedInt();
        if (told == 0)
            return null;
        return (RetractionReason)(told - 1) is var reason && Enum.IsDefined(reason) ? reason : throw new FormatException($"No reason has the number {told - 1}.");
    }

    private static List<SubjectId> ReadSubjects(BinaryReader reader) => ReadEach(reader, static reader => SubjectId.Parse(reader.ReadString()));
}
