using Compounds.Claims;

namespace Compounds.Exchange.Tests.PublicRecord;

/// <summary>How the record tells counts apart, and since when and until when what it says holds.</summary>
public sealed class CountsAndTimesTests
{
    [Fact]
    public void The_first_53_and_the_208_after_them_are_parts_of_the_hand_over()
    {
        var parts = FiledRecord.Of("crossing:chong-khaep", "incident", "hand-over").Where(static pair => pair.Claim.Scope is { IsPart: true, Of: null }).ToList();
        Assert.Equal([("first group", 53.0), ("second group", 208.0)], parts.Select(static pair => (pair.Claim.Validity!.Occasion!, Quantity(pair.Claim).Low)).Order());
        Assert.All(parts, static pair => Assert.Equal(new CountReference("hand-over", null, null, null, null), pair.Claim.Scope!.Within));
        var first = FiledRecord.Of("crossing:chong-khaep", "incident", "hand-over").Where(static pair => pair.Claim.Scope is { Of: not null }).ToList();
        Assert.Equal(53, first.Sum(static pair => Quantity(pair.Claim).Low));
        Assert.All(first, static pair => Assert.Equal(("first group", true, "first group"), (pair.Claim.Validity!.Occasion, pair.Claim.Scope!.IsPart, pair.Claim.Scope.Within!.Occasion)));
    }

    [Theory]
    [InlineData("prosecution", null, 680, "escape")]
    [InlineData("fine", null, 439, "prosecution")]
    [InlineData("fine", "nationality=TH", 32, null)]
    [InlineData("deportation", null, 439, "fine")]
    [InlineData("imprisonment", null, 241, "prosecution")]
    [InlineData("referral", null, 23, "escape")]
    [InlineData("assistance", null, 18, "referral")]
    [InlineData("escape", "sex=women", 265, null)]
    [InlineData("escape", "nationality=IN", 465, null)]
    [InlineData("screening", "place=Mae Sot police", 712, null)]
    public void What_became_of_the_1595_who_came_from_KK_Park_is_told_stage_by_stage(string stage, string? part, double number, string? inside)
    {
        var claim = Assert.Single(FiledRecord.Of("compound:kk-park", "incidentTotal", stage), pair =>
            pair.Claim.On == new DateOnly(2025, 11, 1) && pair.Claim.Scope?.Of?.Text == part).Claim;
        Assert.Equal((number, true, inside), (Quantity(claim).Low, Quantity(claim).Counted, claim.Scope?.In));
    }

    [Theory]
    [InlineData("2025-02-20", "2025-02-22", 621)]
    [InlineData("2025-03-10", "2025-03-11", 549)]
    public void Flights_of_several_days_are_one_period(string first, string last, double number)
    {
        var period = Assert.Single(FiledRecord.Of("crossing:mae-sot-airport", "incident", "repatriation"), pair =>
            pair.Claim.Validity?.From?.At == CalendarDay.StartOf(DateOnly.Parse(first, null)) && pair.Claim.On == DateOnly.Parse(last, null)).Claim;
        Assert.Equal(number, Quantity(period).Low);
    }

    [Fact]
    public void KK_Park_was_raided_from_20_to_22_October_2025()
    {
        var raided = FiledRecord.Of("compound:kk-park", "status").Where(static pair => pair.Claim.Value == new CategoryValue("raided")).Select(static pair => Day(pair.Claim)).ToList();
        Assert.Contains(new DateOnly(2025, 10, 20), raided);
        Assert.Contains(
            FiledRecord.Of("compound:kk-park", "securityPosture"), static pair => Day(pair.Claim) == new DateOnly(2025, 10, 22) && pair.Claim.Value == new CategoryValue("occupied-by-forces"));
    }

    [Fact]
    public void Every_listing_holds_from_its_day_and_no_operator_is_sanctioned_by_nobody()
    {
        var listings = FiledRecord.Claims.Where(static pair => pair.Claim.Attribute == "sanctionedBy").ToList();
        Assert.NotEmpty(listings);
        Assert.All(listings, static pair => Assert.True(pair.Claim.Validity?.From is { IsDay: true } from && from.At <= pair.Report.WrittenAt, $"{pair.Report.Key}"));
        Assert.Contains(listings, static pair => FiledRecord.IdOf(pair.Claim.Subject) == "operator:prince-holding-group" && pair.Claim.Value == new LabelValue("UK FCDO"));
    }

    [Fact]
    public void A_nationality_is_one_word()
    {
        var words = FiledRecord.Claims.Where(static pair => pair.Claim.Attribute == "nationality").Select(static pair => pair.Claim.Dimension!)
            .Concat(FiledRecord.Claims.SelectMany(static pair => pair.Claim.Scope?.Of?.Parts() ?? []).Where(static part => part.Axis == "nationality").Select(static part => part.Value)).ToList();
        Assert.Contains("stateless", words);
        Assert.All(words, static word => Assert.Matches("^([A-Z]{2}|stateless)$", word));
    }

    [Fact]
    public void A_page_is_public_since_its_day_and_the_compiler_published_nothing()
    {
        Assert.All(FiledRecord.Reports, static report => Assert.Equal(
            report.Key.Agency == "public-record-compiler" ? null : report.Links[0].PublishedOn, report.PublicSince));
        Assert.Contains(FiledRecord.Reports, static report => report.PublicSince == new DateOnly(2025, 2, 5));
    }

    /// <summary>Where the record itself has two sources that count one event apart: conflicts 1, 5 and 10 and the Kenyans of the first hand-over.</summary>
    private static readonly string[] s_apart =
    [
        "crossing:chong-khaep incident hand-over", "crossing:chong-khaep nationality KE", "compound:kk-park incident raid", "infrastructure:myawaddy incident protest",
    ];

    [Fact]
    public void Two_figures_share_a_count_only_where_two_sources_counted_it()
    {
        var shared = FiledRecord.Claims.Where(static pair => AttributeCatalogue.Current[pair.Claim.Subject.Kind, pair.Claim.Attribute].IsDated)
            .GroupBy(static pair => (Id: FiledRecord.IdOf(pair.Claim.Subject), pair.Claim.Attribute, pair.Claim.Dimension, Party: pair.Claim.Party?.Name, pair.Claim.Validity?.From, pair.Claim.On,
                pair.Claim.Validity?.Occasion, Of: pair.Claim.Scope?.Of?.Text))
            .Where(static slot => slot.Select(static pair => (Quantity(pair.Claim).Form, Quantity(pair.Claim).CanonicalLow(), Quantity(pair.Claim).CanonicalHigh())).Distinct().Count() > 1)
            .Select(static slot => $"{slot.Key.Id} {slot.Key.Attribute} {slot.Key.Dimension}");
        Assert.Equal(s_apart.Order(), shared.Order());
    }

    [Fact]
    public void A_number_that_was_counted_says_so_and_none_has_an_invented_spread() => Assert.All(
        FiledRecord.Claims.Select(static pair => pair.Claim.Value).OfType<QuantityValue>(), static quantity => Assert.Null(quantity.Sigma));

    private static QuantityValue Quantity(Claim claim) => (QuantityValue)claim.Value;

    private static DateOnly Day(Claim claim) => CalendarDay.Of(claim.ObservedAt);
}
