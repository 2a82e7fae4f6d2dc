namespace Compounds.Exchange.PublicRecord;

/// <summary>What lies open while a record is converted.</summary>
/// <param name="Record">The record.</param>
/// <param name="Tables">The decisions about it.</param>
/// <param name="Subjects">The names in reports.</param>
/// <param name="Sources">Who filed what.</param>
/// <param name="Drafts">The reports so far.</param>
/// <param name="Account">What became of the items so far.</param>
/// <param name="Rows">The means to apply the tables.</param>
internal sealed record ConversionDesk(
    RecordDocument Record, MappingTables Tables, RecordSubjects Subjects, Sources Sources, ReportDrafts Drafts, ConversionAccount Account, TableSection Rows);
