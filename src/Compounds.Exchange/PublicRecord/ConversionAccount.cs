namespace Compounds.Exchange.PublicRecord;

/// <summary>What became of each item of the record and of each piece of it.</summary>
internal sealed class ConversionAccount
{
    private readonly List<AccountEntry> _entries = [];

    /// <summary>The entries in the order of the record.</summary>
    public IReadOnlyList<AccountEntry> Entries => _entries;

    /// <summary>A piece became claims.</summary>
    public void Mapped(string section, string item, string piece, int claims, string? why = null) =>
        _entries.Add(new AccountEntry(section, item, piece, Fate.Mapped, claims, why));

    /// <summary>A piece is told by claims of other items.</summary>
    public void Used(string section, string item, string piece, string where) =>
        _entries.Add(new AccountEntry(section, item, piece, Fate.ToldElsewhere, 0, where));

    /// <summary>A piece stands in the narrative of a report.</summary>
    public void Told(string section, string item, string piece) =>
        _entries.Add(new AccountEntry(section, item, piece, Fate.Narrative, 0, null));

    /// <summary>A piece is not in any report.</summary>
    public void Unmapped(string section, string item, string piece, string reason) =>
        _entries.Add(new AccountEntry(section, item, piece, Fate.NotMapped, 0, reason));
}

/// <summary>What became of a piece.</summary>
internal enum Fate
{
    /// <summary>It is a claim, or several.</summary>
    Mapped,

    /// <summary>Claims of other items say it.</summary>
    ToldElsewhere,

    /// <summary>It stands in a narrative.</summary>
    Narrative,

    /// <summary>It is in no report.</summary>
    NotMapped,
}

/// <summary>One line of the account.</summary>
/// <param name="Section">The section of the record.</param>
/// <param name="Item">The record's id of the item.</param>
/// <param name="Piece">The field or quantity; empty for the prose or the item as a whole.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Claims">How many claims it became.</param>
/// <param name="Note">The reason, or what was judged; null when there is nothing to say.</param>
internal sealed record AccountEntry(string Section, string Item, string Piece, Fate Fate, int Claims, string? Note);
