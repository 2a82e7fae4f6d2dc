using Compounds.Exchange.Intake;

namespace Compounds.Exchange.Tables;

/// <summary>One report of a table.</summary>
/// <param name="Row">Its first row as a spreadsheet numbers them: the header is row 1, and a cell of many lines is still one row.</param>
/// <param name="Reading">What it says; problems point at a cell, for example <c>row 5, low</c>.</param>
public sealed record CsvReading(int Row, ReportReading Reading);
