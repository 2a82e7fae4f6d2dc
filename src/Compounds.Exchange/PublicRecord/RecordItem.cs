namespace Compounds.Exchange.PublicRecord;

/// <summary>An item of the record on its way through the tables.</summary>
/// <param name="Section">The section of the tables.</param>
/// <param name="Id">The record's id.</param>
/// <param name="Date">The date of the item.</param>
/// <param name="Narrative">What its reports tell in prose.</param>
/// <param name="Pieces">Its numbers and fields that rows decide.</param>
/// <param name="ReportOf">The report of a citation, or one of the compiler's by its name in the tables.</param>
/// <param name="DefaultReports">The reports of a row that names no citation.</param>
internal sealed record RecordItem(
    string Section, string Id, DateOnly Date, IReadOnlyList<string> Narrative, IReadOnlyList<RecordPiece> Pieces,
    Func<string, ReportDraft> ReportOf, Func<IEnumerable<ReportDraft>> DefaultReports);

/// <summary>A number or field of an item.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Number">The number; null when it is no number.</param>
/// <param name="Qualifier">How the number is qualified.</param>
/// <param name="Unit">The unit of the number.</param>
/// <param name="Tally">Numbers by nationality, or null.</param>
/// <param name="IsText">Whether it is told in the narrative, so that it needs no row.</param>
internal sealed record RecordPiece(
    string Name, double? Number = null, string? Qualifier = null, string? Unit = null, IReadOnlyDictionary<string, int>? Tally = null, bool IsText = false);
