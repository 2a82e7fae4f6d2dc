using System.Text.Json;
using Compounds.Ledger;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Inbox;

/// <summary>The stored forms of what an inbox shard records.</summary>
internal static class InboxFacts
{
    public const string Filed = "report-filed";
    public const string Retracted = "report-retracted";
    public const string Delivered = "reports-delivered";
    public const string Followed = "report-followed";

    public static void Fold(global::Compounds.Reports.Inbox inbox, Fact fact)
    {
        switch (fact.Name)
        {
            case Filed:
                var (id, revision, hash) = ReportFact.ReadHead(fact.Body.Span);
                inbox.Filed(fact.Version, id, revision, hash);
                break;
            case Retracted:
                var retracted = Read<RetractedBody>(fact);
                inbox.Retract(fact.Version, retracted.Report, retracted.Reason);
                break;
            case Delivered:
                inbox.Deliver(fact.Version, Read<DeliveredBody>(fact).Through);
                break;
            case Followed:
                var followed = ReadFollowed(fact);
                inbox.Follow(fact.Version, followed.Report, followed.Subjects);
                break;
            default:
                throw new InvalidDataException($"An inbox cannot read a fact named '{fact.Name}'.");
        }
    }

    /// <summary>Whether a stream whose last fact is this one has nothing left to deliver.</summary>
    public static bool EndsDelivered(Fact last) => last.Name == Delivered && Read<DeliveredBody>(last).Through == last.Version - 1;

    public static (Report Report, string Source) ReadFiled(Fact fact) => ReportFact.Read(fact.Body.Span);

    public static Retraction ReadRetraction(Fact fact, string agency)
    {
        var body = Read<RetractedBody>(fact);
        return new Retraction(new ReportKey(agency, body.Report), body.Reason);
    }

    public static byte[] Retraction(Retraction retraction) =>
        JsonSerializer.SerializeToUtf8Bytes(new RetractedBody(retraction.Key.Id, retraction.Reason), StoredJson.Options);

    public static byte[] Delivery(long through) => JsonSerializer.SerializeToUtf8Bytes(new DeliveredBody(through), StoredJson.Options);

    public static byte[] Following(string report, IReadOnlyList<SubjectId> subjects) =>
        JsonSerializer.SerializeToUtf8Bytes(new FollowedBody(report, subjects), StoredJson.Options);

    public static FollowedBody ReadFollowed(Fact fact) => Read<FollowedBody>(fact);

    private static T Read<T>(Fact fact) => JsonSerializer.Deserialize<T>(fact.Body.Span, StoredJson.Options)!;

    private sealed record RetractedBody(string Report, RetractionReason Reason);

    private sealed record DeliveredBody(long Through);

    internal sealed record FollowedBody(string Report, IReadOnlyList<SubjectId> Subjects);
}
