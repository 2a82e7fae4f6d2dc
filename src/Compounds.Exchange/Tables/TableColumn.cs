namespace Compounds.Exchange.Tables;

/// <summary>The columns of a table of reports, in the order of <see cref="ReportCsv.Header"/>.</summary>
internal enum TableColumn
{
    Report, Revision, Agency, WrittenAt, Grade, Tlp, Pap, Audience, Cites, Narrative, Language,
    Kind, Id, Name, Place, Attribute, Dimension, PartyKind, PartyName, On,
    Value, Low, High, AtLeast, AtMost, Sigma, Unit, Lat, Lon, PrecisionKm,
    Denied, ObservedAt, Credibility,
    From, Until, Occasion, Zone, NeverSo, Counted, Of, In, Apart, Split, Complete, Part, Within, Said, ClaimTlp, ClaimPap, ClaimAudience,

    /// <summary>What was wrong with a row that was refused before: a mended file of refused rows may keep it, and it is read past.</summary>
    Problem,

    /// <summary>What would be right, likewise.</summary>
    Suggestion,
}

/// <summary>The names of the columns.</summary>
internal static class TableColumns
{
    /// <summary>The last column that tells of the report and not of one claim.</summary>
    public const TableColumn LastOfEnvelope = TableColumn.Language;

    /// <summary>The names, each at the position of its column.</summary>
    public static string[] Names { get; } = [.. ReportCsv.Header.Split(','), "problem", "suggestion"];

    /// <summary>How many there are.</summary>
    public static int Count => Names.Length;

    /// <summary>The name in the header.</summary>
    public static string Text(this TableColumn column) => Names[(int)column];

    /// <summary>Where a cell is, for a person at a spreadsheet.</summary>
    public static string Cell(this TableColumn column, int row) => FormattableString.Invariant($"row {row}, {column.Text()}");
}
