using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Subjects;
using Compounds.Subjects.Sounds;

namespace Compounds.Fusion.Tests.PublicRecord;

/// <summary>The picture says what the public record reported.</summary>
public class PictureOfTheRecordTests(LoadedRecord record) : IClassFixture<LoadedRecord>
{
    private static readonly SubjectId s_kkPark = SubjectId.Parse("compound:kk-park");
    private static readonly HashSet<string> s_cut =
    [
        "infrastructure:pea-point-ban-mueang-daeng", "infrastructure:pea-point-mae-sai-friendship-bridge-1", "infrastructure:pea-point-friendship-bridge-2",
        "infrastructure:pea-point-ban-huai-muang", "infrastructure:pea-point-three-pagodas-pass",
    ];

    private static readonly SubjectId s_shweKokko = SubjectId.Parse("compound:shwe-kokko");

    [Fact]
    public void Two_days_after_a_count_with_one_reported_value_the_middle_is_that_value()
    {
        var (checkedCounts, off) = (0, new List<string>());
        foreach (var subject in record.Subjects())
        {
            foreach (var day in record.Assessments(subject.Id).Select(static each => each.Slot.On ?? each.Quantity?.TotalOn).OfType<DateOnly>().Distinct())
            {
                foreach (var count in record.Assessments(subject.Id, day.AddDays(2)).Where(each => (each.Slot.On ?? each.Quantity?.TotalOn) == day))
                {
                    if (Single(count) is not { } reported)
                        continue;
                    checkedCounts++;
                    var range = count.Quantity!.Estimate!;
                    if (Math.Abs(range.P50 - reported) > 0.01 * reported || reported < range.P10 || reported > range.P90)
                        off.Add($"{subject.Id} {count.Attribute} {count.Slot} reported {reported}, shown {range}");
                }
            }
        }

        Assert.Empty(off);
        Assert.InRange(checkedCounts, 100, 1000);
    }

    [Fact]
    public void The_nationalities_of_the_hand_over_of_12_February_2025_do_not_fade()
    {
        var then = HandedOver(new DateOnly(2025, 2, 20));
        Assert.Equal(20, then.Count);
        Assert.Equal(then, HandedOver(null));
    }

    [Fact]
    public void Compounds_are_found_by_their_country()
    {
        var countries = record.Cards(SubjectKind.Compound).GroupBy(static card => card.Country ?? "").ToDictionary(static group => group.Key, static group => group.Count());
        Assert.Equal((10, 1), (countries["KH"], countries["LA"]));
        Assert.DoesNotContain("", countries.Keys);
    }

    [Fact]
    public void A_listing_by_an_A1_report_is_almost_certain()
    {
        var listings = record.Subjects(SubjectKind.Operator).SelectMany(subject => record.Assessments(subject.Id)).Where(static each => each.Attribute == "sanctionedBy")
            .SelectMany(static each => each.Values).Where(static value => value.Grade == "A1").ToArray();
        Assert.InRange(listings.Length, 7, 50);
        Assert.All(listings, static listing => Assert.Equal("almost certain", listing.Words));
    }

    [Fact]
    public void The_five_cuts_are_changes_and_no_quarrels()
    {
        var day = new DateOnly(2025, 2, 6);
        var cut = record.Subjects(SubjectKind.Infrastructure).Concat(record.Subjects(SubjectKind.Compound)).SelectMany(subject => record.Assessments(subject.Id, day)
                .Where(static each => each.Attribute == "suppliedBy" && each.Slot.Dimension == "power").Select(each => (subject.Id, Assessment: each)))
            .SelectMany(static each => each.Assessment.Superseded.Where(static change => change.Value.Contains(":pea-point", StringComparison.Ordinal)).Select(change => (each.Id, change.Value, each.Assessment)))
            .ToArray();
        Assert.Superset(s_cut, cut.Select(static each => each.Value).ToHashSet());
        Assert.All(cut, static each => Assert.False(each.Assessment.Conflict.IsFlagged, $"{each.Id} {each.Assessment.Conflict.Sentence}"));
    }

    [Theory]
    [InlineData("2025-02-04")]
    [InlineData("2025-02-10")]
    [InlineData("2023-06-01")]
    [InlineData("2025-11-16")]
    [InlineData("2026-11-29")]
    public void KK_Park_and_Shwe_Kokko_are_on_the_map_and_found_in_every_script_at_every_day(string text)
    {
        var day = DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.NotNull(record.Card(s_kkPark, day)!.Location);
        Assert.NotNull(record.Card(s_shweKokko, day)!.Location);
        Assert.Contains(s_kkPark, Found("KK园区", day));
        Assert.Contains(s_kkPark, Found("เคเค", day));
        Assert.Contains(s_shweKokko, Found("ရွှေကုက္ကို", day));
    }

    [Theory]
    [InlineData("2025-10-22", 0.75)]
    [InlineData("2025-10-25", 0.95)]
    [InlineData("2025-10-30", 0.95)]
    public void The_raid_on_KK_Park_leads_as_soon_as_it_is_reported(string day, double least)
    {
        var status = record.Card(s_kkPark, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))!.Status!;
        Assert.Equal("raided", status.Value);
        Assert.InRange(status.Probability, least, 1);
    }

    [Fact]
    public void No_value_is_shown_that_no_claim_carries()
    {
        foreach (var subject in record.Subjects())
        {
            foreach (var assessment in record.Assessments(subject.Id))
            {
                Assert.All(assessment.Values, value => Assert.True(value.Reports > 0, $"{subject.Id} {assessment.Attribute} {value.Value}"));
                Assert.True(assessment.WhyNone is not null || assessment.LastReported is not null, $"{subject.Id} {assessment.Attribute}");
                Assert.All(assessment.Values, value => Assert.InRange(value.Sources, 0, value.Reports));
            }
        }
    }

    private static double? Single(Assessment count) =>
        count.Quantity is { Estimate: not null } quantity && quantity.Reported.Where(static figure => figure.Form is "point").Select(static figure => figure.Low).Distinct().ToArray() is [var only]
            && quantity.Reported.All(static figure => figure.Form is "point") ? only : null;

    private Dictionary<string, QuantityRange> HandedOver(DateOnly? day) => record.Subjects(SubjectKind.Crossing)
        .SelectMany(subject => record.Assessments(subject.Id, day)).Where(static each => each.Attribute == "nationality" && each.Slot.On == new DateOnly(2025, 2, 12))
        .ToDictionary(static each => each.Slot.Dimension!, static each => each.Quantity!.Estimate!);

    private IEnumerable<SubjectId> Found(string text, DateOnly day)
    {
        var typed = SoundedName.Of(SubjectName.Normalise(text));
        return record.Cards(SubjectKind.Compound, day).Where(card => NameKeys.Of(card.OtherNames.Prepend(card.Name)).Contain(typed)).Select(static card => card.Id);
    }
}
