namespace Compounds.Server.Intake;

/// <summary>A report as it is pushed and as it is shown: the wire format in the API document. Lines are read by the report reader, never into this.</summary>
/// <param name="Report">The agency's own id: letters and digits of any script and . _ - : / #, 1 to 128 characters.</param>
/// <param name="WrittenAt">When the agency wrote it: RFC 3339 with offset, or a date (its first moment in Asia/Bangkok).</param>
/// <param name="Claims">1 to 200 claims.</param>
/// <param name="Agency">The filing agency; the key's own unless the key may relay.</param>
/// <param name="Revision">1 for the first filing; a higher one replaces the lower.</param>
/// <param name="Grade">The Admiralty grade, for example B2; by default the agency's letter and 6.</param>
/// <param name="Handling">How it may be shown and used; by default AMBER+STRICT to the agency.</param>
/// <param name="Cites">What it rests on: agency/report, or origin:label.</param>
/// <param name="Narrative">The text, at most 20,000 characters.</param>
/// <param name="Language">The BCP 47 tag of the text.</param>
/// <param name="Links">Where the source can be read.</param>
/// <param name="Attachments">Files that belong to it, by hash.</param>
/// <param name="PublicSince">The day since which it could be read in public; only from a relay that is also an archivist.</param>
public sealed record IncomingReport(
    string Report, string WrittenAt, IReadOnlyList<IncomingClaim> Claims, string? Agency = null, int? Revision = null, string? Grade = null, IncomingHandling? Handling = null,
    IReadOnlyList<string>? Cites = null, string? Narrative = null, string? Language = null, IReadOnlyList<IncomingLink>? Links = null, IReadOnlyList<IncomingAttachment>? Attachments = null,
    string? PublicSince = null);

/// <summary>How a report may be shown and used.</summary>
/// <param name="Tlp">CLEAR, GREEN, AMBER, AMBER+STRICT or RED.</param>
/// <param name="Pap">CLEAR, GREEN, AMBER or RED; AMBER by default.</param>
/// <param name="Audience">The agencies that may see it, from AMBER up.</param>
public sealed record IncomingHandling(string Tlp, string? Pap = null, IReadOnlyList<string>? Audience = null);

/// <summary>One typed statement about one subject.</summary>
/// <param name="Subject">An id such as compound:kk-park, or an object with kind, name and optionally place.</param>
/// <param name="Attribute">A name from GET /v1/attributes.</param>
/// <param name="Value">By the attribute's form: a code, a text, a subject, a number, a range ({low, high}, {atLeast}, {atMost}, {value, sigma}, {value, counted}), or a point ({lat, lon, precisionKm}).</param>
/// <param name="Dimension">Which of several values, for example a nationality.</param>
/// <param name="Party">The other subject of a statement about two.</param>
/// <param name="On">The day, or last day, of a dated value: in Asia/Bangkok, unless there is a zone.</param>
/// <param name="Unit">The unit of a quantity; the canonical one by default.</param>
/// <param name="Denied">Whether the source says that it is not so.</param>
/// <param name="ObservedAt">When the source saw it hold: RFC 3339 with offset, or a date (its first moment in the zone); writtenAt by default.</param>
/// <param name="Credibility">The Admiralty digit 1 to 6 where it differs from the report's.</param>
/// <param name="From">Since when it holds; of a count, the first day of its period; of a running total, the first day of its series.</param>
/// <param name="Until">Until when it holds, excluded.</param>
/// <param name="Occasion">Which of several events of one day was counted.</param>
/// <param name="Zone">The offset of the zone in which the claim counts days, for example +06:30; +07:00 by default.</param>
/// <param name="NeverSo">Whether a denial says that the earlier assertions were never true.</param>
/// <param name="Of">The part of the group that was counted, by axis, for example {"nationality":"KE","sex":"women"}.</param>
/// <param name="In">The stage inside whose count these people stand.</param>
/// <param name="Apart">A word that outcomes of one report share when no person is in two of them.</param>
/// <param name="Split">A word that the parts of one list over mixed axes share.</param>
/// <param name="Complete">The axis, or the word of the split, whose list claims to be whole.</param>
/// <param name="Part">Whether the count is part of another one and is added to nothing.</param>
/// <param name="Within">The count that this one is part of, named by what differs.</param>
/// <param name="Said">The source's own word where another stage or code is filed.</param>
/// <param name="Handling">How the claim may be shown when it is more closed than its report.</param>
public sealed record IncomingClaim(
    object Subject, string Attribute, object Value, string? Dimension = null, object? Party = null, string? On = null, string? Unit = null,
    bool? Denied = null, string? ObservedAt = null, int? Credibility = null, string? From = null, string? Until = null, string? Occasion = null, string? Zone = null,
    bool? NeverSo = null, IReadOnlyDictionary<string, string>? Of = null, string? In = null, string? Apart = null, string? Split = null, string? Complete = null, bool? Part = null,
    IncomingCountReference? Within = null, string? Said = null, IncomingClaimHandling? Handling = null);

/// <summary>Names another count of the same subject and attribute by what differs.</summary>
/// <param name="Dimension">Its dimension; that of the claim by default.</param>
/// <param name="Of">The part of the group it is about; all of it by default.</param>
/// <param name="From">The first day of its period.</param>
/// <param name="On">Its day, or last day; that of the claim by default.</param>
/// <param name="Occasion">Its occasion.</param>
public sealed record IncomingCountReference(
    string? Dimension = null, IReadOnlyDictionary<string, string>? Of = null, string? From = null, string? On = null, string? Occasion = null);

/// <summary>How one claim may be shown and used; what it leaves out is the report's.</summary>
/// <param name="Tlp">As closed as the report's level or more so.</param>
/// <param name="Pap">As closed as the report's level or more so.</param>
/// <param name="Audience">Agencies of the report's audience.</param>
public sealed record IncomingClaimHandling(string? Tlp = null, string? Pap = null, IReadOnlyList<string>? Audience = null);

/// <summary>A place where a source can be read.</summary>
/// <param name="Title">The title.</param>
/// <param name="Url">The address.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="PublishedOn">The day.</param>
public sealed record IncomingLink(string Title, string? Url = null, string? Publisher = null, string? PublishedOn = null);

/// <summary>A file, named by the hash of its content; the content stays with the agency.</summary>
/// <param name="Name">The file name.</param>
/// <param name="MediaType">The IANA media type.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
/// <param name="Bytes">The size.</param>
public sealed record IncomingAttachment(string Name, string MediaType, string Sha256, long Bytes);
