using Compounds.Grains.Narratives;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using Orleans.Concurrency;

namespace Compounds.Grains.Inbox;

/// <summary>One shard of one agency's reports. The key is <c>agency/shard</c>.</summary>
[Alias("grain/inbox")]
public interface IInboxGrain : IGrainWithStringKey
{
    /// <summary>Stores reports and retractions, each once and in order. Idempotent by report id, revision and content: safe to repeat.</summary>
    /// <returns>One answer an item, in order. An accepted item is durable; a retraction of what was never filed is invalid.</returns>
    /// <exception cref="TimeoutException">No answer in 30 seconds. Whether items were stored is unknown; file them again.</exception>
    [Alias("file")]
    Task<IReadOnlyList<Filed>> FileAsync(IReadOnlyList<InboxItem> items, CancellationToken cancellationToken = default);

    /// <summary>Tells what would become of reports if they were filed now, each for itself. Stores nothing.</summary>
    /// <returns>One answer an offer, in order.</returns>
    [Alias("check"), AlwaysInterleave]
    Task<IReadOnlyList<Filed>> CheckAsync(IReadOnlyList<OfferedReport> offers, CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks that subjects be told what a report cites and when it is taken back, because reports about them rest on it. The report may be
    /// filed later. Idempotent.
    /// </summary>
    [Alias("follow")]
    Task FollowAsync(string report, IReadOnlyList<SubjectId> subjects, CancellationToken cancellationToken = default);

    /// <summary>Answers once everything up to <paramref name="version"/> has been applied by all its subjects.</summary>
    [Alias("wait-until-applied"), AlwaysInterleave]
    Task WaitUntilAppliedAsync(long version, CancellationToken cancellationToken = default);

    /// <summary>Answers once there is room for more reports, so that a fast sender is slowed instead of queued without bound.</summary>
    [Alias("wait-for-room"), AlwaysInterleave]
    Task WaitForRoomAsync(CancellationToken cancellationToken = default);

    /// <summary>Delivers what is still to be delivered, whoever stored it. Answers at once.</summary>
    [Alias("wake"), AlwaysInterleave]
    Task WakeAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads one report with its delivery.</summary>
    /// <returns>
    /// The newest revision that the reader may see, or null when there is none: a revision that is hidden from him changes nothing for him.
    /// </returns>
    [Alias("read"), AlwaysInterleave]
    Task<StoredReport?> ReadAsync(Reader reader, string id, CancellationToken cancellationToken = default);

    /// <summary>Reads revisions of reports that the reader was told of, for the text that goes with their claims.</summary>
    /// <returns>Those that he may see, in any order, with what became of them; others are left out.</returns>
    [Alias("read-many"), AlwaysInterleave]
    Task<IReadOnlyList<StoredReport>> ReadManyAsync(Reader reader, IReadOnlyList<ReportRevision> reports, CancellationToken cancellationToken = default);

    /// <summary>Looks for words in some hundred of the reports that a reader may see; see <see cref="INarrativeIndex"/>.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="query">The words, and the place after which hits are wanted.</param>
    /// <param name="after">Where the step before ended, or null for the first step.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("scan"), AlwaysInterleave]
    Task<NarrativeScan> ScanAsync(Reader reader, NarrativeQuery query, ReportPosition? after, CancellationToken cancellationToken = default);

    /// <summary>Reads reports that a reader may see, newest first; reports recorded at one instant are ordered by id.</summary>
    /// <param name="reader">Who asks. His own agency's reports are always among them.</param>
    /// <param name="after">The last report of the page before, or null for the first page. It names a time and an id, never a place in the stream, which would count what is hidden.</param>
    /// <param name="limit">The most reports wanted, 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<StoredReport>> ListAsync(Reader reader, ReportPosition? after, int limit, CancellationToken cancellationToken = default);
}

/// <summary>A place in a list of reports.</summary>
/// <param name="RecordedAt">When the report there was recorded, in UTC.</param>
/// <param name="Id">Its own id.</param>
[GenerateSerializer, Immutable, Alias("value/report-position")]
public sealed record ReportPosition([Id(0)] DateTimeOffset RecordedAt, [Id(1)] string Id)
{
    /// <summary>Whether a report comes after this place: earlier, or at the same instant with a later id.</summary>
    public bool IsBefore(StoredReport report) =>
        report.RecordedAt < RecordedAt || (report.RecordedAt == RecordedAt && string.CompareOrdinal(report.Report.Key.Id, Id) > 0);
}

/// <summary>One revision of a report of a shard.</summary>
/// <param name="Id">The agency's own id.</param>
/// <param name="Revision">The revision.</param>
[GenerateSerializer, Immutable, Alias("value/report-revision")]
public readonly record struct ReportRevision([Id(0)] string Id, [Id(1)] int Revision);

/// <summary>What is filed: a report, or the news that one is taken back.</summary>
/// <param name="Report">The report, or null.</param>
/// <param name="Retraction">The retraction, or null.</param>
[GenerateSerializer, Immutable, Alias("value/inbox-item")]
public readonly record struct InboxItem([Id(0)] FiledReport? Report, [Id(1)] Retraction? Retraction)
{
    /// <summary>Who files it in the name of the inbox's agency; null when that agency files it itself.</summary>
    [Id(2)]
    public Reader? Relay { get; init; }

    /// <summary>The agency's own id of the report spoken of.</summary>
    public string Id() => (Report?.Report.Key ?? Retraction!.Key).Id;
}

/// <summary>A report that might be filed.</summary>
/// <param name="Id">The agency's own id.</param>
/// <param name="Revision">Its revision; 0 for the retraction of whatever is filed under the id.</param>
/// <param name="ContentHash">The SHA-256 of its content in the wire format; empty for a retraction.</param>
[GenerateSerializer, Immutable, Alias("value/offered-report")]
public readonly record struct OfferedReport([Id(0)] string Id, [Id(1)] int Revision, [Id(2)] ReadOnlyMemory<byte> ContentHash)
{
    /// <summary>Who would file it in the name of the inbox's agency; null when that agency does itself.</summary>
    [Id(3)]
    public Reader? Relay { get; init; }
}

/// <summary>The answer to one filing.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Revision">The revision now stored.</param>
/// <param name="Version">Where it stands in the shard's stream; what to wait for when it is to be applied.</param>
[GenerateSerializer, Immutable, Alias("value/filed")]
public readonly record struct Filed([Id(0)] ReceiptOutcome Outcome, [Id(1)] int Revision, [Id(2)] long Version)
{
    /// <summary>Why it is refused, where the outcome does not say that.</summary>
    [Id(3)]
    public FilingRefusal Refusal { get; init; }
}

/// <summary>A report as the ledger keeps it, with what became of it.</summary>
/// <param name="Version">Where it stands in its shard's stream.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
/// <param name="Report">The report with resolved subjects.</param>
/// <param name="Subjects">The subjects its claims were sent to.</param>
/// <param name="IsApplied">Whether all of them have applied it.</param>
/// <param name="Retracted">Why it was taken back, or null while it stands.</param>
[GenerateSerializer, Immutable, Alias("value/stored-report")]
public sealed record StoredReport(
    [Id(0)] long Version, [Id(1)] DateTimeOffset RecordedAt, [Id(2)] Report Report,
    [Id(3)] IReadOnlyList<SubjectId> Subjects, [Id(4)] bool IsApplied, [Id(5)] RetractionReason? Retracted)
{
    /// <summary>Why its own subjects cannot take it, for its own agency: <c>too-large</c>, <c>unreadable</c> or <c>fault</c>; null when nothing is parked.</summary>
    [Id(6)]
    public string? Parked { get; init; }

    /// <summary>Whether its free text can never be read again, because the key of that was destroyed.</summary>
    [Id(7)]
    public bool IsTextGone { get; init; }

    /// <summary>The agency that filed it in the name of the report's; null when that filed it itself.</summary>
    [Id(8)]
    public string? RelayedBy { get; init; }

    /// <summary>Its free text while that is still sealed; never part of an answer.</summary>
    [field: NonSerialized]
    internal SealedText? Text { get; init; }

    /// <summary>Whether a reader may see it: by its handling, or because his agency filed it.</summary>
    public bool IsVisibleTo(Reader reader) => Report.Key.Agency == reader.Agency || Report.Handling.IsVisibleTo(reader);

    /// <summary>What of it a reader may see: all of it for the agency that filed it, else without the claims that are closed to the reader.</summary>
    /// <returns>Null when the reader may not see it.</returns>
    public StoredReport? VisibleTo(Reader reader)
    {
        if (Report.Key.Agency == reader.Agency || Report.VisibleTo(reader) is not { } visible)
            return Report.Key.Agency == reader.Agency ? this : null;
        return ReferenceEquals(visible, Report) ? this : this with { Report = visible, Subjects = FiledReport.SubjectsOf(visible) };
    }
}
