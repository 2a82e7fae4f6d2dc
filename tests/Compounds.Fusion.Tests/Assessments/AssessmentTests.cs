using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Fusion.Tests.Assessments;

/// <summary>How an assessment tells disagreement, foundation and slots.</summary>
public class AssessmentTests
{
    [Fact]
    public void Two_well_supported_statuses_are_told_as_a_disagreement()
    {
        var conflict = Assess("status", Evidence.Of("police/1", Evidence.Status("operating")), Evidence.Of("embassy/1", Evidence.Status("raided"))).Conflict;
        Assert.True(conflict.IsFlagged);
        Assert.Equal(1, conflict.Level);
        Assert.Equal("Sources disagree: operating against raided.", conflict.Sentence);
    }

    [Fact]
    public void A_denied_supplier_is_told_as_a_disagreement() => Assert.Equal(
        "Sources disagree: infrastructure:feed is both said and denied.",
        Assess("suppliedBy", Evidence.Of("police/1", Evidence.SuppliedBy("infrastructure:feed")), Evidence.Of("embassy/1", Evidence.SuppliedBy("infrastructure:feed") with { IsDenied = true })).Conflict.Sentence);

    [Fact]
    public void Figures_far_apart_are_told_as_a_disagreement_and_their_range_stays()
    {
        var assessment = Assess(
            "headcount",
            Evidence.Of("police/1", Evidence.About("headcount", Evidence.People(100) with { Sigma = 0.1 }, 1)) with { Grade = Grade.Parse("A1") },
            Evidence.Of("embassy/1", Evidence.About("headcount", Evidence.People(10_000) with { Sigma = 0.1 }, 1)) with { Grade = Grade.Parse("A1") });
        Assert.True(assessment.Conflict.IsFlagged);
        Assert.Equal("Sources disagree: 10,000 people (A1) against 100 people (A1).", assessment.Conflict.Sentence);
        Assert.Equal([100, 10_000], assessment.Quantity!.Quarrel.Select(place => assessment.Quantity.Reported[place].Low).Order());
    }

    [Fact]
    public void Sources_that_agree_are_no_disagreement() => Assert.Null(
        Assess("status", Evidence.Of("police/1", Evidence.Status("operating")), Evidence.Of("embassy/1", Evidence.Status("operating"))).Conflict.Sentence);

    [Theory]
    [InlineData(0, "F6")]
    [InlineData(1, "B3")]
    [InlineData(2, "A1")]
    [InlineData(3, "A1", "A1")]
    public void The_tier_grows_with_grade_and_independent_sources(int tier, params string[] grades) => Assert.Equal(tier, Assess("status", [.. grades.Select(static (grade, i) =>
        Evidence.Of($"{(i == 0 ? "police" : "embassy")}/1", Evidence.Status("operating")) with { Grade = Grade.Parse(grade) })]).Basis.Tier);

    [Fact]
    public void Reports_of_one_source_are_not_two_sources()
    {
        var grade = Grade.Parse("A1");
        var basis = Assess("status", Evidence.Of("police/1", Evidence.Status("operating")) with { Grade = grade }, Evidence.Of("police/2", Evidence.Status("operating")) with { Grade = grade }).Basis;
        Assert.Equal((2, 1), (basis.Claims, basis.Sources));
        Assert.True(basis.Tier < 3);
    }

    [Fact]
    public void The_credibility_of_a_claim_goes_before_that_of_its_report()
    {
        var report = Evidence.Of("police/1", Evidence.Status("operating") with { Credibility = 5 });
        Assert.Equal("B5", Assert.Single(Assess("status", report).Contributions!).Grade);
    }

    [Fact]
    public void Old_evidence_is_stale_after_two_half_lives_and_still_says_what_was_last_reported()
    {
        Assert.False(Assess("status", Evidence.Of("police/1", Evidence.Status("operating", daysAgo: 89))).Basis.IsStale);
        var old = Assess("status", Evidence.Of("police/1", Evidence.Status("raided", daysAgo: 379)));
        Assert.True(old.Basis.IsStale);
        Assert.Equal(new LastReported("raided", FusionTime.TimeOf(Evidence.Hour).AddDays(-379), "B2", 1, 379, true), old.LastReported);
        Assert.Equal(["raided"], old.Values.Select(static value => value.Value));
    }

    [Fact]
    public void The_figure_that_was_reported_comes_first_and_its_range_beside_it()
    {
        var quantity = Assess("incident", Counted("police/1", 2, "C2")).Quantity!;
        Assert.Equal((2, "C2", "point"), (quantity.Reported[0].Low, quantity.Reported[0].Grade, quantity.Reported[0].Form));
        Assert.Equal(2, quantity.Estimate!.P50, 0.02);
        Assert.InRange(quantity.Estimate.P90, 2, 5);
        Assert.Equal("rests on one source (C2)", quantity.Said);
    }

    [Fact]
    public void A_count_of_none_is_shown_as_none()
    {
        var quantity = Assess("incident", Counted("police/1", 0, "B2")).Quantity!;
        Assert.Equal((0, 0), (quantity.Reported[0].Low, quantity.Estimate!.P50));
    }

    [Fact]
    public void A_bound_alone_is_no_estimate()
    {
        var assessment = Assess("headcount", Evidence.Of("police/1", Evidence.About("headcount", Evidence.People(1_000) with { Form = QuantityForm.AtLeast }, 1)));
        Assert.Null(assessment.Quantity!.Estimate);
        Assert.Equal((1_000, "only bounds"), (assessment.Quantity.AtLeast, assessment.WhyNone));
    }

    [Fact]
    public void What_is_only_denied_has_no_value_and_is_listed_as_denied()
    {
        var assessment = Assess("suppliedBy", Evidence.Of("police/1", Evidence.SuppliedBy("infrastructure:feed") with { IsDenied = true }));
        Assert.Empty(assessment.Values);
        Assert.Equal(["infrastructure:feed"], assessment.Denied);
        Assert.Equal("only denials", assessment.WhyNone);
    }

    [Fact]
    public void A_cut_is_a_change_and_no_quarrel()
    {
        var feed = Evidence.SuppliedBy("infrastructure:feed");
        var assessment = Assess(
            "suppliedBy", Evidence.Of("police/1", feed with { ObservedAt = Evidence.Now.AddDays(-30) }),
            Evidence.Of("utility/1", feed with { IsDenied = true, ObservedAt = Evidence.Now.AddDays(-2) }) with { Grade = Grade.Parse("A1") });
        Assert.False(assessment.Conflict.IsFlagged);
        Assert.Equal(["infrastructure:feed"], assessment.Superseded.Select(static change => change.Value));
        Assert.InRange(assessment.Values[0].Probability, 0, 0.2);
    }

    [Fact]
    public void A_part_of_a_group_and_an_occasion_are_counts_of_their_own()
    {
        var day = new DateOnly(2025, 2, 12);
        Claim On(double people, string? occasion, PeopleCell? of) => Evidence.About("incident", Evidence.People(people), 1) with
        {
            Dimension = "hand-over", On = day, Validity = occasion is null ? null : Validity.None with { Occasion = occasion },
            Scope = of is null ? null : CountScope.None with { Of = of },
        };
        var women = PeopleCell.Of([("sex", "women")]);
        var assessments = All(Evidence.Of("police/1", On(260, null, null), On(39, null, women), On(50, "second", null)));
        Assert.Equal([(null, null), (null, "second"), ("sex=women", null)], assessments.Select(static each => (each.Slot.Of, each.Slot.Occasion)));
    }

    [Fact]
    public void A_running_total_is_one_series_however_many_days_it_is_told_on()
    {
        Claim Total(double people, int day) => Evidence.About("incidentTotal", Evidence.People(people), 1) with { Dimension = "repatriation", On = new DateOnly(2025, 2, day) };
        var total = Assert.Single(All(Evidence.Of("police/1", Total(100, 10), Total(250, 20))));
        Assert.Equal(new DateOnly(2025, 2, 20), total.Quantity!.TotalOn);
        Assert.Equal(250, total.Quantity.Reported[0].Low);
        Assert.False(total.Conflict.IsFlagged);
    }

    [Fact]
    public void A_claim_that_is_more_closed_than_its_report_closes_nothing_else()
    {
        var report = Evidence.Of("police/1", Evidence.Country("MM"), Evidence.Status("operating") with { Handling = Handling.Of(Tlp.Amber, Pap.Amber, "police") });
        var subject = SubjectTests.Fold(report);
        var open = subject.StateFor(new Reader("ngo", Tlp.Green), SubjectQuestion.Now);
        Assert.Equal(["country"], open.AssessAll(Evidence.Hour, isCoarse: false, explain: false).Select(static each => each.Attribute));
        Assert.Equal(Tlp.Clear, open.CardAt(Evidence.Hour, isCoarse: false)!.HighestTlp);
        Assert.Single(Assert.Single(subject.HistoryFor(new Reader("ngo", Tlp.Green))).Evidence.Claims);
        Assert.Equal(Tlp.Amber, subject.StateFor(new Reader("ngo", Tlp.Amber), SubjectQuestion.Now).CardAt(Evidence.Hour, isCoarse: false)!.HighestTlp);
    }

    [Fact]
    public void A_state_carries_the_markings_of_all_that_stands_owner_by_owner()
    {
        var (amber, red) = (Handling.Of(Tlp.Amber, Pap.Green, "police", ["army"]), Handling.Of(Tlp.Red, Pap.Amber, "ngo", ["army"]));
        var context = Evidence.Of("embassy/3") with { Handling = Handling.Of(Tlp.Amber, Pap.Red, "embassy"), Cites = ["origin:wire"] };
        var cited = Evidence.Of("ngo/2", Evidence.Headcount(2_000)) with { Handling = red, Cites = ["embassy/3"] };
        var subject = SubjectTests.Fold(Evidence.Of("police/1", Evidence.Country("MM"), Evidence.Status("operating") with { Handling = amber }), context, cited);
        var army = new Reader("army", Tlp.Red);

        Label For(Reader reader) => subject.StateFor(reader, SubjectQuestion.Now).Label();
        Assert.Equal([new("embassy", context.Handling), new("ngo", red), new("police", amber)], For(army).Owners);
        Assert.Equal(new Handling(Tlp.Red, Pap.Red, ["army"]), For(army).Marking);
        Assert.Equal(Label.Of("police", Handling.Open), For(new Reader("army", Tlp.Green)));

        subject.Apply("ngo/0", 9, cited.Retract(), Evidence.Start);
        Assert.Equal(Label.Of("police", amber), For(army));
    }

    [Fact]
    public void What_was_public_by_a_day_is_what_relays_told_of()
    {
        var subject = SubjectTests.Fold(
            Evidence.Of("police/1", Evidence.Country("MM")) with { PublicSince = new DateOnly(2025, 2, 13) }, Evidence.Of("police/2", Evidence.Status("operating")));
        var reader = new Reader("police", Tlp.Red);
        Assert.True(subject.StateFor(reader, SubjectQuestion.Now with { PublicBy = CalendarDay.EndOf(new DateOnly(2025, 2, 12)) }).IsEmpty);
        Assert.Equal(1, subject.StateFor(reader, SubjectQuestion.Now with { PublicBy = CalendarDay.EndOf(new DateOnly(2025, 2, 13)) }).CardAt(Evidence.Hour, isCoarse: false)!.Reports);
    }

    [Fact]
    public void Reports_that_cite_each_other_in_a_circle_are_told_of() => Assert.True(Assess(
        "status",
        Evidence.Of("police/1", Evidence.Status("operating")) with { Cites = ["embassy/1"] },
        Evidence.Of("embassy/1", Evidence.Status("operating")) with { Cites = ["police/1"] }).Basis.IsCircular);

    [Fact]
    public void One_value_for_each_supplier_day_and_dimension()
    {
        static Claim On(int day, string nationality) => Evidence.About("nationality", Evidence.People(40), 1) with { Dimension = nationality, On = new DateOnly(2025, 2, day) };
        var assessments = All(Evidence.Of("police/1", On(1, "Kenya"), On(2, "Kenya"), On(1, "India")), Evidence.Of("embassy/1", On(1, "KENYA ")));
        Assert.Equal([("india", 1, 1), ("kenya", 1, 2), ("kenya", 2, 1)], assessments.Select(static each => (each.Slot.Dimension!, each.Slot.On!.Value.Day, each.Basis.Claims)));
    }

    [Fact]
    public void A_dimension_from_a_closed_list_stays_the_code_that_was_reported() => Assert.Equal("hand-over", Assess(
        "incident", Evidence.Of("police/1", Evidence.About("incident", Evidence.People(40), 1) with { Dimension = "hand-over", On = new DateOnly(2025, 2, 1) })).Slot.Dimension);

    [Fact]
    public void Assessments_come_in_the_order_of_the_catalogue()
    {
        string[] names = [.. All(Evidence.Of("police/1", Evidence.Headcount(40), Evidence.Country("MM"), Evidence.Status("raided"), Evidence.Alias("Dongmei"))).Select(static each => each.Attribute)];
        Assert.Equal(["alias", "country", "status", "headcount"], names);
    }

    [Fact]
    public void Explanations_are_given_only_when_asked_for()
    {
        var state = SubjectTests.Fold(Evidence.Of("police/1", Evidence.Status("operating"))).StateFor(new Reader("police", Tlp.Red), SubjectQuestion.Now);
        Assert.Null(Assert.Single(state.AssessAll(Evidence.Hour, isCoarse: false, explain: false)).Contributions);
        var share = Assert.Single(Assert.Single(state.AssessAll(Evidence.Hour, isCoarse: false, explain: true)).Contributions!);
        Assert.Equal(("police/1", 0, "operating", "B2", "CLEAR"), (share.Report, share.Claim, share.Value, share.Grade, share.Tlp));
        Assert.Equal([new OriginRank("police/1", 1, "police", 1)], share.Origins);
    }

    private static ReportEvidence Counted(string report, double people, string grade) => Evidence.Of(
        report, Evidence.About("incident", Evidence.People(people), 1) with { Dimension = "identification", On = new DateOnly(2025, 5, 20) }) with { Grade = Grade.Parse(grade) };

    private static Assessment Assess(string attribute, params ReportEvidence[] reports) => All(reports).Single(each => each.Attribute == attribute);

    private static IReadOnlyList<Assessment> All(params ReportEvidence[] reports) =>
        SubjectTests.Fold(reports).StateFor(new Reader("police", Tlp.Red), SubjectQuestion.Now).AssessAll(Evidence.Hour, isCoarse: false, explain: true);
}
