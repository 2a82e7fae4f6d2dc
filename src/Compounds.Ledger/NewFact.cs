namespace Compounds.Ledger;

/// <summary>A fact to be appended. Its time comes from the caller, because decisions are pure.</summary>
/// <param name="Name">
/// The stable stored name, such as <c>report-filed</c>, never a CLR name; 1 to <see cref="LedgerLimits.MaxFactNameLength"/>
/// characters without control characters.
/// </param>
/// <param name="RecordedAt">When the fact was recorded. The instant is kept to the tick (100 ns); the offset is not kept.</param>
/// <param name="Body">
/// One JSON object in UTF-8, at most <see cref="LedgerLimits.MaxBodyBytes"/> bytes. Only its braces are checked; the rest is
/// kept byte for byte. Must not be changed until the append is answered.
/// </param>
public readonly record struct NewFact(string Name, DateTimeOffset RecordedAt, ReadOnlyMemory<byte> Body);
