namespace Compounds.Reports;

/// <summary>What became of one line that was pushed.</summary>
public enum ReceiptOutcome
{
    /// <summary>It is stored and will be applied.</summary>
    Accepted,

    /// <summary>The same report with the same content was stored before; nothing changed.</summary>
    Duplicate,

    /// <summary>The id is taken by other content and the revision is not higher; nothing was stored.</summary>
    Conflict,

    /// <summary>It breaks a rule that the problems name; nothing was stored.</summary>
    Invalid,

    /// <summary>It could not be stored now and may be sent again as it is.</summary>
    Unavailable,
}

/// <summary>Something about a line that the sender should know.</summary>
/// <param name="Pointer">Where: a JSON pointer into the line, or a CSV column.</param>
/// <param name="Code">A stable code, for example <c>unknown-unit</c>.</param>
/// <param name="Message">A sentence that says what would be right.</param>
[GenerateSerializer, Immutable, Alias("value/report-problem")]
public sealed record ReportProblem([Id(0)] string Pointer, [Id(1)] string Code, [Id(2)] string Message);

/// <summary>The answer to one line.</summary>
/// <param name="Line">The line in its batch, from 1.</param>
/// <param name="Report">The report key, or null when the line does not say.</param>
/// <param name="Revision">The revision that is now stored, or null when none is.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Problems">Why it was refused; empty when it was not.</param>
/// <param name="Warnings">What was accepted but looks odd, or was set by default.</param>
[GenerateSerializer, Immutable, Alias("value/receipt")]
public sealed record Receipt(
    [Id(0)] int Line, [Id(1)] ReportKey? Report, [Id(2)] int? Revision, [Id(3)] ReceiptOutcome Outcome,
    [Id(4)] IReadOnlyList<ReportProblem> Problems, [Id(5)] IReadOnlyList<ReportProblem> Warnings);
