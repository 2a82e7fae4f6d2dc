using Compounds.Readers;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Domain.Tests.Reports;

/// <summary>The index answers as a walk along all filings would, and hands out nothing that a reader may not see.</summary>
public class FilingIndexTests
{
    private static readonly Handling[] s_handlings =
    [
        new(Tlp.Clear, Pap.Clear, []), new(Tlp.Amber, Pap.Green, []), new(Tlp.Red, Pap.Red, ["army"]), new(Tlp.Amber, Pap.Clear, ["army", "pea"]),
    ];

    private static readonly Reader[] s_readers = [new("press", Tlp.Clear), new("pea", Tlp.Amber), new("ngo", Tlp.Red), new("army", Tlp.Red), new("army", Tlp.Clear)];

    private static readonly Gen<(int Id, int Handling, int Step)[]> s_filings =
        Gen.Select(Gen.Int[0, 8], Gen.Int[0, s_handlings.Length - 1], Gen.Int[0, 2]).Array[0, 40];

    [Fact]
    public void It_finds_the_newest_revision_that_a_reader_may_see_of_each_report() => s_filings.Sample(static filings =>
    {
        var (inbox, placed) = Filed(filings);
        foreach (var index in (FilingIndex[])[inbox.Filings, InboxImage.Read(InboxImage.Write(inbox))!.Filings])
        {
            foreach (var reader in s_readers)
            {
                var visible = placed.Where(each => reader.Agency == "army" || s_handlings[each.Handling].IsVisibleTo(reader)).ToArray();
                var newest = visible.GroupBy(static each => each.Id).Select(static report => report.Last().Place).OrderByDescending(static place => place.Version).ToArray();
                var view = index.For(reader, "army");
                Assert.Equal(newest, view.Newest(null));
                var time = placed.Length == 0 ? DateTimeOffset.UnixEpoch : placed[placed.Length / 2].Place.RecordedAt;
                Assert.Equal(newest.Where(place => place.RecordedAt <= time), view.Newest(time));
                foreach (var report in placed.GroupBy(static each => each.Id))
                    Assert.Equal(visible.Where(each => each.Id == report.Key).Select(static each => each.Place.Version).Reverse(), view.RevisionsOf(report.Last().Place.Version));
            }
        }
    });

    private static (Inbox Inbox, (int Id, int Handling, FilingPlace Place)[] Placed) Filed((int Id, int Handling, int Step)[] filings)
    {
        var inbox = new Inbox();
        var revisions = new int[10];
        var placed = new List<(int, int, FilingPlace)>();
        var (version, ticks) = (0L, 638_000_000_000_000_000L);
        foreach (var (id, handling, step) in filings)
        {
            // Other facts are between filings, and some filings share an instant.
            var place = new FilingPlace(version += 1 + step, ticks += step);
            inbox.Filed(place, $"r{id}", ++revisions[id], new byte[32], s_handlings[handling]);
            placed.Add((id, handling, place));
        }

        return (inbox, [.. placed]);
    }
}
