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
    : EventSourcedGrain<Subject, EvidenceApplied>(
        log, clock, SubjectStream.Of(SubjectId.Parse(context.GrainId.Key.ToString()!)), FoldingOf(SubjectId.Parse(context.GrainId.Key.ToString()!))), ISubjectGrain
{
    private static readonly SubjectFactCodec s_codec = new();

    private readonly List<Delivery> _waiting = [];
    private bool _isAnnounced;
    private long _shelved;

    /// <summary>How a subject is read.</summary>
    public static Folding<Subject, EvidenceApplied> FoldingOf(SubjectId id) => new(s_codec, () => new Subject(id), static (subject, fact, place) =>
    {
        fact.FoldInto(subject, place.RecordedAt);
        return subject;
    });

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _shelved = Version; // An activation before this one may have given a card of this version.
    }

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
            await AnnounceAsync(cancellationToken);
    }

    public Task<Card?> CardAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken) => Task.FromResult(CardOf(reader, question));

    public Task<VersionedCard> ShelvedCardAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken)
    {
        var card = CardOf(reader, question);
        (_isAnnounced, _shelved) = (false, Version);
        return Task.FromResult(new VersionedCard(card, Version));
    }

    public Task<SubjectView?> ReadAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken)
    {
        var state = State.StateFor(reader, question);
        var (hour, isCoarse) = (HourOf(question), reader.SeesCoarsePlaces());
        if (state.CardAt(hour, isCoarse) is not { } card)
            return Task.FromResult<SubjectView?>(null);
        return Task.FromResult<SubjectView?>(new SubjectView(
            card, question.AsOf ?? FusionTime.TimeOf(hour), question.KnownAt ?? FusionTime.TimeOf(FusionTime.HourOf(Clock.GetUtcNow())),
            state.AssessAll(hour, isCoarse, question.Explain), LabourScreen.Of(state, hour), state.Label(), question.PublicBy));
    }

    public Task<IReadOnlyList<ReportEvidence>> EvidenceAsync(Reader reader, SubjectQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReportEvidence>>([.. State.StateFor(reader, question).Standing.Select(evidence => CoarseEvidence.For(reader, State.Id.Kind(), evidence))]);

    public Task<IReadOnlyList<ReportEvidence>> EvidencePageAsync(
        Reader reader, SubjectQuestion question, DayPosition? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReportEvidence>>([.. State.StateFor(reader, question).Standing
            .Select(static evidence => (Evidence: evidence, Position: new DayPosition(evidence.Day(), evidence.Report)))
            .Where(each => after?.IsBefore(each.Position) != false)
            .OrderBy(static each => each.Position, DayPosition.Order).Take(limit)
            .Select(each => CoarseEvidence.For(reader, State.Id.Kind(), each.Evidence))]);

    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(Reader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var entry in State.HistoryFor(reader))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry with { Evidence = CoarseEvidence.For(reader, State.Id.Kind(), entry.Evidence) };
        }
    }

    /// <summary>Takes in what is new of a delivery, and of those that wait behind it, as far as one append holds.</summary>
    /// <returns>The decision, which answers whether something of the delivery is left.</returns>
    private Decision<EvidenceApplied, bool> Decide(Delivery delivery)
    {
        var fresh = Fresh(delivery);
        if (fresh.Count == 0)
            return Nothing(false);
        var append = new SubjectAppend();
        var isLeft = append.Add(delivery.Inbox, fresh, delivery.Settled) < fresh.Count;
        if (_waiting.Count > 1)
        {
            foreach (var other in _waiting.Where(other => other.Inbox != delivery.Inbox).DistinctBy(static other => other.Inbox))
                append.Add(other.Inbox, Fresh(other), other.Settled);
        }

        return new Decision<EvidenceApplied, bool>(append.Facts, isLeft);
    }

    private IReadOnlyList<DeliveredEvidence> Fresh(Delivery delivery)
    {
        // Nearly always all of it is.
        foreach (var item in delivery.Items)
        {
            if (State.HasApplied(delivery.Inbox, item.Version))
                return [.. delivery.Items.Where(each => !State.HasApplied(delivery.Inbox, each.Version))];
        }

        return delivery.Items;
    }

    /// <summary>Tells the catalogue of the change, before the delivery is acknowledged: a touch that fails is repeated with the delivery.</summary>
    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        // Set before the call: a card that is read meanwhile asks to be told of the change after it. A card that was read after this change
        // asks so already; and a shard that begins again with such a card must hear of the next.
        _isAnnounced = Version > _shelved;
        try
        {
            await grains.GetGrain<ICatalogGrain>(CatalogShard.KeyOf(State.Id)).TouchAsync(State.Id, cancellationToken);
        }
        catch
        {
            _isAnnounced = false;
            throw;
        }
    }

    private bool GivesNames(Delivery delivery)
    {
        foreach (var item in delivery.Items)
        {
            if (State.NamesEverGivenBy(item.Evidence.Report).Count > 0)
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
            foreach (var entry in State.NamesEverGivenBy(evidence.Report))
                (Gives(evidence, entry) ? given : dropped).Add(entry);
        }

        await Task.WhenAll(
            ByShard(given).Select(shard => grains.GetGrain<IDirectoryGrain>(shard.Key).RegisterAsync([.. shard], cancellationToken)).Concat(
            ByShard(dropped).Select(shard => grains.GetGrain<IDirectoryGrain>(shard.Key).WithdrawAsync([.. shard], cancellationToken))));
    }

    private static bool Gives(ReportEvidence evidence, NameEntry entry) =>
        evidence.Claims.Any(claim => !claim.IsDenied && claim.Value is AliasValue alias && alias.Name == entry.Name && evidence.HandlingOf(claim).Equals(entry.Handling));

    private IEnumerable<IGrouping<string, NameEntry>> ByShard(IEnumerable<NameEntry> entries) =>
        entries.GroupBy(entry => DirectoryShard.KeyOf(State.Id.Kind(), entry.Name));

    private Card? CardOf(Reader reader, SubjectQuestion question) => State.StateFor(reader, question).CardAt(HourOf(question), reader.SeesCoarsePlaces());

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
