using Compounds.Claims;

namespace Compounds.Exchange.Tests.PublicRecord;

public sealed class AnswersTests
{
    private const string FivePoints = "infrastructure:pea-five-myanmar-points";
    private static readonly string[] s_points =
    [
        "infrastructure:pea-point-three-pagodas-pass", "infrastructure:pea-point-ban-mueang-daeng", "infrastructure:pea-point-mae-sai-friendship-bridge-1",
        "infrastructure:pea-point-friendship-bridge-2", "infrastructure:pea-point-ban-huai-muang",
    ];

    [Fact]
    public void The_five_points_carried_20_point_37_MW_together_and_two_outlets_of_one_origin_say_so()
    {
        var totals = FiledRecord.Of(FivePoints, "capacity");
        Assert.Equal(["kaohoon", "thai-pbs-world"], totals.Select(static pair => pair.Report.Key.Agency));
        Assert.All(totals, static pair =>
        {
            Assert.Equal(20_370, Quantity(pair.Claim).CanonicalLow(), 6);
            Assert.Contains("origin:thai-interior-ministry", pair.Report.Cites);
        });
    }

    [Fact]
    public void Each_of_the_five_points_has_an_estimated_interval_and_the_total_lies_between_their_sums()
    {
        var intervals = s_points.Select(static point => Assert.Single(FiledRecord.Of(point, "capacity"))).ToList();
        Assert.All(intervals, static pair =>
        {
            Assert.Equal(QuantityForm.Interval, Quantity(pair.Claim).Form);
            Assert.Equal("public-record-compiler/estimates", pair.Report.Key.ToString());
            Assert.Contains("origin:estimate", pair.Report.Cites);
        });
        Assert.InRange(20_370, intervals.Sum(static pair => Quantity(pair.Claim).CanonicalLow()), intervals.Sum(static pair => Quantity(pair.Claim).CanonicalHigh()));
    }

    [Fact]
    public void Each_of_the_five_points_was_in_service_before_and_cut_on_5_February_2025()
    {
        Assert.All(s_points.Append(FivePoints), static point =>
        {
            var statuses = FiledRecord.Of(point, "status").Select(static pair => (Day(pair.Claim), ((CategoryValue)pair.Claim.Value).Code)).ToList();
            Assert.Contains(statuses, static status => status.Item1 < new DateOnly(2025, 2, 5) && status.Code == "in-service");
            Assert.Contains((new DateOnly(2025, 2, 5), "cut"), statuses);
            Assert.DoesNotContain(statuses, static status => status.Item1 < new DateOnly(2025, 2, 5) && status.Code == "cut");
        });
    }

    [Theory]
    [InlineData("infrastructure:tachileik", "PEA point Ban Mueang Daeng")]
    [InlineData("infrastructure:tachileik", "PEA point Mae Sai Friendship Bridge 1")]
    [InlineData("infrastructure:myawaddy", "PEA point Friendship Bridge 2")]
    [InlineData("infrastructure:myawaddy", "PEA point Ban Huai Muang")]
    [InlineData("infrastructure:payathonzu", "PEA point Three Pagodas Pass")]
    public void A_town_was_fed_before_the_cut_and_no_longer_after_it(string town, string point)
    {
        var links = FiledRecord.Of(town, "suppliedBy", "power").Select(static pair => pair.Claim).Where(claim => ((EntityValue)claim.Value).Subject.Name == point).ToList();
        var cut = new PointInTime(new DateTimeOffset(2025, 2, 4, 17, 0, 0, TimeSpan.Zero), IsDay: true);
        Assert.Contains(links, claim => !claim.IsDenied && claim.ObservedAt < cut.At && claim.Validity?.Until == cut);
        Assert.Contains(links, claim => claim.IsDenied && claim.ObservedAt == cut.At && claim.Validity?.From == cut);
        Assert.DoesNotContain(links, claim => !claim.IsDenied && claim.ObservedAt >= cut.At);
    }

    [Fact]
    public void The_Lao_line_gave_13_then_27_then_13_MW()
    {
        var steps = FiledRecord.Of("infrastructure:edl-bokeo-line", "capacity").Where(static pair => Quantity(pair.Claim).Form == QuantityForm.Point)
            .Select(static pair => (Day(pair.Claim), Quantity(pair.Claim).CanonicalLow())).Order();
        Assert.Equal([(new DateOnly(2025, 2, 4), 13_000.0), (new DateOnly(2025, 2, 6), 27_000.0), (new DateOnly(2025, 2, 7), 13_000.0)], steps);
    }

    [Theory]
    [InlineData("compound:tachileik")]
    [InlineData("infrastructure:tachileik")]
    public void The_Thai_share_of_Tachileiks_power_is_30_to_54_percent_and_75_is_older(string tachileik)
    {
        var shares = FiledRecord.Of(tachileik, "supplyShare", "power").Where(static pair => pair.Claim.Party!.Name == "PEA Tachileik points")
            .OrderBy(static pair => pair.Claim.ObservedAt).ThenBy(static pair => Quantity(pair.Claim).CanonicalLow()).ToList();
        Assert.Equal([0.75, 0.30, 0.536], shares.Select(static pair => Math.Round(Quantity(pair.Claim).CanonicalLow(), 3)));
        Assert.True(shares[1].Claim.ObservedAt - shares[0].Claim.ObservedAt > TimeSpan.FromDays(365));
        Assert.Equal(["chiang-rai-times", "chiang-rai-times", "vientiane-times"], shares.Select(static pair => pair.Report.Key.Agency));
    }

    [Fact]
    public void Sources_of_260_and_of_261_meet_in_one_count_of_the_hand_over()
    {
        var counts = FiledRecord.Of("crossing:chong-khaep", "incident", "hand-over").Where(static pair => pair.Claim.Scope is null).ToList();
        Assert.All(counts, static pair => Assert.Equal(new DateOnly(2025, 2, 12), pair.Claim.On));
        Assert.Equal([260.0, 261.0], counts.Select(static pair => Quantity(pair.Claim).CanonicalLow()).Distinct().Order());
    }

    [Fact]
    public void Imagery_counts_22_demolished_buildings_at_KK_Park_and_the_state_256()
    {
        var counts = FiledRecord.Of("compound:kk-park", "buildingsDemolished").ToDictionary(static pair => Quantity(pair.Claim).CanonicalLow(), static pair => pair);
        Assert.Equal("afp", counts[22].Report.Key.Agency);
        Assert.Contains("origin:myanmar-state-media", counts[256].Report.Cites);
        Assert.DoesNotContain("origin:myanmar-state-media", counts[22].Report.Cites);
    }

    [Theory]
    [InlineData("compound:kk-park", "operating", "raided")]
    [InlineData("compound:shwe-kokko", "operating", "raided")]
    public void A_compound_has_its_statuses_place_operators_and_names(string compound, params string[] statuses)
    {
        var told = FiledRecord.Of(compound, "status").Where(static pair => !pair.Claim.IsDenied).Select(static pair => ((CategoryValue)pair.Claim.Value).Code).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(statuses.ToHashSet(StringComparer.Ordinal), told);
        Assert.All(new[] { "location", "operatedBy", "alias", "country", "province", "suppliedBy" }, attribute => Assert.NotEmpty(FiledRecord.Of(compound, attribute)));
    }

    [Fact]
    public void A_tally_by_nationality_adds_up_to_what_the_record_prints()
    {
        var handedOver = FiledRecord.Of("crossing:chong-khaep", "nationality").Where(static pair => pair.Report.Key.Agency == "tna").Sum(static pair => Quantity(pair.Claim).CanonicalLow());
        Assert.Equal(260, handedOver);
        var held = FiledRecord.Of("compound:bgf-holding-sites-in-myawaddy", "nationality").Where(static pair => pair.Report.Key.Agency == "pasa-news").Sum(static pair => Quantity(pair.Claim).CanonicalLow());
        Assert.Equal(7158, held);
    }

    private static QuantityValue Quantity(Claim claim) => (QuantityValue)claim.Value;

    private static DateOnly Day(Claim claim) => CalendarDay.Of(claim.ObservedAt);
}
