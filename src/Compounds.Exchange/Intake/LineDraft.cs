using Compounds.Reports;

namespace Compounds.Exchange.Intake;

/// <summary>One line as read, before its parts are put together.</summary>
internal ref struct LineDraft
{
    public const int ReportProperty = 0;
    public const int AgencyProperty = 1;
    public const int RevisionProperty = 2;
    public const int WrittenAtProperty = 3;
    public const int GradeProperty = 4;
    public const int HandlingProperty = 5;
    public const int CitesProperty = 6;
    public const int NarrativeProperty = 7;
    public const int LanguageProperty = 8;
    public const int LinksProperty = 9;
    public const int AttachmentsProperty = 10;
    public const int ClaimsProperty = 11;
    public const int RetractProperty = 12;
    public const int ReasonProperty = 13;
    public const int PublicSinceProperty = 14;

    /// <summary>One bit for each property that was there and not null, sound or not.</summary>
    public uint Seen;

    /// <summary>The report's id, whether it is filed or retracted.</summary>
    public string? Id;

    public string? Agency;
    public int? Revision;
    public DateTimeOffset? WrittenAt;
    public Grade? Grade;
    public GivenHandling? Handling;
    public List<string?>? Cites;
    public string? Narrative;
    public string? Language;
    public List<Link>? Links;
    public List<Attachment>? Attachments;

    /// <summary>The claims by their position; null where a problem was told.</summary>
    public List<ReadClaim?>? Claims;

    public RetractionReason? Reason;
    public DateOnly? PublicSince;

    public static PropertySet Properties { get; } = new(
        "report", "agency", "revision", "writtenAt", "grade", "handling", "cites", "narrative", "language", "links", "attachments", "claims",
        "retract", "reason", "publicSince");

    /// <summary>Whether a property was there and not null.</summary>
    public readonly bool Has(int property) => (Seen & (1u << property)) != 0;
}
