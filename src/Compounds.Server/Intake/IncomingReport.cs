namespace Compounds.Server.Intake;

/// <summary>A report as it is pushed and as it is shown: the wire format in the API document. Lines are read by the report reader, never into this.</summary>
/// <param name="Report">The agency's own id: letters and digits of any script and . _ - : / #, 1 to 128 characters.</param>
/// <param name="WrittenAt">When the agency wrote it: RFC 3339 with offset, or a date (midnight UTC).</param>
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
public sealed record IncomingReport(
    string Report, string WrittenAt, IReadOnlyList<IncomingClaim> Claims, string? Agency = null, int? Revision = null, string? Grade = null, IncomingHandling? Handling = null,
    IReadOnlyList<string>? Cites = null, string? Narrative = null, string? Language = null, IReadOnlyList<IncomingLink>? Links = null, IReadOnlyList<IncomingAttachment>? Attachments = null);

/// <summary>How a report may be shown and used.</summary>
/// <param name="Tlp">CLEAR, GREEN, AMBER, AMBER+STRICT or RED.</param>
/// <param name="Pap">CLEAR, GREEN, AMBER or RED; AMBER by default.</param>
/// <param name="Audience">The agencies that may see it, from AMBER up.</param>
public sealed record IncomingHandling(string Tlp, string? Pap = null, IReadOnlyList<string>? Audience = null);

/// <summary>One typed statement about one subject.</summary>
/// <param name="Subject">An id such as compound:kk-park, or an object with kind, name and optionally place.</param>
/// <param name="Attribute">A name from GET /v1/attributes.</param>
/// <param name="Value">By the attribute's form: a code, a text, a subject, a number, a range ({low, high}, {atLeast}, {atMost}, {value, sigma}), or a point ({lat, lon, precisionKm}).</param>
/// <param name="Dimension">Which of several values, for example a nationality.</param>
/// <param name="Party">The other subject of a statement about two.</param>
/// <param name="On">The day of a dated value.</param>
/// <param name="Unit">The unit of a quantity; the canonical one by default.</param>
/// <param name="Denied">Whether the source says that it is not so.</param>
/// <param name="ObservedAt">When it held; writtenAt by default.</param>
/// <param name="Credibility">The Admiralty digit 1 to 6 where it differs from the report's.</param>
public sealed record IncomingClaim(
    object Subject, string Attribute, object Value, string? Dimension = null, object? Party = null, string? On = null, string? Unit = null,
    bool? Denied = null, string? ObservedAt = null, int? Credibility = null);

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
