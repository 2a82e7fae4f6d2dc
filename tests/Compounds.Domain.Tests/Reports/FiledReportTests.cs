using Compounds.Claims;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Domain.Tests.Reports;

public class FiledReportTests
{
    private static readonly DateTimeOffset s_recordedAt = new(2025, 2, 4, 18, 0, 0, TimeSpan.Zero);
    private static readonly SubjectId s_park = SubjectId.FromName(SubjectKind.Compound, "KK Park");

    [Theory]
    [InlineData(-1, -1)]
    [InlineData(0, 0)]
    [InlineData(6, 0)]
    public void A_time_ahead_of_the_clock_counts_as_the_time_of_recording(int hoursAhead, int kept)
    {
        var claim = new Claim(
            new SubjectReference(SubjectKind.Compound, s_park, null, null), "status", null, null, null, new CategoryValue("operating"), false,
            s_recordedAt.AddHours(hoursAhead), null, 0);
        var report = new Report(new ReportKey("pea", "R-1"), 1, s_recordedAt, GradeText.Ungraded('B'), Handling.Unmarked("pea"), true, [], null, null, [], [], [claim]);
        Assert.Equal(s_recordedAt.AddHours(kept), Assert.Single(FiledReport.EvidenceAbout(s_park, report, "pea", s_recordedAt, null).Claims).ObservedAt);
    }
}
