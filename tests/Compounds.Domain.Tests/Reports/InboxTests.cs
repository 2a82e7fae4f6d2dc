using System.Security.Cryptography;
using System.Text;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Domain.Tests.Reports;

/// <summary>What an inbox does with a report that is offered.</summary>
public class InboxTests
{
    private readonly Inbox _inbox = new();

    [Fact]
    public void A_new_report_is_accepted() => Assert.Equal(ReceiptOutcome.Accepted, Offer("r1", 1, "one"));

    [Fact]
    public void The_same_report_again_is_a_duplicate()
    {
        File(1, "r1", 1, "one");
        Assert.Equal(ReceiptOutcome.Duplicate, Offer("r1", 1, "one"));
        Assert.Equal(1, _inbox.Count);
    }

    [Fact]
    public void Other_content_under_the_same_id_is_a_conflict()
    {
        File(1, "r1", 1, "one");
        Assert.Equal(ReceiptOutcome.Conflict, Offer("r1", 1, "two"));
    }

    [Fact]
    public void A_higher_revision_is_accepted_and_a_lower_one_is_a_conflict()
    {
        File(1, "r1", 2, "two");
        Assert.Equal(ReceiptOutcome.Accepted, Offer("r1", 3, "three"));
        Assert.Equal(ReceiptOutcome.Conflict, Offer("r1", 1, "one"));
        File(2, "r1", 3, "three");
        Assert.Equal(ReceiptOutcome.Duplicate, Offer("r1", 3, "three"));
        Assert.Equal((2L, 3), (_inbox.Find("r1")!.Value.Version, _inbox.Find("r1")!.Value.Revision));
    }

    [Fact]
    public void Ids_are_told_apart_by_case()
    {
        File(1, "r1", 1, "one");
        Assert.Equal(ReceiptOutcome.Accepted, Offer("R1", 1, "one"));
        Assert.Null(_inbox.Find("R1"));
    }

    [Fact]
    public void A_retraction_is_remembered_until_a_higher_revision_comes()
    {
        File(1, "r1", 1, "one");
        _inbox.Retract(2, "r1", RetractionReason.Erroneous);
        Assert.Equal(RetractionReason.Erroneous, _inbox.Find("r1")!.Value.Retracted);
        Assert.Equal(ReceiptOutcome.Duplicate, Offer("r1", 1, "one"));
        File(3, "r1", 2, "two");
        Assert.Null(_inbox.Find("r1")!.Value.Retracted);
    }

    [Fact]
    public void A_retraction_of_what_was_never_filed_moves_only_the_version()
    {
        _inbox.Retract(1, "r1", RetractionReason.Withdrawn);
        Assert.Equal((1L, 0), (_inbox.Version, _inbox.Count));
        Assert.Null(_inbox.Find("r1"));
    }

    [Fact]
    public void What_was_delivered_is_never_undelivered()
    {
        _inbox.Deliver(5, 4);
        _inbox.Deliver(6, 2);
        Assert.Equal((6L, 4L), (_inbox.Version, _inbox.Delivered));
    }

    [Fact]
    public void A_subject_follows_a_report_once_filed_or_not()
    {
        var (one, other) = (SubjectId.Parse("compound:one"), SubjectId.Parse("compound:other"));
        Assert.Empty(_inbox.FollowersOf("r1"));
        _inbox.Follow(1, "r1", [one]);
        _inbox.Follow(2, "r1", [one, other]);
        Assert.Equal([one, other], _inbox.FollowersOf("r1"));
        Assert.Equal(2, _inbox.Version);
    }

    private ReceiptOutcome Offer(string id, int revision, string content) => _inbox.Decide(id, revision, Hash(content)).Outcome;

    private void File(long version, string id, int revision, string content) => _inbox.Filed(new FilingPlace(version, version), id, revision, Hash(content), new Handling(Tlp.Green, Pap.Clear, []));

    private static byte[] Hash(string content) => SHA256.HashData(Encoding.UTF8.GetBytes(content));
}
