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
        Assert.Equal("Sources disagree: 100 against 10,000 people.", assessment.Conflict.Sentence);
        Assert.Equal((100, 10_000), (assessment.Quantity!.LowestReported, assessment.Quantity.HighestReported));
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
        Assert.Equal((2, 1), (basis.Claims, basis.EffectiveSources));
        Assert.True(basis.Tier < 3);
    }

    [Fact]
    public void The_credibility_of_a_claim_goes_before_that_of_its_report()
    {
        var report = Evidence.Of("police/1", Evidence.Status("operating") with { Credibility = 5 });
        Assert.Equal("B5", Assert.Single(Assess("status", report).Contributions!).Grade);
    }

    [Fact]
    public void Old_evidence_is_stale_after_its_half_life()
    {
        Assert.False(Assess("status", Evidence.Of("police/1", Evidence.Status("operating", daysAgo: 44))).Basis.IsStale);
        Assert.True(Assess("status", Evidence.Of("police/1", Evidence.Status("operating", daysAgo: 46))).Basis.IsStale);
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
        Assert.Equal([("india", 1, 1), ("kenya", 1, 2), ("kenya", 2, 1)], assessments.Select(static each => (each.Dimension!, each.On!.Value.Day, each.Basis.Claims)));
    }

    [Fact]
    public void A_dimension_from_a_closed_list_stays_the_code_that_was_reported() => Assert.Equal("hand-over", Assess(
        "incident", Evidence.Of("police/1", Evidence.About("incident", Evidence.People(40), 1) with { Dimension = "hand-over", On = new DateOnly(2025, 2, 1) })).Dimension);

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
        Assert.Equal(("police/1", 1, "police", 1), (share.Origin, share.RankInOrigin, share.Cluster, share.RankInCluster));
    }

    private static Assessment Assess(string attribute, params ReportEvidence[] reports) => All(reports).Single(each => each.Attribute == attribute);

    private static IReadOnlyList<Assessment> All(params ReportEvidence[] reports) =>
        SubjectTests.Fold(reports).StateFor(new Reader("police", Tlp.Red), SubjectQuestion.Now).AssessAll(Evidence.Hour, isCoarse: false, explain: true);
}
