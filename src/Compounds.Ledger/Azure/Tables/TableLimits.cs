namespace Compounds.Ledger;

/// <summary>What Azure Table storage allows, and what the ledger does at each limit.</summary>
internal static class TableLimits
{
    /// <summary>The largest binary property: 64 KiB. A pack of facts is cut into chunks of this size, one property each.</summary>
    public const int MaxPropertyBytes = 64 * 1024;

    /// <summary>
    /// The chunks of one entity: 15, so 960 KiB of the 1 MiB an entity may have; the rest is for keys and names of properties.
    /// Facts that do not fit begin another entity of the same transaction. The largest fact fits alone: see
    /// <see cref="LedgerLimits.MaxBodyBytes"/>.
    /// </summary>
    public const int MaxChunks = 15;

    /// <summary>The largest pack of facts: one entity.</summary>
    public const int MaxPackBytes = MaxChunks * MaxPropertyBytes;

    /// <summary>
    /// The largest request of one transaction: 4 MiB, in which binary travels as base64, so 3 MiB of facts. An append has to be
    /// one transaction to be all or nothing, so <see cref="LedgerLimits.MaxAppendBytes"/> refuses a larger one beforehand.
    /// </summary>
    public const int MaxTransactionBytes = 4 * 1024 * 1024;

    /// <summary>The most entities of one transaction: 100. Because facts are packed, the largest append takes six and its head.</summary>
    public const int MaxTransactionEntities = 100;

    /// <summary>The longest key: 1 KiB of UTF-16, 512 characters. The longest name of a stream takes 400: see <see cref="StreamKey"/>.</summary>
    public const int MaxKeyCharacters = 512;
}
