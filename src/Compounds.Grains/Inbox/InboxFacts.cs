using System.Text.Json;
using Compounds.Ledger;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Inbox;

/// <summary>The stored forms of what an inbox shard records.</summary>
internal static class InboxFacts
{
    /// <summary>The beginning of every inbox's stream.</summary>
    public const string Prefix = "inbox/";

    public const string Filed = "report-filed";
    public const string Retracted = "report-retracted";
    public const string Delivered = "reports-delivered";
    public const string Followed = "report-followed";
    public const string Parked = "delivery-parked";
    public const string Resumed = "delivery-resumed";

    // An entry takes a twentieth of its fact: so a state that is kept again after a quarter more costs a fifth of the facts' bytes.
    private const int FewestFactsBetween = 5_000;
    private const int ShareBetween = 4;

    /// <summary>How an inbox is read.</summary>
    public static Folding<global::Compounds.Reports.Inbox, InboxFact> Folding { get; } = new(
        new InboxFactCodec(), static () => new global::Compounds.Reports.Inbox(), static (inbox, fact, place) =>
        {
            fact.FoldInto(inbox, place);
            return inbox;
        })
    {
        Form = new("inbox/3", global::Compounds.Reports.InboxImage.Write, global::Compounds.Reports.InboxImage.Read, static inbox => Math.Max(FewestFactsBetween, inbox.Count / ShareBetween)),
    };

    /// <summary>How far delivery had come by a mark; null when the fact is none, or when something is parked, which is to be tried again.</summary>
    public static long? DeliveredThrough(Fact last) => last.Name == Delivered && Read<DeliveredBody>(last) is { Parked: null } mark ? mark.Through : null;

    public static StoredFiling ReadFiled(Fact fact) => ReportFact.Read(fact.Body.Span);

    public static (Retraction Retraction, string? Relay) ReadRetraction(Fact fact, string agency)
    {
        var body = Read<RetractedBody>(fact);
        return (new Retraction(new ReportKey(agency, body.Report), body.Reason), body.RelayedBy);
    }

    public static byte[] Retraction(string report, RetractionReason reason, string? actor = null, string? relayedBy = null) =>
        JsonSerializer.SerializeToUtf8Bytes(new RetractedBody(report, reason, actor, relayedBy), StoredJson.Options);

    public static byte[] Delivery(long through, int parked = 0) =>
        JsonSerializer.SerializeToUtf8Bytes(new DeliveredBody(through, parked == 0 ? null : parked), StoredJson.Options);

    public static byte[] Parking(DeliveryParked parked) =>
        JsonSerializer.SerializeToUtf8Bytes(new ParkedBody(parked.Fact, parked.Subjects, parked.Reason), StoredJson.Options);

    public static byte[] Resumption(long fact) => JsonSerializer.SerializeToUtf8Bytes(new ResumedBody(fact), StoredJson.Options);

    public static byte[] Following(string report, IReadOnlyList<SubjectId> subjects) =>
        JsonSerializer.SerializeToUtf8Bytes(new FollowedBody(report, subjects), StoredJson.Options);

    public static FollowedBody ReadFollowed(Fact fact) => Read<FollowedBody>(fact);

    internal static T Read<T>(Fact fact) => JsonSerializer.Deserialize<T>(fact.Body.Span, StoredJson.Options)!;

    /// <summary>A retraction.</summary>
    /// <param name="Report">The report's own id.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Actor">Who took it back; null in facts of before.</param>
    /// <param name="RelayedBy">The relay that takes back what it relayed; null when the agency takes back all that was filed under the id.</param>
    internal sealed record RetractedBody(string Report, RetractionReason Reason, string? Actor = null, string? RelayedBy = null);

    internal sealed record DeliveredBody(long Through, int? Parked);

    internal sealed record ParkedBody(long Fact, IReadOnlyList<SubjectId> Subjects, string Reason);

    internal sealed record ResumedBody(long Fact);

    internal sealed record FollowedBody(string Report, IReadOnlyList<SubjectId> Subjects);
}
