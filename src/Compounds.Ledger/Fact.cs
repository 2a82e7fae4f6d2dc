namespace Compounds.Ledger;

/// <summary>A stored fact.</summary>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Version">Its place in the stream; counts from 1 without gaps.</param>
/// <param name="RecordedAt">When it was recorded, in UTC, to the tick.</param>
/// <param name="Name">The stable stored name, such as <c>report-filed</c>.</param>
/// <param name="Body">One JSON object in UTF-8, byte for byte as appended.</param>
/// <param name="Hash">
/// The link of 32 bytes: SHA-256 over the link before it, the stream, the version, the recorded time, the name and the body.
/// </param>
public sealed record Fact(
    string Stream, long Version, DateTimeOffset RecordedAt, string Name, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash);
