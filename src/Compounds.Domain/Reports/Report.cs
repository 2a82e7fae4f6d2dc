using Compounds.Claims;
using Compounds.Readers;

namespace Compounds.Reports;

/// <summary>One filing by one agency: an envelope and its claims.</summary>
/// <param name="Key">The agency and its own id for the report.</param>
/// <param name="Revision">1 for the first filing; a higher one replaces the lower.</param>
/// <param name="WrittenAt">When the agency wrote it, in UTC.</param>
/// <param name="Grade">Reliability of the source and credibility of the information (Admiralty).</param>
/// <param name="Handling">How it may be shown and used.</param>
/// <param name="IsUnmarked">Whether it came without handling and was given the strictest default.</param>
/// <param name="Cites">The reports (<c>agency/id</c>) and origins (<c>origin:label</c>) it rests on, sorted.</param>
/// <param name="Narrative">The text, or null.</param>
/// <param name="Language">The BCP 47 language tag of the text, or null.</param>
/// <param name="Links">Where the source can be read.</param>
/// <param name="Attachments">Files that belong to it; their content stays with the agency.</param>
/// <param name="Claims">At least one claim.</param>
/// <param name="PublicSince">The day since which what it says could be read in public, as a relay that may say so told; null when not told.</param>
[GenerateSerializer, Immutable, Alias("value/report")]
public sealed record Report(
    [Id(0)] ReportKey Key, [Id(1)] int Revision, [Id(2)] DateTimeOffset WrittenAt, [Id(3)] Grade Grade,
    [Id(4)] Handling Handling, [Id(5)] bool IsUnmarked, [Id(6)] IReadOnlyList<string> Cites,
    [Id(7)] string? Narrative, [Id(8)] string? Language, [Id(9)] IReadOnlyList<Link> Links,
    [Id(10)] IReadOnlyList<Attachment> Attachments, [Id(11)] IReadOnlyList<Claim> Claims,
    [Id(12)] DateOnly? PublicSince = null)
{
    /// <summary>The strictest of the levels that say what may be done on the strength of the report and its claims.</summary>
    public Pap StrictestPap() => Claims.Select(static claim => claim.Handling?.Pap ?? Pap.Clear).Append(Handling.Pap).Max();

    /// <summary>What of it a reader may see: without the claims that are closed to the reader.</summary>
    /// <returns>Null when the report itself is closed to the reader.</returns>
    public Report? VisibleTo(Reader reader) => !Handling.IsVisibleTo(reader) ? null
        : Claims.All(claim => claim.Handling?.IsVisibleTo(reader) != false) ? this
        : this with { Claims = [.. Claims.Where(claim => claim.Handling?.IsVisibleTo(reader) != false)] };
}

/// <summary>A place where a source can be read.</summary>
/// <param name="Title">The title of the page or document.</param>
/// <param name="Url">The address as given, or null when there is none.</param>
/// <param name="Publisher">Who published it, or null.</param>
/// <param name="PublishedOn">The day of publication, or null.</param>
[GenerateSerializer, Immutable, Alias("value/link")]
public sealed record Link([Id(0)] string Title, [Id(1)] string? Url, [Id(2)] string? Publisher, [Id(3)] DateOnly? PublishedOn);

/// <summary>A file that belongs to a report, named by the hash of its content.</summary>
/// <param name="Name">The file name.</param>
/// <param name="MediaType">The IANA media type.</param>
/// <param name="Sha256">The SHA-256 of the content, 64 lower-case hex digits.</param>
/// <param name="Bytes">The size in bytes.</param>
[GenerateSerializer, Immutable, Alias("value/attachment")]
public sealed record Attachment([Id(0)] string Name, [Id(1)] string MediaType, [Id(2)] string Sha256, [Id(3)] long Bytes);

/// <summary>Why an agency takes a report back.</summary>
public enum RetractionReason
{
    /// <summary>It was wrong. Claims of others that rest on nothing else lose their weight and go to review.</summary>
    Erroneous,

    /// <summary>The agency no longer stands behind it. Nothing else changes.</summary>
    Withdrawn,

    /// <summary>Showing it endangers somebody. Nothing else changes.</summary>
    Handling,
}

/// <summary>An agency takes a report back.</summary>
/// <param name="Key">The report.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("value/retraction")]
public sealed record Retraction([Id(0)] ReportKey Key, [Id(1)] RetractionReason Reason);
