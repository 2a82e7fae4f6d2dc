using System.Diagnostics;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Inbox;

/// <summary>A fact of an inbox shard, as far as the shard remembers it.</summary>
internal abstract record InboxFact
{
    /// <summary>Whether it says how delivery goes, and is not to be delivered itself.</summary>
    public virtual bool IsMark => false;

    /// <summary>About how many bytes it takes in memory.</summary>
    public virtual int Length => 100;

    /// <summary>What it does to the shard.</summary>
    public abstract void FoldInto(global::Compounds.Reports.Inbox inbox, FactPlace place);
}

/// <summary>A fact of an inbox shard and where it stands.</summary>
internal readonly record struct PlacedFact(InboxFact Fact, FactPlace Place)
{
    /// <summary>Its version.</summary>
    public long Version => Place.Version;
}

/// <summary>A report was filed.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="ContentHash">The SHA-256 of its content.</param>
/// <param name="Handling">Who may see it.</param>
/// <param name="Body">The fact as it is stored, the whole report in it.</param>
/// <param name="Relay">The agency that relayed it, or null.</param>
internal sealed record ReportFiled(
    string Id, int Revision, ReadOnlyMemory<byte> ContentHash, Handling Handling, ReadOnlyMemory<byte> Body, string? Relay = null) : InboxFact
{
    /// <summary>The report that <see cref="Body"/> was written from; null when it was read from the ledger.</summary>
    public FiledReport? Written { get; init; }

    /// <inheritdoc/>
    public override int Length => Body.Length;

    /// <summary>The report, with or without its free text, and what its claims are independent by.</summary>
    public (Report Report, string Source) Read()
    {
        if (Written is { } filed)
            return (filed.Report, filed.Source);
        var (report, source, _, _) = ReportFact.Read(Body.Span);
        return (report, source);
    }

    /// <inheritdoc/>
    public override void FoldInto(global::Compounds.Reports.Inbox inbox, FactPlace place) =>
        inbox.Filed(new FilingPlace(place.Version, place.RecordedAt.UtcTicks), Id, Revision, ContentHash.Span, Handling, Relay);
}

/// <summary>A report was taken back.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who took it back; null in facts of before.</param>
/// <param name="Relay">The relay that takes back what it relayed; null when the agency takes back all.</param>
internal sealed record ReportRetracted(string Id, RetractionReason Reason, string? Actor = null, string? Relay = null) : InboxFact
{
    /// <inheritdoc/>
    public override void FoldInto(global::Compounds.Reports.Inbox inbox, FactPlace place) => inbox.Retract(place.Version, Id, Reason, Relay);
}

/// <summary>Subjects follow a report, because reports about them cite it.</summary>
internal sealed record ReportFollowed(string Id, IReadOnlyList<SubjectId> Subjects) : InboxFact
{
    /// <inheritdoc/>
    public override void FoldInto(global::Compounds.Reports.Inbox inbox, FactPlace place) => inbox.Follow(place.Version, Id, Subjects);
}

/// <summary>Everything up to a version was taken in by all its subjects, but for what is parked.</summary>
/// <param name="Through">The version.</param>
/// <param name="Parked">How many deliveries are parked.</param>
internal sealed record ReportsDelivered(long Through, int Parked = 0) : InboxFact
{
    /// <inheritdoc/>
    public override bool IsMark => true;

    /// <inheritdoc/>
    public override void FoldInto(global::Compounds.Reports.Inbox inbox, FactPlace place) => inbox.Deliver(place.Version, Through);
}

/// <summary>A delivery failed again and again with a failure of its own: those behind it go on without it.</summary>
/// <param name="Fact">The version of the fact that it delivers.</param>
/// <param name="Subjects">The subjects that could not take it.</param>
/// <param name="Reason">Why.</param>
internal sealed record DeliveryParked(long Fact, IReadOnlyList<SubjectId> Subjects, string Reason) : InboxFact
{
    /// <inheritdoc/>
    public override bool IsMark => true;

    /// <inheritdoc/>
    public override void FoldInto(global::Compounds.Reports.Inbox inbox, FactPlace place) => inbox.Park(place.Version, Fact, new ParkedDelivery(Subjects, Reason));
}

/// <summary>A parked delivery was taken after all.</summary>
/// <param name="Fact">The version of the fact that it delivers.</param>
internal sealed record DeliveryResumed(long Fact) : InboxFact
{
    /// <inheritdoc/>
    public override bool IsMark => true;

    /// <inheritdoc/>
    public override void FoldInto(global::Compounds.Reports.Inbox inbox, FactPlace place) => inbox.Resume(place.Version, Fact);
}

/// <summary>The stored form of these facts.</summary>
internal sealed class InboxFactCodec : FactCodec<InboxFact>
{
    /// <inheritdoc/>
    public override NewFact Write(InboxFact fact, DateTimeOffset now) => fact switch
    {
        ReportFiled filed => new NewFact(InboxFacts.Filed, now, filed.Body),
        ReportRetracted retracted => new NewFact(InboxFacts.Retracted, now, InboxFacts.Retraction(retracted.Id, retracted.Reason, retracted.Actor, retracted.Relay)),
        ReportFollowed followed => new NewFact(InboxFacts.Followed, now, InboxFacts.Following(followed.Id, followed.Subjects)),
        ReportsDelivered delivered => new NewFact(InboxFacts.Delivered, now, InboxFacts.Delivery(delivered.Through, delivered.Parked)),
        DeliveryParked parked => new NewFact(InboxFacts.Parked, now, InboxFacts.Parking(parked)),
        DeliveryResumed resumed => new NewFact(InboxFacts.Resumed, now, InboxFacts.Resumption(resumed.Fact)),
        _ => throw new UnreachableException($"No stored form of {fact.GetType().Name}."),
    };

    /// <inheritdoc/>
    public override InboxFact Read(Fact fact)
    {
        switch (fact.Name)
        {
            case InboxFacts.Filed:
                var head = ReportFact.ReadHead(fact.Body.Span);
                return new ReportFiled(head.Id, head.Revision, head.ContentHash, head.Handling, fact.Body, head.Relay);
            case InboxFacts.Retracted:
                var retracted = InboxFacts.Read<InboxFacts.RetractedBody>(fact);
                return new ReportRetracted(retracted.Report, retracted.Reason, retracted.Actor, retracted.RelayedBy);
            case InboxFacts.Followed:
                var followed = InboxFacts.ReadFollowed(fact);
                return new ReportFollowed(followed.Report, followed.Subjects);
            case InboxFacts.Delivered:
                var delivered = InboxFacts.Read<InboxFacts.DeliveredBody>(fact);
                return new ReportsDelivered(delivered.Through, delivered.Parked ?? 0);
            case InboxFacts.Parked:
                var parked = InboxFacts.Read<InboxFacts.ParkedBody>(fact);
                return new DeliveryParked(parked.Fact, parked.Subjects, parked.Reason);
            case InboxFacts.Resumed:
                return new DeliveryResumed(InboxFacts.Read<InboxFacts.ResumedBody>(fact).Fact);
            default:
                throw new InvalidDataException($"An inbox cannot read a fact named '{fact.Name}'.");
        }
    }
}
