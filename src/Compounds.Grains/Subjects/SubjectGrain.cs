using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Grains.Catalog;
using Compounds.Grains.Directory;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Subjects;

/// <summary>Keeps one subject.</summary>
internal abstract class SubjectGrain(IEventLog log, TimeProvider clock, IGrainFactory grains, IGrainContext context)
    : EventSourcedGrain(log, clock, SubjectStream.Of(SubjectId.Parse(context.GrainId.Key.ToString()!))), ISubjectGrain
{
    private readonly Subject _subject = new(SubjectId.Parse(context.GrainId.Key.ToString()!));
    private readonly List<Delivery> _waiting = [];
    private bool _isAnnounced;

    public async Task ApplyAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        _waiting.Add(delivery);
        try
        {
            while (await WriteAsync(_ => Decide(delivery), cancellationToken))
            {
                // One append holds a megabyte; what did not fit follows in the next.
            }
        }
        finally
        {
            _waiting.Remove(delivery);
        }

        if (GivesNames(delivery))
            await TellDirectoryAsync(delivery, cancellationToken);
        if (!_isAnnounced)
        {
            _isAnnounced = true;
            await grains.GetGrain<ICatalogGrain>(CatalogShard.KeyOf(_subject.Id)).TouchAsync(_subject.Id, cancellationToken);
        }
    }

    public Task<Card?> CardAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken)
    {
        _isAnnounced = false;
        return Task.FromResult(_subject.StateFor(reader, question).CardAt(HourOf(question), reader.SeesCoarsePlaces()));
    }

    public Task<SubjectView?> ReadAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken)
    {
        var state = _subject.StateFor(reader, question);
        var (hour, isCoarse) = (HourOf(question), reader.SeesCoarsePlaces());
        if (state.CardAt(hour, isCoarse) is not { } card)
            return Task.FromResult<SubjectView?>(null);
        return Task.FromResult<SubjectView?>(new SubjectView(
            card, question.AsOf ?? FusionTime.TimeOf(hour), question.KnownAt ?? FusionTime.TimeOf(FusionTime.HourOf(Clock.GetUtcNow())),
            state.AssessAll(hour, isCoarse, question.Explain), LabourScreen.Of(state, hour), question.PublicBy));
    }

    public Task<IReadOnlyList<ReportEvidence>> EvidenceAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReportEvidence>>([.. _subject.StateFor(reader, question).Standing.Select(evidence => CoarseEvidence.For(reader, _subject.Id.Kind(), evidence))]);

    public Task<IReadOnlyList<ReportEvidence>> EvidencePageAsync(
        Reader reader, SubjectQuestion question, DayPosition? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReportEvidence>>([.. _subject.StateFor(reader, question).Standing
            .Select(static evidence => (Evidence: evidence, Position: new DayPosition(evidence.Day(), evidence.Report)))
            .Where(each => after?.IsBefore(each.Position) != false)
            .OrderBy(static each => each.Position, DayPosition.Order).Take(limit)
            .Select(each => CoarseEvidence.For(reader, _subject.Id.Kind(), each.Evidence))]);

    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(Reader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var entry in _subject.HistoryFor(reader))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry with { Evidence = CoarseEvidence.For(reader, _subject.Id.Kind(), entry.Evidence) };
        }
    }

    protected override void Fold(Fact fact)
    {
        foreach (var (inbox, item) in SubjectFacts.Read(fact))
            _subject.Apply(inbox, item.Version, item.Evidence, fact.RecordedAt);
    }

    /// <summary>Takes in what is new of a delivery, and of those that wait behind it, as far as one append holds.</summary>
    /// <returns>The decision, which answers whether something of the delivery is left.</returns>
    private Decision<bool> Decide(Delivery delivery)
    {
        var fresh = Fresh(delivery);
        if (fresh.Count == 0)
            return Decision.Nothing(false);
        var now = Now();
        var append = new SubjectAppend(now);
        var isLeft = append.Add(delivery.Inbox, fresh) < fresh.Count;
        if (_waiting.Count > 1)
        {
            foreach (var other in _waiting.Where(other => other.Inbox != delivery.Inbox).DistinctBy(static other => other.Inbox))
                append.Add(other.Inbox, Fresh(other));
        }

        return new Decision<bool>(
            append.Facts,
            () =>
            {
                foreach (var (inbox, item) in append.Items)
                    _subject.Apply(inbox, item.Version, item.Evidence, now);
            },
            isLeft);
    }

    private IReadOnlyList<DeliveredEvidence> Fresh(Delivery delivery)
    {
        // Nearly always all of it is.
        foreach (var item in delivery.Items)
        {
            if (_subject.HasApplied(delivery.Inbox, item.Version))
                return [.. delivery.Items.Where(each => !_subject.HasApplied(delivery.Inbox, each.Version))];
        }

        return delivery.Items;
    }

    private bool GivesNames(Delivery delivery)
    {
        foreach (var item in delivery.Items)
        {
            if (_subject.NamesEverGivenBy(item.Evidence.Report).Count > 0)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Makes the names that alias claims give findable, before the delivery is acknowledged: a crash in between brings the delivery again.
    /// </summary>
    private async Task TellDirectoryAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (given, dropped) = (new List<NameEntry>(), new List<NameEntry>());
        foreach (var evidence in delivery.Items.GroupBy(static item => item.Evidence.Report, static (_, items) => items.Last().Evidence))
        {
            foreach (var entry in _subject.NamesEverGivenBy(evidence.Report))
                (Gives(evidence, entry) ? given : dropped).Add(entry);
        }

        await Task.WhenAll(
            ByShard(given).Select(shard => grains.GetGrain<IDirectoryGrain>(shard.Key).RegisterAsync([.. shard], cancellationToken)).Concat(
            ByShard(dropped).Select(shard => grains.GetGrain<IDirectoryGrain>(shard.Key).WithdrawAsync([.. shard], cancellationToken))));
    }

    private static bool Gives(ReportEvidence evidence, NameEntry entry) =>
        evidence.Claims.Any(claim => !claim.IsDenied && claim.Value is AliasValue alias && alias.Name == entry.Name && evidence.HandlingOf(claim).Equals(entry.Handling));

    private IEnumerable<IGrouping<string, NameEntry>> ByShard(IEnumerable<NameEntry> entries) =>
        entries.GroupBy(entry => DirectoryShard.KeyOf(_subject.Id.Kind(), entry.Name));

    private long HourOf(SubjectQuestion question) => FusionTime.HourOf(question.AsOf ?? question.KnownAt ?? question.PublicBy ?? Clock.GetUtcNow());
}

/// <summary>A compound.</summary>
[GrainType("compound")]
internal sealed class CompoundGrain(IEventLog log, TimeProvider clock, IGrainFactory grains, IGrainContext context) : SubjectGrain(log, clock, grains, context), ICompoundGrain;

/// <summary>An operator.</summary>
[GrainType("operator")]
internal sealed class OperatorGrain(IEventLog log, TimeProvider clock, IGrainFactory grains, IGrainContext context) : SubjectGrain(log, clock, grains, context), IOperatorGrain;

/// <summary>A crossing.</summary>
[GrainType("crossing")]
internal sealed class CrossingGrain(IEventLog log, TimeProvider clock, IGrainFactory grains, IGrainContext context) : SubjectGrain(log, clock, grains, context), ICrossingGrain;

/// <summary>A piece of infrastructure.</summary>
[GrainType("infrastructure")]
internal sealed class InfrastructureGrain(IEventLog log, TimeProvider clock, IGrainFactory grains, IGrainContext context) : SubjectGrain(log, clock, grains, context), IInfrastructureGrain;
