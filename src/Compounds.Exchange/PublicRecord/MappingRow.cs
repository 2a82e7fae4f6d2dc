using System.Text.Json.Nodes;

namespace Compounds.Exchange.PublicRecord;

/// <summary>
/// One decision of the mapping tables about an item of the record or a piece of it: it becomes a claim, it is told by other claims
/// (<see cref="Used"/>), or it cannot be said in the catalogue (<see cref="Unmapped"/>).
/// </summary>
internal sealed record MappingRow
{
    /// <summary>The piece that the row decides, for example the name of a quantity; null for the item as a whole or for what its prose says.</summary>
    public string? Piece { get; init; }

    /// <summary>Why the piece is not mapped.</summary>
    public string? Unmapped { get; init; }

    /// <summary>Where else the piece is told.</summary>
    public string? Used { get; init; }

    /// <summary>The record's id of the subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The attribute of the catalogue.</summary>
    public string? Attribute { get; init; }

    /// <summary>The dimension, for attributes that have one.</summary>
    public string? Dimension { get; init; }

    /// <summary>The record's id of the other party.</summary>
    public string? Party { get; init; }

    /// <summary>The record's id of the subject that is the value.</summary>
    public string? Entity { get; init; }

    /// <summary>A code, a label or a name.</summary>
    public string? Text { get; init; }

    /// <summary>The BCP 47 tag of a name.</summary>
    public string? Language { get; init; }

    /// <summary>A quantity in its wire form; null when the piece itself gives the number.</summary>
    public JsonObject? Quantity { get; init; }

    /// <summary>A point in its wire form.</summary>
    public JsonObject? Point { get; init; }

    /// <summary>The unit when it is not the one of the piece.</summary>
    public string? Unit { get; init; }

    /// <summary>How the number of the piece is meant when its qualifier does not tell: exact, about, atLeast, atMost.</summary>
    public string? As { get; init; }

    /// <summary>The day, or last day, of a count or a reading; null for the day on which it held.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Since when it holds; of a count, the first day of its period; of a running total, the first day of its series.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day on which it no longer held.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The day of a cut: the row says both that it held until then and that it has not since.</summary>
    public DateOnly? Cut { get; init; }

    /// <summary>Which of several events of a day was counted.</summary>
    public string? Occasion { get; init; }

    /// <summary>The part of the group by axis.</summary>
    public IReadOnlyDictionary<string, string>? Of { get; init; }

    /// <summary>The stage inside whose count these people stand.</summary>
    public string? In { get; init; }

    /// <summary>A word that outcomes of the report share when no person is in two of them.</summary>
    public string? Apart { get; init; }

    /// <summary>A word that the parts of one list over mixed axes share.</summary>
    public string? Split { get; init; }

    /// <summary>The axis whose list claims to be whole.</summary>
    public string? Complete { get; init; }

    /// <summary>Whether the count is part of another one.</summary>
    public bool Part { get; init; }

    /// <summary>The count that this one is part of, in its wire form.</summary>
    public JsonObject? Within { get; init; }

    /// <summary>The source's own word where another dimension is filed.</summary>
    public string? Said { get; init; }

    /// <summary>The day on which it held; null for the date of the item.</summary>
    public DateOnly? Observed { get; init; }

    /// <summary>Whether the source says that it is not so.</summary>
    public bool Denied { get; init; }

    /// <summary>Whether the denial says that it was never so.</summary>
    public bool NeverSo { get; init; }

    /// <summary>The Admiralty number when it differs from the report's.</summary>
    public int? Credibility { get; init; }

    /// <summary>The citations whose publishers say it; null for those of the item.</summary>
    public IReadOnlyList<string>? By { get; init; }

    /// <summary>What was judged.</summary>
    public string? Why { get; init; }
}
