namespace Compounds.Ledger;

/// <summary>A part of a SQLite ledger's write-ahead log that cannot be read: what was recorded there is not in the ledger.</summary>
/// <param name="Log">The file.</param>
/// <param name="Bytes">The bytes that cannot be read, whole pages of the database with their frames.</param>
/// <param name="Commits">The transactions that end in these bytes, each with one append or more; 0 when that cannot be told.</param>
/// <param name="Sentence">What was found and what it means, for people.</param>
public sealed record LogDamage(string Log, long Bytes, long Commits, string Sentence);
