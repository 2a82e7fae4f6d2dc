using Compounds.Exchange.Intake;

namespace Compounds.Server.Intake;

/// <summary>The reasons why a line that was read well is not stored; the rest are in <see cref="RefusalCodes"/>.</summary>
internal static class FilingRefusals
{
    public static readonly RefusalCode RevisionConflict = new("revision-conflict", false,
        "The report id is stored with other content, and the revision is not higher.",
        "the same id sent again with another figure", "Send the next higher revision to replace it.");

    public static readonly RefusalCode FiledByAnother = new("filed-by-another", false,
        "A relayed report has the id of one that its agency filed itself, or another relay did.",
        "a relay that revises a report of the agency", "File it under an id of your own, or let the agency revise its report.");

    public static readonly RefusalCode UnknownReport = new("unknown-report", false,
        "A retraction names a report that this agency, or this relay, has not filed.",
        "{\"retract\":\"R-99\",\"reason\":\"withdrawn\"}", "Check the id with GET /v1/reports.");

    public static readonly RefusalCode InboxFull = new("inbox-full", false,
        "Reports arrive faster than they can be applied.",
        "a sender that does not wait for receipts", "Send the line again in a moment; it was not stored.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RefusalCode> All { get; } = [RevisionConflict, FiledByAnother, UnknownReport, InboxFull];
}
