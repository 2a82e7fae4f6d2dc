using System.Globalization;
using System.Text.Json;

namespace Compounds.Ledger;

/// <summary>What the whole ledger was at one moment, in a few bytes that somebody outside can keep.</summary>
/// <param name="Number">Counts from 1 along the checkpoints of a deployment.</param>
/// <param name="Time">When it was made, in UTC; not before the last fact that it covers.</param>
/// <param name="End">How far the store was written.</param>
/// <param name="Streams">The number of streams with a fact.</param>
/// <param name="Root">The root of the Merkle tree over their heads, 32 bytes; see <c>HeadTree</c>.</param>
/// <param name="Previous">SHA-256 of the signed checkpoint before it; 32 zero bytes in the first.</param>
/// <param name="IsStart">
/// Whether it does not go on from the one before it: the first one, and the first of a copy or of another ledger that an operator accepted.
/// </param>
public sealed record Checkpoint(
    long Number, DateTimeOffset Time, StoreEnd End, long Streams, ReadOnlyMemory<byte> Root, ReadOnlyMemory<byte> Previous, bool IsStart)
{
    /// <summary>The number of the form; a form once signed stays readable for ever.</summary>
    private const int Form = 1;

    /// <summary>The bytes that are signed: a JSON object, so that whoever has a checkpoint can read what it says.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(
        new Written(
            Form, Number, Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), End.Store, [.. End.Rows], Streams,
            Convert.ToHexStringLower(Root.Span), Convert.ToHexStringLower(Previous.Span), IsStart),
        JsonSerializerOptions.Web);

    /// <summary>Reads those bytes.</summary>
    /// <exception cref="InvalidDataException">They are not a checkpoint, or one of a later form.</exception>
    public static Checkpoint Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<Written>(bytes, JsonSerializerOptions.Web) is { Form: Form } written
                && Convert.FromHexString(written.Root) is { Length: Digest.Bytes } root
                && Convert.FromHexString(written.Previous) is { Length: Digest.Bytes } previous
                ? new Checkpoint(
                    written.Number, DateTimeOffset.Parse(written.Time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
                    new StoreEnd(written.Store, written.Rows), written.Streams, root, previous, written.Start)
                : throw new InvalidDataException("This is a checkpoint in a form that this program does not know.");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or ArgumentNullException)
        {
            throw new InvalidDataException("This is not a checkpoint.", failure);
        }
    }

    private sealed record Written(int Form, long Number, string Time, string Store, long[] Rows, long Streams, string Root, string Previous, bool Start);
}

/// <summary>How far a store is written.</summary>
/// <param name="Store">The number of the store, by chance; a copy that was made fact by fact has another.</param>
/// <param name="Rows">For SQLite the number of the last row; for a log in shards the number of the last block of each.</param>
public sealed record StoreEnd(string Store, IReadOnlyList<long> Rows)
{
    /// <summary>Whether the store was written at least so far.</summary>
    public bool Reaches(StoreEnd other) => Store == other.Store && Rows.Count == other.Rows.Count && Rows.Zip(other.Rows).All(static pair => pair.First >= pair.Second);
}
