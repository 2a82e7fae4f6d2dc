using Compounds.Agencies;
using Compounds.Subjects;

namespace Compounds.Exchange.Tests.PublicRecord;

public sealed class AcceptanceTests
{
    [Fact]
    public void Every_line_is_accepted_from_its_own_agency_without_problem_or_warning()
    {
        var complaints = FiledRecord.Readings.SelectMany(static read => read.Reading.Problems.Concat(read.Reading.Warnings)
            .Select(problem => $"{problem} in {read.Line[..Math.Min(read.Line.Length, 90)]}"));
        Assert.Empty(complaints);
        Assert.Equal(RecordFiles.Converted.Lines.Count, FiledRecord.Reports.Count);
    }

    [Fact]
    public void No_two_reports_share_a_key()
    {
        Assert.Equal(FiledRecord.Reports.Count, FiledRecord.Reports.Select(static report => report.Key).Distinct().Count());
    }

    [Fact]
    public void Every_agency_has_a_valid_id_and_stands_once()
    {
        var agencies = RecordFiles.Converted.Agencies;
        Assert.All(agencies, static agency => Assert.True(Agency.IsId(agency.Id), agency.Id));
        Assert.Equal(agencies.Count, agencies.Select(static agency => agency.Id).Distinct().Count());
    }

    [Fact]
    public void Nothing_is_dated_after_the_record_and_nothing_is_observed_after_it_was_written()
    {
        Assert.All(FiledRecord.Claims, static pair =>
        {
            Assert.True(pair.Report.WrittenAt <= FiledRecord.RecordDay, pair.Report.Key.ToString());
            Assert.True(pair.Claim.ObservedAt <= pair.Report.WrittenAt, $"{pair.Report.Key} {pair.Claim}");
            Assert.True(pair.Claim.On is null || pair.Claim.On <= Claims.CalendarDay.Of(pair.Report.WrittenAt), $"{pair.Report.Key} {pair.Claim}");
        });
    }

    [Fact]
    public void A_name_means_one_subject_of_its_kind()
    {
        var names = FiledRecord.Claims.Where(static pair => pair.Claim.Value is Claims.AliasValue)
            .Select(static pair => (pair.Claim.Subject.Kind, Name: SubjectName.Normalise(((Claims.AliasValue)pair.Claim.Value).Name), Id: FiledRecord.IdOf(pair.Claim.Subject)))
            .Concat(FiledRecord.Claims.Select(static pair => (pair.Claim.Subject.Kind, Name: SubjectName.Normalise(pair.Claim.Subject.Name!), Id: FiledRecord.IdOf(pair.Claim.Subject))))
            .GroupBy(static name => (name.Kind, name.Name));
        Assert.All(names, static same => Assert.True(same.Select(static name => name.Id).Distinct().Count() == 1, same.Key.ToString()));
    }
}
