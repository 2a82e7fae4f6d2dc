namespace Compounds.Exchange.Intake;

/// <summary>
/// Every reason why a line is refused or accepted with a remark: the reference of refusals. A code is never renamed or reused, since
/// partners' programs act on it; the sentences may change.
/// </summary>
public static class RefusalCodes
{
    // The line
    internal static readonly RefusalCode MalformedJson = new("malformed-json", false,
        "The line is no JSON in UTF-8, or a text has half a surrogate pair.",
        "{\"report\":", "Send one whole JSON object a line.");
    internal static readonly RefusalCode LineTooLong = new("line-too-long", false,
        "The line has more than 524,288 bytes.",
        "a narrative with an embedded picture", "Split the report; files belong into attachments.");
    internal static readonly RefusalCode NotAnObject = new("not-an-object", false,
        "The line is JSON, but no object.",
        "[\"a report\"]", "Send one object in braces a line.");
    internal static readonly RefusalCode UnknownProperty = new("unknown-property", false,
        "An object has a property that is not of this format. Names are case-sensitive.",
        "\"claimz\":[]", "Use the name that the message proposes.");
    internal static readonly RefusalCode DuplicateProperty = new("duplicate-property", false,
        "An object has one property twice, so that it is not clear which counts.",
        "\"unit\":\"kW\",\"unit\":\"MW\"", "Give it once.");
    internal static readonly RefusalCode MissingProperty = new("missing-property", false,
        "A property that is needed is not there, or is null.",
        "a claim without \"value\"", "Add it.");
    internal static readonly RefusalCode MisplacedProperty = new("misplaced-property", false,
        "A property means nothing for this attribute or this line.",
        "\"unit\":\"kW\" on status", "Leave it out.");
    internal static readonly RefusalCode WrongType = new("wrong-type", false,
        "A property holds another type of JSON than it should.",
        "\"revision\":\"1\"", "Give the type that the message names.");
    internal static readonly RefusalCode TooLong = new("too-long", false,
        "A text is longer than its limit.",
        "a name of 201 characters", "Shorten it.");
    internal static readonly RefusalCode TooMany = new("too-many", false,
        "An array is longer than its limit.",
        "201 claims", "Split the report.");
    internal static readonly RefusalCode NoLetterOrDigit = new("no-letter-or-digit", false,
        "A text that names something has no letter and no digit.",
        "\"name\":\"???\"", "Give the name; leave unknown names out.");
    internal static readonly RefusalCode ControlCharacter = new("control-character", false,
        "A text holds a control character. A narrative may hold line feeds and tabs.",
        "\"name\":\"KK\\u0000Park\"", "Remove it.");
    internal static readonly RefusalCode MoreProblems = new("more-problems", false,
        "The line has more than 100 problems or more than 100 warnings; the rest is not listed.",
        "a file of another format", "Mend what is listed and send the line again.");

    // The envelope
    internal static readonly RefusalCode BadReportId = new("bad-report-id", false,
        "The report id is empty, has more than 128 characters or others than letters, digits and . _ - : / #.",
        "\"report\":\"no 7\"", "Give your own id in these characters.");
    internal static readonly RefusalCode BadRevision = new("bad-revision", false,
        "The revision is no whole number from 1.",
        "\"revision\":0", "Count revisions from 1.");
    internal static readonly RefusalCode AgencyNotYours = new("agency-not-yours", false,
        "The line is filed in the name of another agency, and the key does not relay for it.",
        "\"agency\":\"unodc\" with a key of pea", "Leave \"agency\" out, or ask the administrator for a relay key whose relaysFor lists the agency.");
    internal static readonly RefusalCode AboveClearance = new("above-clearance", false,
        "A relayed report is marked above the clearance of the agency that relays it.",
        "\"tlp\":\"RED\" from a relay that is cleared for AMBER", "Let the agency file it itself, or relay it through one that is cleared for it.");
    internal static readonly RefusalCode UnknownAgency = new("unknown-agency", false,
        "A relayed line names an agency that is not registered.",
        "\"agency\":\"nobody\"", "Have the agency registered first.");
    internal static readonly RefusalCode BadTime = new("bad-time", false,
        "A time is no RFC 3339 date-time with offset and no date.",
        "\"writtenAt\":\"5 Feb 2025\"", "Write 2025-02-05T09:10:00+07:00 or 2025-02-05.");
    internal static readonly RefusalCode FutureDate = new("future-date", false,
        "A time is more than 24 hours ahead of the clock here.",
        "\"observedAt\":\"2031-01-01\"", "Report what has happened; correct the date.");
    internal static readonly RefusalCode TooEarly = new("too-early", false,
        "A time is before 1990.",
        "\"observedAt\":\"1025-02-05\"", "Correct the date.");
    internal static readonly RefusalCode BuddhistYear = new("buddhist-year", false,
        "A year of 2400 or later is of the Buddhist calendar.",
        "\"observedAt\":\"2568-02-05\"", "Subtract 543.");
    internal static readonly RefusalCode TimeAhead = new("time-ahead", true,
        "A time is ahead of the clock here by 24 hours or less; it counts as the time of recording.",
        "a clock that is some minutes fast", "Nothing, or correct the clock.");
    internal static readonly RefusalCode ObservedAfterWritten = new("observed-after-written", true,
        "A claim was observed more than 24 hours after its report was written.",
        "written on 1 March, observed on 5 March", "Check both dates.");
    internal static readonly RefusalCode BadGrade = new("bad-grade", false,
        "The grade is no letter A to F with a digit 1 to 6.",
        "\"grade\":\"2B\"", "Give an Admiralty grade such as B2.");
    internal static readonly RefusalCode GradeDefaulted = new("grade-defaulted", true,
        "No grade is given: the letter of the agency and 6 hold.",
        "a report without \"grade\"", "Grade the report to give it more weight.");
    internal static readonly RefusalCode UnknownMarking = new("unknown-marking", false,
        "The TLP or PAP level does not exist.",
        "\"tlp\":\"ORANGE\"", "Give a level of TLP 2.0 or PAP.");
    internal static readonly RefusalCode HandlingDefaulted = new("handling-defaulted", true,
        "No handling, or no PAP level, is given: AMBER+STRICT to your own agency and PAP:AMBER hold.",
        "a report without \"handling\"", "Mark the report.");
    internal static readonly RefusalCode BadAudience = new("bad-audience", false,
        "A member of the audience is no agency id.",
        "\"audience\":[\"The UN\"]", "Give agency ids.");
    internal static readonly RefusalCode AudienceBelowAmber = new("audience-below-amber", true,
        "CLEAR and GREEN with an audience: the audience holds, though the level says otherwise.",
        "\"tlp\":\"GREEN\",\"audience\":[\"thb\"]", "Use AMBER or higher for a closed audience.");
    internal static readonly RefusalCode BadCitation = new("bad-citation", false,
        "A citation is no agency/report, no origin:label and no report id.",
        "\"cites\":[\"see above\"]", "Cite agency/report, or origin:label for what is not filed here.");
    internal static readonly RefusalCode CitesItself = new("cites-itself", false,
        "The report cites itself.",
        "\"report\":\"R-1\",\"cites\":[\"R-1\"]", "Leave the citation out.");
    internal static readonly RefusalCode BadLanguage = new("bad-language", false,
        "The language is no BCP 47 tag.",
        "\"language\":\"Thai (TH)\"", "Give a tag such as th or zh-Hans.");
    internal static readonly RefusalCode BadUrl = new("bad-url", false,
        "The address of a link is no absolute http, https or urn address.",
        "\"url\":\"javascript:alert(1)\"", "Give the whole address, or leave it out.");
    internal static readonly RefusalCode BadAttachment = new("bad-attachment", false,
        "An attachment has a bad media type, hash or size.",
        "\"sha256\":\"abc\"", "Give type/subtype, 64 hex digits and the bytes.");
    internal static readonly RefusalCode BadReason = new("bad-reason", false,
        "The reason of a retraction does not exist.",
        "\"reason\":\"oops\"", "Give erroneous, withdrawn or handling.");
    internal static readonly RefusalCode MixedRetraction = new("mixed-retraction", false,
        "A line is a report and a retraction at once.",
        "\"retract\":\"R-1\",\"claims\":[]", "Send two lines.");
    internal static readonly RefusalCode PublicSinceNotYours = new("public-since-not-yours", false,
        "The line says since when it could be read in public, and the key is not that of a relay and archivist.",
        "\"publicSince\":\"2025-02-05\" with a partner's key", "Leave \"publicSince\" out.");
    internal static readonly RefusalCode PublicAfterWritten = new("public-after-written", false,
        "The day since which a report could be read in public is later than the day after it was written.",
        "written on 1 March, \"publicSince\":\"2025-03-05\"", "Correct the day or writtenAt.");
    internal static readonly RefusalCode NoClaims = new("no-claims", false,
        "The report has no claim.",
        "\"claims\":[]", "Make at least one claim.");

    // Subjects
    internal static readonly RefusalCode UnknownKind = new("unknown-kind", false,
        "The kind of subject does not exist.",
        "\"kind\":\"building\"", "Give compound, operator, crossing or infrastructure.");
    internal static readonly RefusalCode NaturalPerson = new("natural-person", false,
        "The claim is about a natural person, which this system never stores.",
        "\"kind\":\"victim\", or the operator \"Mr Somchai\"", "Give counts of people; name the organisation and leave the person out.");
    internal static readonly RefusalCode BadSubjectId = new("bad-subject-id", false,
        "The text is no subject id.",
        "\"subject\":\"KK Park\"", "Give an id such as compound:kk-park, or kind and name.");
    internal static readonly RefusalCode KindMismatch = new("kind-mismatch", false,
        "The id of a subject and its kind disagree.",
        "\"id\":\"compound:kk-park\",\"kind\":\"operator\"", "Leave \"kind\" out.");
    internal static readonly RefusalCode WrongKind = new("wrong-kind", false,
        "The other subject is of a kind that this attribute does not take.",
        "operatedBy a crossing", "Name a subject of the kinds in the message.");
    internal static readonly RefusalCode RefersToItself = new("refers-to-itself", false,
        "The subject stands in a relation to itself.",
        "KK Park supplied by KK Park", "Name the other subject.");

    // Claims
    internal static readonly RefusalCode UnknownAttribute = new("unknown-attribute", false,
        "This kind of subject has no such attribute.",
        "\"attribute\":\"headcuont\"", "Use the name that the message proposes.");
    internal static readonly RefusalCode UnknownDimension = new("unknown-dimension", false,
        "The attribute has a closed list of dimensions and this is not in it.",
        "suppliedBy \"dimension\":\"gas\"", "Give one of the list.");
    internal static readonly RefusalCode UnknownAxis = new("unknown-axis", false,
        "People are not broken down by this.",
        "\"of\":{\"gender\":\"women\"}", "Use the axis that the message proposes.");
    internal static readonly RefusalCode UnknownAxisValue = new("unknown-axis-value", false,
        "The axis has no such value.",
        "\"of\":{\"sex\":\"female\"}", "Give one of the list.");
    internal static readonly RefusalCode BadComplete = new("bad-complete", false,
        "The list that claims to be whole is neither an axis of the claim nor its split.",
        "\"of\":{\"sex\":\"women\"},\"complete\":\"nationality\"", "Name an axis of \"of\", or the word in \"split\".");
    internal static readonly RefusalCode UnknownCode = new("unknown-code", false,
        "The category has no such code.",
        "status \"running\"", "Give one of the list.");
    internal static readonly RefusalCode RetiredCode = new("retired-code", false,
        "The category had such a code once; another attribute says the same now.",
        "operator status \"sanctioned\"", "Use the attribute that the message names, for example sanctionedBy.");
    internal static readonly RefusalCode WrongValueForm = new("wrong-value-form", false,
        "The value has another form than its attribute asks for.",
        "headcount \"many\"", "Give the form that the message shows.");
    internal static readonly RefusalCode DeniedNumber = new("denied-number", false,
        "A quantity or a place is denied, which says nothing about what it is.",
        "headcount 500, \"denied\":true", "Give atMost or atLeast.");
    internal static readonly RefusalCode UnknownUnit = new("unknown-unit", false,
        "The unit does not exist or does not measure this attribute.",
        "load in \"horsepower\"", "Give one of the list.");
    internal static readonly RefusalCode UnitDefaulted = new("unit-defaulted", true,
        "No unit is given: the attribute's own holds.",
        "load 500", "Give the unit.");
    internal static readonly RefusalCode OutOfBounds = new("out-of-bounds", false,
        "The quantity is impossible for this attribute.",
        "supplyShare 45 (did you mean 45 %?)", "Check the number and the unit.");
    internal static readonly RefusalCode LowAboveHigh = new("low-above-high", false,
        "The lower end is above the upper end.",
        "\"low\":500,\"high\":300", "Exchange them.");
    internal static readonly RefusalCode NotPositive = new("not-positive", false,
        "A quantity is negative, or says \"at least 0\".",
        "headcount -5", "Give 0 or more, or leave the claim out.");
    internal static readonly RefusalCode NotFinite = new("not-finite", false,
        "A number is too large to be one.",
        "1e999", "Give the number.");
    internal static readonly RefusalCode SigmaOutOfRange = new("sigma-out-of-range", false,
        "The spread is not within 0.01 to 3 on the natural-log scale.",
        "\"sigma\":20", "Give 0.05 for about 5 %.");
    internal static readonly RefusalCode UnusuallyHigh = new("unusually-high", true,
        "The quantity is possible but would be the highest by far.",
        "headcount 60000", "Check the number and the unit.");
    internal static readonly RefusalCode OutsideRegion = new("outside-region", false,
        "The place is outside latitude -11 to 29 and longitude 92 to 141.",
        "\"lat\":98.56,\"lon\":16.63 (exchanged)", "Check the sign and the order.");
    internal static readonly RefusalCode BadPrecision = new("bad-precision", false,
        "The radius of a place is not within 0.001 to 500 km.",
        "\"precisionKm\":0", "Give the radius in km.");
    internal static readonly RefusalCode PrecisionDefaulted = new("precision-defaulted", true,
        "No radius is given: 5 km holds.",
        "a point without \"precisionKm\"", "Give the radius in km.");
    internal static readonly RefusalCode BadCredibility = new("bad-credibility", false,
        "The credibility is no whole number 1 to 6.",
        "\"credibility\":7", "Give an Admiralty digit.");
    internal static readonly RefusalCode DuplicateClaim = new("duplicate-claim", true,
        "Two claims of the report are equal; one is kept.",
        "the same line pasted twice", "Nothing.");
    internal static readonly RefusalCode BadZone = new("bad-zone", false,
        "The zone of a claim is not a UTC offset.",
        "\"zone\":\"Asia/Yangon\"", "Give an offset such as +06:30; without it days are those of Asia/Bangkok.");
    internal static readonly RefusalCode UntilNotAfterFrom = new("until-not-after-from", false,
        "A claim ends before or when it begins.",
        "\"from\":\"2025-02-05\",\"until\":\"2025-02-05\"", "Give as until the first day or moment on which it no longer held.");
    internal static readonly RefusalCode FromAfterOn = new("from-after-on", false,
        "The first day of a period is after its last.",
        "\"from\":\"2025-02-07\",\"on\":\"2025-02-05\"", "Exchange or correct them.");
    internal static readonly RefusalCode OnReadAsFrom = new("on-read-as-from", true,
        "The day of a listing is given as on: it is read as from.",
        "sanctionedBy with \"on\":\"2025-05-05\"", "Send from.");
    internal static readonly RefusalCode NeverSoNotDenied = new("never-so-not-denied", false,
        "A claim that is not denied says that it was never so.",
        "status \"operating\", \"neverSo\":true", "Add \"denied\":true, or leave neverSo out.");
    internal static readonly RefusalCode HandlingLessClosed = new("handling-less-closed", false,
        "The handling of a claim is more open than that of its report.",
        "a claim of TLP:GREEN in a report of TLP:AMBER", "Give a level as closed or more so, and agencies of the report's audience only.");
    internal static readonly RefusalCode PartOverWhole = new("part-over-whole", true,
        "A count is more than the count of the same report of which it is part.",
        "260 handed over, of them 300 women", "Check both.");
    internal static readonly RefusalCode ListOverWhole = new("list-over-whole", true,
        "A list that claims to be whole comes to more than the whole that the report tells.",
        "260 handed over; 221 men and 49 women", "Check both.");
    internal static readonly RefusalCode TotalFalls = new("total-falls", true,
        "A total so far is less on a later day of the same report.",
        "1,595 by 1 November, 1,500 by 2 November", "Check both, or file a count of the day instead of a total.");

    // Tables
    internal static readonly RefusalCode MalformedCsv = new("malformed-csv", false,
        "The table cannot be read: wrong encoding, quotes or number of cells.",
        "a file in TIS-620", "Save it as CSV UTF-8 with a comma.");
    internal static readonly RefusalCode UnknownColumn = new("unknown-column", false,
        "The header has a column that is not of this format.",
        "headcout", "Use the name that the message proposes.");
    internal static readonly RefusalCode MissingColumn = new("missing-column", false,
        "The header lacks a column that every table needs.",
        "no column attribute", "Add it.");
    internal static readonly RefusalCode EnvelopeDiffers = new("envelope-differs", false,
        "Rows of one report disagree about the report itself.",
        "two grades for one report id", "Give it once, or the same in each row.");

    /// <summary>
    /// Codes that are told no more and mean nothing else: <c>zero-quantity</c> said, while no quantity could be zero, that zero was kept as "at
    /// most the least possible quantity".
    /// </summary>
    public static IReadOnlyList<string> Retired { get; } = ["zero-quantity"];

    /// <summary>All of them, in the order of the line: line, envelope, subjects, claims, tables.</summary>
    public static IReadOnlyList<RefusalCode> All { get; } =
    [
        MalformedJson, LineTooLong, NotAnObject, UnknownProperty, DuplicateProperty, MissingProperty, MisplacedProperty, WrongType,
        TooLong, TooMany, NoLetterOrDigit, ControlCharacter, MoreProblems,
        BadReportId, BadRevision, AgencyNotYours, AboveClearance, UnknownAgency, BadTime, FutureDate, TooEarly, BuddhistYear, TimeAhead,
        ObservedAfterWritten, BadGrade, GradeDefaulted, UnknownMarking, HandlingDefaulted, BadAudience, AudienceBelowAmber,
        BadCitation, CitesItself, BadLanguage, BadUrl, BadAttachment, BadReason, MixedRetraction, PublicSinceNotYours,
        PublicAfterWritten, NoClaims,
        UnknownKind, NaturalPerson, BadSubjectId, KindMismatch, WrongKind, RefersToItself,
        UnknownAttribute, UnknownDimension, UnknownAxis, UnknownAxisValue, BadComplete, UnknownCode, RetiredCode,
        WrongValueForm, DeniedNumber, UnknownUnit, UnitDefaulted, OutOfBounds,
        LowAboveHigh, NotPositive, NotFinite, SigmaOutOfRange, UnusuallyHigh, OutsideRegion, BadPrecision,
        PrecisionDefaulted, BadCredibility, BadZone, UntilNotAfterFrom, FromAfterOn, OnReadAsFrom, NeverSoNotDenied,
        HandlingLessClosed, PartOverWhole, ListOverWhole, TotalFalls, DuplicateClaim,
        MalformedCsv, UnknownColumn, MissingColumn, EnvelopeDiffers,
    ];
}
