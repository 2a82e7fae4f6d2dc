using System.Buffers;
using System.Text;
using System.Text.Json;
using Compounds.Claims;
using Compounds.Fusion.Tests.Assessments;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Fusion.Tests.Reports;

/// <summary>What the ledger keeps reads back as what was said.</summary>
public class StoredFormTests
{
    [Fact]
    public void Evidence_reads_back_as_it_was_written() => Told.Histories.Sample(
        history => Assert.All(history, static told =>
        {
            var json = Seen.Json(told.Evidence);
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            reader.Read();
            var read = ReportEvidenceJson.Read(ref reader);
            Assert.Equal(told.Evidence.Claims, read.Claims);
            Assert.Equal(told.Evidence.Cites, read.Cites);
            Assert.Equal(told.Evidence with { Claims = [], Cites = [] }, read with { Claims = [], Cites = [] });
            Assert.Equal(json, Seen.Json(read));
        }),
        iter: Cases.Count / 4);

    [Fact]
    public void Properties_that_a_later_version_adds_are_passed_over()
    {
        var json = Seen.Json(Evidence.Of("police/1", Evidence.Status("operating"))).Replace("\"revision\":1", "\"novelty\":{\"a\":[1,{}]},\"revision\":1", StringComparison.Ordinal);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        Assert.Equal(1, ReportEvidenceJson.Read(ref reader).Revision);
    }

    [Fact]
    public void A_filed_report_is_read_with_the_subjects_its_names_meant()
    {
        var report = Filed();
        var body = new ArrayBufferWriter<byte>();
        SubjectId[] meant = [SubjectId.Parse("compound:kk"), SubjectId.Parse("infrastructure:feed"), SubjectId.Parse("operator:dkba")];
        var hash = ReportFact.Write(body, report, meant, "cluster");
        var (read, source, _, _) = ReportFact.Read(body.WrittenSpan);
        Assert.Equal("cluster", source);
        Assert.Equal(meant[0], read.Claims[0].Subject.Id);
        Assert.Equal(meant[1], read.Claims[0].Party!.Id);
        Assert.Equal(meant[2], ((EntityValue)read.Claims[1].Value).Subject.Id);
        Assert.Equal(Evidence.KkPark, read.Claims[1].Subject.Id);
        Assert.Equal([meant[0], Evidence.KkPark], FiledReport.SubjectsOf(read));
        var (id, revision, stored, handling, _) = ReportFact.ReadHead(body.WrittenSpan);
        Assert.Equal(("2025-014", 3, report.Handling), (id, revision, handling));
        Assert.Equal(hash.ToArray(), stored);
    }

    [Fact]
    public void The_hash_of_a_report_does_not_depend_on_what_its_names_mean()
    {
        var (one, other) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        SubjectId[] meant = [SubjectId.Parse("compound:kk"), SubjectId.Parse("infrastructure:feed"), SubjectId.Parse("operator:dkba")];
        Assert.Equal(ReportFact.Write(one, Filed(), meant, "a").ToArray(), ReportFact.Write(other, Filed(), [.. meant.Reverse()], "b").ToArray());
        Assert.NotEqual(ReportFact.Write(one, Filed(), meant, "a").ToArray(), ReportFact.Write(other, Filed() with { Revision = 4 }, meant, "a").ToArray());
    }

    [Fact]
    public void Fewer_subjects_than_names_is_a_broken_ledger() => Assert.Throws<ArgumentException>(() => ReferenceResolution.Resolve(Filed(), [Evidence.KkPark]));

    [Fact]
    public void A_report_says_of_each_subject_only_what_is_about_it()
    {
        var report = ReferenceResolution.Resolve(Filed(), [SubjectId.Parse("compound:kk"), SubjectId.Parse("infrastructure:feed"), SubjectId.Parse("operator:dkba")]);
        var evidence = FiledReport.EvidenceAbout(Evidence.KkPark, report, "police", Evidence.Start, null);
        Assert.Equal("operatedBy", Assert.Single(evidence.Claims).Attribute);
        Assert.Empty(FiledReport.EvidenceAbout(Evidence.KkPark, report, "police", Evidence.Start, RetractionReason.Withdrawn).Claims);
        Assert.Empty(FiledReport.EvidenceAbout(SubjectId.Parse("compound:else"), report, "police", Evidence.Start, null).Claims);
    }

    private static Report Filed() => new(
        new ReportKey("police", "2025-014"), 3, Evidence.Start, Grade.Parse("B2"), Handling.Of(Tlp.Red, Pap.Amber, "police", ["embassy"]), false, ["origin:army"],
        "A narrative.", "en", [new Link("A page", "https://example.org/a", "A paper", new DateOnly(2025, 2, 5))], [new Attachment("map.png", "image/png", new string('a', 64), 12)],
        [
            new Claim(
                new SubjectReference(SubjectKind.Compound, null, "KK", "Myawaddy"), "supplyShare", "power", new SubjectReference(SubjectKind.Infrastructure, null, "Feed", null), null,
                new QuantityValue(QuantityForm.Point, 0.4, 0.4, 0.2, "fraction", 1), false, Evidence.Start, 2, 0),
            new Claim(
                Evidence.Reference(Evidence.KkPark), "operatedBy", null, null, null,
                new EntityValue(new SubjectReference(SubjectKind.Operator, null, "DKBA", null)), true, Evidence.Start, null, 1),
        ]);
}
