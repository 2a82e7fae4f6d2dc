using Compounds.Assessments;
using Compounds.Readers;
using Compounds.Reports;
using Orleans.Concurrency;

namespace Compounds.Grains.Subjects;

/// <summary>
/// One subject: the claims about it and what they amount to. The key is the subject id. Reads interleave with a write that waits for the
/// ledger: the fold is one step, so they see the state before it or after it, and never wait for a disk.
/// </summary>
[Alias("grain/subject")]
public interface ISubjectGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes in what reports say about the subject. Idempotent by inbox and version: safe to repeat. Deliveries that come while one is being
    /// written share the next append, so that a subject many speak of costs no write to the disk for each of them.
    /// </summary>
    [Alias("apply"), AlwaysInterleave]
    Task ApplyAsync(Delivery delivery, CancellationToken cancellationToken = default);

    /// <summary>The card for a reader.</summary>
    /// <returns>The card, or null when the reader may see nothing of the subject.</returns>
    [Alias("card"), AlwaysInterleave]
    Task<Card?> CardAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken = default);

    /// <summary>The card for the catalogue; also the subject's promise to tell the catalogue of the next change.</summary>
    [Alias("shelved-card"), AlwaysInterleave]
    Task<VersionedCard> ShelvedCardAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken = default);

    /// <summary>All assessments for a reader.</summary>
    /// <returns>The view, or null when the reader could see nothing of the subject at that time.</returns>
    [Alias("read"), AlwaysInterleave]
    Task<SubjectView?> ReadAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken = default);

    /// <summary>The visible reports that speak of the subject now, newest first.</summary>
    [Alias("evidence"), AlwaysInterleave]
    Task<IReadOnlyList<ReportEvidence>> EvidenceAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken = default);

    /// <summary>A page of the visible reports that speak of the subject, by the latest day they speak of, newest first.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="question">The two times.</param>
    /// <param name="after">The last report of the page before, or null for the first page.</param>
    /// <param name="limit">The most reports wanted, at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("evidence-page"), AlwaysInterleave]
    Task<IReadOnlyList<ReportEvidence>> EvidencePageAsync(Reader reader, SubjectQuestion question, DayPosition? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Everything the reader may see of what was ever said about the subject, oldest first, revisions and retractions among it.</summary>
    [Alias("history"), AlwaysInterleave]
    IAsyncEnumerable<HistoryEntry> HistoryAsync(Reader reader, CancellationToken cancellationToken = default);
}

/// <summary>A card and what it rests on.</summary>
/// <param name="Card">The card, or null when the reader may see nothing of the subject.</param>
/// <param name="Version">The version of the last fact of the subject's stream.</param>
[GenerateSerializer, Immutable, Alias("value/versioned-card")]
public sealed record VersionedCard([Id(0)] Card? Card, [Id(1)] long Version);

/// <summary>A compound.</summary>
[Alias("grain/compound")]
public interface ICompoundGrain : ISubjectGrain;

/// <summary>An operator.</summary>
[Alias("grain/operator")]
public interface IOperatorGrain : ISubjectGrain;

/// <summary>A crossing.</summary>
[Alias("grain/crossing")]
public interface ICrossingGrain : ISubjectGrain;

/// <summary>A piece of infrastructure.</summary>
[Alias("grain/infrastructure")]
public interface IInfrastructureGrain : ISubjectGrain;

/// <summary>What an inbox shard hands to a subject.</summary>
/// <param name="Inbox">The shard's key.</param>
/// <param name="Items">Evidence in order of the versions it stands at in the shard's stream.</param>
/// <param name="Settled">Every fact of the shard up to here has been taken by all its subjects; 0 when none is known to be.</param>
[GenerateSerializer, Immutable, Alias("value/delivery")]
public sealed record Delivery([Id(0)] string Inbox, [Id(1)] IReadOnlyList<DeliveredEvidence> Items, [Id(2)] long Settled = 0);

/// <summary>Evidence with the version that makes its delivery idempotent.</summary>
[GenerateSerializer, Immutable, Alias("value/delivered-evidence")]
public readonly record struct DeliveredEvidence([Id(0)] long Version, [Id(1)] ReportEvidence Evidence);
