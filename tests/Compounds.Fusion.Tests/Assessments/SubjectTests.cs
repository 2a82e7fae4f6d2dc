using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Fusion.Tests.Assessments;

/// <summary>What becomes of reports about one compound.</summary>
public class SubjectTests
{
    private static readonly Reader s_police = new("police", Tlp.Red);

    [Fact]
    public void A_subject_of_which_nothing_was_said_has_no_card() => Assert.Null(Card());

    [Fact]
    public void A_delivery_is_known_by_its_place_in_the_inbox()
    {
        var subject = new Subject(Evidence.KkPark);
        subject.Apply("police/0", 7, Evidence.Of("police/1", Evidence.Status("operating")), Evidence.Start);
        Assert.True(subject.HasApplied("police/0", 7));
        Assert.False(subject.HasApplied("police/0", 8));
        Assert.False(subject.HasApplied("police/1", 1));

        // Two activations of an inbox may deliver at once: a lower place that comes late counts, once, and none after all below were settled.
        Assert.False(subject.HasApplied("police/0", 3));
        subject.Apply("police/0", 3, Evidence.Of("police/2", Evidence.Status("operating")), Evidence.Start);
        subject.Apply("police/0", 3, Evidence.Of("police/2", Evidence.Status("operating")), Evidence.Start);
        Assert.Equal(2, subject.HistoryCount);
        subject.Settle("police/0", 6);
        Assert.True(subject.HasApplied("police/0", 5));
        subject.Apply("police/0", 5, Evidence.Of("police/3", Evidence.Status("operating")), Evidence.Start);
        Assert.Equal(2, subject.HistoryCount);
    }

    [Fact]
    public void A_card_tells_status_numbers_place_and_ties()
    {
        var card = Card(Evidence.Of(
            "police/1", Evidence.Status("operating").Named("KK Park"), Evidence.Headcount(2_000), Evidence.Place(16.64, 98.52), Evidence.Country("MM"),
            Evidence.SuppliedBy("infrastructure:feed"), Evidence.Alias("เคเค ปาร์ค")))!;
        Assert.Equal(("KK Park", "operating", "MM", SubjectKind.Compound), (card.Name, card.Status!.Value, card.Country, card.Kind));
        Assert.Equal(["เคเค ปาร์ค"], card.OtherNames);
        Assert.Equal((16.64, 98.52), (card.Location!.Latitude, card.Location.Longitude));
        var headcount = Assert.Single(card.Headline);
        Assert.Equal("headcount", headcount.Attribute);
        var (range, figure) = (headcount.Quantity.Estimate!, Assert.Single(headcount.Quantity.Reported));
        Assert.Equal((2_000, "people", "B2"), (figure.Low, headcount.Quantity.Unit, figure.Grade));
        Assert.InRange(range.P50, range.P10, range.P90);
        Assert.InRange(range.P50, 1_980, 2_020);
        Assert.Equal(1, card.Reports);
        Assert.True(card.IsResolved);
    }

    [Fact]
    public void A_tie_stands_on_the_card_once_it_is_likelier_than_not()
    {
        var one = Evidence.Of("police/1", Evidence.SuppliedBy("infrastructure:feed")) with { Grade = Grade.Parse("D4") };
        Assert.Empty(Card(one, Evidence.Of("embassy/1", Evidence.SuppliedBy("infrastructure:feed") with { IsDenied = true }))!.Links);
        var link = Assert.Single(Card(one, Evidence.Of("embassy/1", Evidence.SuppliedBy("infrastructure:feed")), Evidence.Of("ngo/1", Evidence.SuppliedBy("infrastructure:feed")))!.Links);
        Assert.Equal(("suppliedBy", "power", SubjectId.Parse("infrastructure:feed")), (link.Attribute, link.Dimension, link.Target));
        Assert.InRange(link.Probability, 0.5, 1);
    }

    [Fact]
    public void A_subject_of_which_only_a_name_is_known_is_unresolved() =>
        Assert.False(Card(Evidence.Of("police/1", Evidence.Status("operating").Named("KK Park")))!.IsResolved);

    [Fact]
    public void A_revision_replaces_what_the_report_said_before()
    {
        var first = Evidence.Of("police/1", Evidence.Status("operating"), Evidence.Headcount(2_000));
        var second = first with { Revision = 2, Claims = [Evidence.Status("raided")] };
        var card = Card(first, second)!;
        Assert.Equal("raided", card.Status!.Value);
        Assert.Empty(card.Headline);
        Assert.Equal(1, card.Reports);
    }

    [Fact]
    public void A_retraction_of_the_only_report_leaves_nothing()
    {
        var report = Evidence.Of("police/1", Evidence.Status("operating"));
        Assert.Null(Card(report, report.Retract()));
    }

    [Fact]
    public void A_report_that_is_filed_anew_after_its_retraction_counts_again()
    {
        var report = Evidence.Of("police/1", Evidence.Status("operating"));
        var again = report with { Revision = 2, Claims = [Evidence.Status("raided")] };
        Assert.Equal("raided", Card(report, report.Retract(RetractionReason.Erroneous), again)!.Status!.Value);
    }

    [Fact]
    public void Known_before_a_retraction_the_claim_still_shows()
    {
        var report = Evidence.Of("police/1", Evidence.Status("operating"));
        var subject = Fold(report, report.Retract());
        Assert.True(subject.StateFor(s_police, SubjectQuestion.Now).IsEmpty);
        var then = new SubjectQuestion(null, report.RecordedAt.AddMinutes(30), false);
        Assert.Equal("operating", subject.StateFor(s_police, then).CardAt(Evidence.Hour, isCoarse: false)!.Status!.Value);
        Assert.True(subject.StateFor(s_police, then with { KnownAt = report.RecordedAt.AddMinutes(-1) }).IsEmpty);
    }

    [Fact]
    public void As_of_an_earlier_day_later_observations_do_not_count()
    {
        var subject = Fold(Evidence.Of("police/1", Evidence.Status("operating", daysAgo: 30)), Evidence.Of("embassy/1", Evidence.Status("demolished", daysAgo: 1)));
        var asOf = Evidence.Now.AddDays(-10);
        Assert.Equal("operating", subject.StateFor(s_police, new SubjectQuestion(asOf, null, false)).CardAt(FusionTime.HourOf(asOf), isCoarse: false)!.Status!.Value);
    }

    [Fact]
    public void Who_and_where_a_subject_is_holds_from_ever()
    {
        var subject = Fold(Evidence.Of("police/1", Evidence.Place(16.64, 98.52), Evidence.Country("MM"), Evidence.Alias("Dongmei"), Evidence.Status("operating", daysAgo: 1)));
        var asOf = Evidence.Now.AddYears(-3);
        var card = subject.StateFor(s_police, new SubjectQuestion(asOf, null, false)).CardAt(FusionTime.HourOf(asOf), isCoarse: false)!;
        Assert.Equal(("MM", null), (card.Country, card.Status));
        Assert.NotNull(card.Location);
        Assert.Equal(["Dongmei"], card.OtherNames);
    }

    [Fact]
    public void A_retired_code_stays_evidence_and_says_nothing()
    {
        var subject = new Subject(SubjectId.Parse("operator:some-group"));
        subject.Apply("police/0", 1, Evidence.Of("police/1", Evidence.Status("sanctioned"), Evidence.Alias("Some Group")), Evidence.Start);
        var state = subject.StateFor(s_police, SubjectQuestion.Now);
        Assert.Null(state.CardAt(Evidence.Hour, isCoarse: false)!.Status);
        Assert.Equal(2, Assert.Single(state.Standing).Claims.Count);
    }

    [Fact]
    public void A_claim_that_rests_only_on_an_erroneous_report_goes_to_review_and_says_nothing()
    {
        Claim[] claims = [Evidence.Status("operating"), Evidence.Headcount(2_000), Evidence.Alias("Dongmei"), Evidence.Place(16.64, 98.52), Evidence.SuppliedBy("infrastructure:feed")];
        var (cited, citing) = (Evidence.Of("police/1", Evidence.Status("operating")), Evidence.Of("ngo/1", claims) with { Cites = ["police/1"] });
        var subject = Fold(cited, citing, cited.Retract(RetractionReason.Erroneous));
        var state = subject.StateFor(s_police, SubjectQuestion.Now);
        var assessments = state.AssessAll(Evidence.Hour, isCoarse: false, explain: true);
        Assert.Equal(5, assessments.Count);
        Assert.All(assessments, assessment =>
        {
            Assert.True(assessment.Basis.NeedsReview);
            Assert.Equal((0, 0, 0), (assessment.Basis.Tier, assessment.Basis.Sources, assessment.Basis.Claims));
            Assert.Equal(0, Assert.Single(assessment.Contributions!).Nats);
            Assert.Null(assessment.Place);
        });
        var card = state.CardAt(Evidence.Hour, isCoarse: false)!;
        Assert.Null(card.Status);
        Assert.Null(card.Location);
        Assert.Empty(card.OtherNames);
        Assert.Empty(card.Links);
    }

    [Fact]
    public void A_report_deep_in_a_chain_of_citations_reaches_the_card_when_it_falls()
    {
        var subject = new Subject(Evidence.KkPark);
        Apply(subject, Evidence.Of("police/1", Evidence.Status("operating")) with { Cites = ["embassy/2"] }, 0);
        Apply(subject, Evidence.Of("embassy/2") with { Cites = ["ngo/3"] }, 1);
        Apply(subject, Evidence.Of("ngo/3") with { Cites = [] }, 2);
        var before = subject.StateFor(s_police, SubjectQuestion.Now).CardAt(Evidence.Hour, isCoarse: false)!;
        Assert.Equal("operating", before.Status!.Value);
        Apply(subject, Evidence.Of("ngo/3").Retract(RetractionReason.Erroneous), 3);
        var after = subject.StateFor(s_police, SubjectQuestion.Now).CardAt(Evidence.Hour, isCoarse: false)!;
        Assert.Null(after.Status);
        Assert.Equal(Evidence.Start.AddHours(3), after.ChangedAt);
    }

    [Fact]
    public void A_report_that_nothing_visible_rests_on_changes_nothing_here()
    {
        var subject = Fold(Evidence.Of("police/1", Evidence.Status("operating")));
        var before = Seen.Everything(subject, s_police, SubjectQuestion.Now);
        Apply(subject, Evidence.Of("embassy/2") with { Cites = ["ngo/3"] }, 1);
        Apply(subject, Evidence.Of("embassy/2").Retract(RetractionReason.Erroneous), 2);
        Assert.Equal(before, Seen.Everything(subject, s_police, SubjectQuestion.Now));
    }

    [Theory]
    [InlineData(new[] { "KK Park", "KK PARK", "KK Park" }, "KK Park")]
    [InlineData(new[] { "KK PARK", "KK Park" }, "KK PARK")]
    [InlineData(new[] { "Dongmei", "Dongmei", "KK Park" }, "KK Park")]
    [InlineData(new[] { "Dongmei Zone", "Dongmei", "Dongmei" }, "Dongmei")]
    public void The_name_shown_is_the_commonest_spelling_of_the_name_the_id_comes_from(string[] spellings, string shown)
    {
        var reports = spellings.Select((spelling, i) => Evidence.Of($"police/{i}", Evidence.Status("operating").Named(spelling))).ToArray();
        Assert.Equal(shown, Card(reports)!.Name);
        Assert.Equal(shown, Card([.. reports.Reverse()])!.Name);
    }

    [Fact]
    public void A_subject_that_is_only_known_by_id_goes_by_the_end_of_it() => Assert.Equal("kk-park", Card(Evidence.Of("police/1", Evidence.Status("operating")))!.Name);

    [Fact]
    public void Every_name_that_any_revision_gave_is_remembered()
    {
        var first = Evidence.Of("police/1", Evidence.Alias("Dongmei"));
        var subject = Fold(first, first with { Revision = 2, Claims = [Evidence.Alias("DM Park"), Evidence.Alias("Not it") with { IsDenied = true }] });
        Assert.Equal(["Dongmei", "DM Park"], subject.NamesEverGivenBy(first.Report).Select(static entry => entry.Name));
        Assert.Empty(subject.NamesEverGivenBy(new ReportKey("police", "2")));
    }

    [Fact]
    public void The_history_tells_revisions_and_retractions_in_order()
    {
        var first = Evidence.Of("police/1", Evidence.Status("operating"));
        var subject = Fold(first, first with { Revision = 2 }, first.Retract());
        Assert.Equal([(1, false), (2, false), (1, true)], subject.HistoryFor(s_police).Select(static entry => (entry.Evidence.Revision, entry.Evidence.Retracted is not null)));
    }

    internal static Subject Fold(params ReportEvidence[] reports) => Told.Fold(reports.Select(static (report, i) => new Told(report, Evidence.Start.AddHours(i))));

    internal static Card? Card(params ReportEvidence[] reports) => Fold(reports).StateFor(s_police, SubjectQuestion.Now).CardAt(Evidence.Hour, isCoarse: false);

    private static void Apply(Subject subject, ReportEvidence evidence, int hours) => new Told(evidence, Evidence.Start.AddHours(hours)).ApplyTo(subject);
}
