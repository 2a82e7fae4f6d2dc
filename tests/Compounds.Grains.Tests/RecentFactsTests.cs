using System.Buffers;
using System.Text.Json;
using Compounds.Driving;
using Compounds.Grains.Inbox;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Tests;

/// <summary>What is delivered from memory is what the ledger holds, and a gap is never bridged.</summary>
[Collection(nameof(SharedCluster))]
public sealed class RecentFactsTests(GrainCluster cluster)
{
    [Fact]
    public void What_follows_the_cursor_comes_in_order_and_without_a_gap()
    {
        var recent = new RecentFacts();
        for (var version = 5; version <= 9; version++)
            recent.Add(Fact(version, bytes: 10));

        Assert.Equal([7L, 8, 9], recent.After(6, most: 10, mostBytes: 1_000).Select(static fact => fact.Version));
        Assert.Equal([8L], recent.After(7, most: 1, mostBytes: 1_000).Select(static fact => fact.Version));
        Assert.Empty(recent.After(9, most: 10, mostBytes: 1_000));
    }

    [Fact]
    public void What_is_no_longer_at_hand_is_left_to_the_ledger()
    {
        var recent = new RecentFacts();
        for (var version = 1; version <= 20; version++)
            recent.Add(Fact(version, bytes: 1024 * 1024));

        Assert.Empty(recent.After(0, most: 100, mostBytes: long.MaxValue));
        Assert.Equal([13L, 14, 15, 16, 17, 18, 19, 20], recent.After(12, most: 100, mostBytes: long.MaxValue).Select(static fact => fact.Version));
    }

    [Fact]
    public void A_page_ends_with_the_fact_that_fills_it()
    {
        var recent = new RecentFacts();
        for (var version = 1; version <= 5; version++)
            recent.Add(Fact(version, bytes: 400));

        Assert.Equal([1L, 2, 3], recent.After(0, most: 100, mostBytes: 1_000).Select(static fact => fact.Version));
    }

    [Fact]
    public async Task A_report_that_was_just_filed_says_the_same_as_the_fact_that_was_written_of_it()
    {
        foreach (var line in SyntheticLines.Generate(seed: 77, count: 200, subjects: 50))
        {
            if ((await cluster.Desk.ReadAsync(line)).Item.Report is not { } filed)
                continue;
            var atHand = new ReportFiled(filed.Report.Key.Id, filed.Report.Revision, filed.ContentHash, filed.Report.Handling, filed.Body) { Written = filed }.Read();
            var stored = new ReportFiled(filed.Report.Key.Id, filed.Report.Revision, filed.ContentHash, filed.Report.Handling, filed.Body).Read();

            Assert.Equal(stored.Source, atHand.Source);
            Assert.Equal(FiledReport.SubjectsOf(stored.Report), FiledReport.SubjectsOf(atHand.Report));
            foreach (var subject in FiledReport.SubjectsOf(stored.Report))
                Assert.Equal(Evidence(subject, stored), Evidence(subject, atHand));
        }
    }

    private static PlacedFact Fact(long version, int bytes) =>
        new(new ReportFiled("r", 1, default, new Handling(Tlp.Green, Pap.Clear, []), new byte[bytes]), new FactPlace(version, GrainCluster.Noon));

    private static string Evidence(SubjectId subject, (Report Report, string Source) filed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            ReportEvidenceJson.Write(writer, FiledReport.EvidenceAbout(subject, filed.Report, filed.Source, GrainCluster.Noon, retracted: null));
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
