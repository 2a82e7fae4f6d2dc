using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Fusion.Tests.Assessments;

/// <summary>Where a compound is, and who may know it how exactly.</summary>
public class PlaceTests
{
    private static readonly Reader s_cleared = new("police", Tlp.Amber);
    private static readonly Reader s_open = new("ngo", Tlp.Green);
    private static readonly Gen<(double Latitude, double Longitude)> Points = Gen.Select(Gen.Double[5, 28], Gen.Double[92, 110]);

    private static readonly Gen<(int Agency, double Latitude, double Precision, string Grade)[]> s_told = Gen.Select(
        Gen.Int[0, 4], Some.OneOf(16.60, 16.605, 16.62, 16.70, 16.72), Some.OneOf(0.5, 1, 3, 8), Some.OneOf("A1", "B2", "C3", "F6")).Array[1, 10];

    [Fact]
    public void L_LEAD_the_best_graded_point_stands_for_its_place_and_the_most_exact_among_equals()
    {
        var place = Located(Evidence.Place(16.60, 98.50, 5), Evidence.Place(16.62, 98.52, 1));
        Assert.Equal((16.62, 98.52, 1), (place.Latitude, place.Longitude, place.PrecisionKilometres));
    }

    [Fact]
    public void L_LEAD_another_report_of_the_leading_point_never_moves_it() => s_told.Sample(
        told =>
        {
            var subject = Told(told);
            if (Located(subject)?.Place is not { } before)
                return;
            var lead = told.Where(each => each.Latitude == before.Latitude).Max(static each => each.Precision);
            subject.Apply("more/0", 1, Evidence.Of("more/1", Evidence.Place(before.Latitude, 98.5, lead)) with { Grade = Compounds.Reports.Grade.Parse("B2") }, Evidence.Start);
            var after = Located(subject)!.Place!;
            Assert.Equal((before.Latitude, before.Longitude), (after.Latitude, after.Longitude));
        },
        iter: Cases.Count);

    [Fact]
    public void L_ONE_no_more_sources_stand_behind_a_place_than_reports() => s_told.Sample(
        told =>
        {
            var basis = Located(Told(told))?.Basis;
            Assert.True(basis is null || basis.Sources <= basis.Claims);
        },
        iter: Cases.Count);

    [Fact]
    public void L_ONE_a_report_that_cites_two_origins_is_one_source()
    {
        var subject = SubjectTests.Fold(Evidence.Of("police/1", Evidence.Place(16.6, 98.5)) with { Cites = ["origin:mae-ramat-district", "origin:task-force"], Grade = Compounds.Reports.Grade.Parse("A1") });
        Assert.Equal((1, 1), (Located(subject)!.Basis.Claims, Located(subject)!.Basis.Sources));
    }

    [Fact]
    public void L_COARSE_a_coarse_copy_of_a_point_is_the_same_place_as_exact_as_before()
    {
        var (exact, copy) = (Evidence.Place(16.6391, 98.5235, 0.6), CoarseGrid.Snap(new PointValue(16.6391, 98.5235, 0.6)));
        var place = Located(exact, Evidence.About("location", copy, 1));
        Assert.Equal((16.6391, 98.5235, 0.6), (place.Latitude, place.Longitude, place.PrecisionKilometres));
        Assert.Equal(Conflict.None, Assess(s_cleared, exact, Evidence.About("location", copy, 1)).Conflict);
    }

    [Fact]
    public void L_RADIUS_sources_that_lie_apart_within_a_place_widen_it()
    {
        var near = Located(Evidence.Place(16.600, 98.50, 3), Evidence.Place(16.601, 98.50, 3), Evidence.Place(16.600, 98.501, 3));
        Assert.Equal(3, near.PrecisionKilometres);
    }

    [Fact]
    public void A_wild_coordinate_does_not_drag_the_place_away_and_is_told()
    {
        var assessment = Assess(s_cleared, Evidence.Place(16.60, 98.50), Evidence.Place(16.601, 98.501), Evidence.Place(17.95, 102.62));
        Assert.InRange(assessment.Place!.Latitude, 16.60, 16.601);
        Assert.True(assessment.Conflict.IsFlagged);
        Assert.Matches("^Sources disagree: places 4[0-9]{2} km apart\\.$", assessment.Conflict.Sentence);
    }

    [Fact]
    public void A_source_that_gives_one_place_in_other_digits_counts_once()
    {
        var subject = new Subject(Evidence.KkPark);
        for (var i = 0; i < 6; i++)
            subject.Apply("police/0", i + 1, Evidence.Of($"police/{i}", Evidence.Place(16.6000 + (i * 0.0001), 98.5)), Evidence.Start);
        var once = Basis(subject);
        Assert.Equal((6, 1), (once.Claims, once.Sources));
        Assert.True(once.Tier < 3, "One source alone does not confirm.");

        subject.Apply("ngo/0", 1, Evidence.Of("ngo/1", Evidence.Place(16.6003, 98.5001)), Evidence.Start);
        Assert.Equal(2, Basis(subject).Sources);

        static Basis Basis(Subject subject) => Assert.Single(
            subject.StateFor(s_cleared, SubjectQuestion.Now).AssessAll(Evidence.Hour, isCoarse: false, explain: false), static each => each.Attribute == "location").Basis;
    }

    [Fact]
    public void L_ORD_what_the_place_is_founded_on_does_not_depend_on_what_was_read_between() =>
        Gen.Select(Gen.Int[0, 3], Gen.Double[16.59, 16.62], Gen.Double[0.5, 2], Gen.Bool).Array[1, 12].Sample(
            told =>
            {
                var (read, unread) = (new Subject(Evidence.KkPark), new Subject(Evidence.KkPark));
                for (var i = 0; i < told.Length; i++)
                {
                    var (agency, latitude, precision, isRetracted) = told[i];
                    var evidence = Evidence.Of($"agency-{agency}/{i}", Evidence.Place(latitude, 98.5, precision));
                    foreach (var subject in new[] { read, unread })
                    {
                        subject.Apply("inbox/0", (2 * i) + 1, evidence, Evidence.Start);
                        if (subject == read)
                            _ = Located(subject);
                        if (isRetracted)
                            subject.Apply("inbox/0", (2 * i) + 2, evidence.Retract(), Evidence.Start);
                    }
                }

                Assert.Equivalent(Located(unread), Located(read), strict: true);
            },
            iter: Cases.Count);

    [Fact]
    public void Points_that_lie_within_their_precision_are_no_disagreement() =>
        Assert.Equal(Conflict.None, Assess(s_cleared, Evidence.Place(16.60, 98.50, 5), Evidence.Place(16.62, 98.52, 5)).Conflict);

    [Fact]
    public void Below_amber_the_place_of_a_compound_lies_on_the_grid()
    {
        var (exact, coarse) = (Assess(s_cleared, Evidence.Place(16.6391, 98.5235)), Assess(s_open, Evidence.Place(16.6391, 98.5235)));
        Assert.Equal((16.6391, 98.5235, false), (exact.Place!.Latitude, exact.Place.Longitude, exact.Place.IsCoarse));
        Assert.True(coarse.Place!.IsCoarse);
        Assert.Equal(5, coarse.Place.PrecisionKilometres);
        Assert.NotEqual(exact.Place.Latitude, coarse.Place.Latitude);
        Assert.DoesNotContain("16.639", Assert.Single(coarse.Contributions!).Value, StringComparison.Ordinal);
        Assert.Contains("16.6391", Assert.Single(exact.Contributions!).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Crossings_and_infrastructure_are_public_places_and_stay_exact()
    {
        foreach (var kind in new[] { SubjectKind.Crossing, SubjectKind.Infrastructure, SubjectKind.Operator })
        {
            var subject = new Subject(SubjectId.FromName(kind, "Somewhere"));
            subject.Apply("police/0", 1, Evidence.Of("police/1", Evidence.Place(16.6391, 98.5235)), Evidence.Start);
            var place = subject.StateFor(s_open, SubjectQuestion.Now).CardAt(Evidence.Hour, s_open.SeesCoarsePlaces())!.Location!;
            Assert.Equal((16.6391, 98.5235, false), (place.Latitude, place.Longitude, place.IsCoarse));
        }
    }

    [Fact]
    public void The_evidence_shown_below_amber_is_coarse_too()
    {
        var evidence = Evidence.Of("police/1", Evidence.Place(16.6391, 98.5235), Evidence.Status("operating"));
        Assert.Same(evidence, CoarseEvidence.For(s_cleared, SubjectKind.Compound, evidence));
        Assert.Same(evidence, CoarseEvidence.For(s_open, SubjectKind.Crossing, evidence));
        var coarse = CoarseEvidence.For(s_open, SubjectKind.Compound, evidence);
        var point = Assert.IsType<PointValue>(coarse.Claims[0].Value);
        Assert.Equal(CoarseGrid.Snap(new PointValue(16.6391, 98.5235, 1)), point);
        Assert.Equal(evidence.Claims[1], coarse.Claims[1]);
    }

    [Fact]
    public void A_flood_of_points_from_one_source_does_not_outweigh_two_that_agree()
    {
        var subject = new Subject(Evidence.KkPark);
        for (var i = 0; i < 500; i++)
            subject.Apply("flood/0", i + 1, Evidence.Of($"flood/{i}", Evidence.Place(20 + (i * 1e-4), 100)), Evidence.Start);
        subject.Apply("police/0", 1, Evidence.Of("police/1", Evidence.Place(16.6, 98.5)), Evidence.Start);
        subject.Apply("ngo/0", 1, Evidence.Of("ngo/1", Evidence.Place(16.6001, 98.5)), Evidence.Start);
        subject.Apply("embassy/0", 1, Evidence.Of("embassy/1", Evidence.Place(16.6, 98.5001)), Evidence.Start);
        Assert.InRange(Located(subject)!.Place!.Latitude, 16.6, 16.6001);
    }

    [Fact]
    public void Six_outlets_that_copy_one_origin_in_other_digits_do_not_outweigh_two_sources_that_agree()
    {
        var subject = new Subject(Evidence.KkPark);
        for (var i = 0; i < 6; i++)
            subject.Apply("outlets/0", i + 1, Evidence.Of($"outlet-{i}/1", Evidence.Place(17.5000 + (i * 0.0001), 99.5)) with { Cites = ["origin:wire"] }, Evidence.Start);
        subject.Apply("police/0", 1, Evidence.Of("police/1", Evidence.Place(16.6000, 98.5)), Evidence.Start);
        subject.Apply("ngo/0", 1, Evidence.Of("ngo/1", Evidence.Place(16.6001, 98.5)), Evidence.Start);
        var assessment = Located(subject)!;
        Assert.InRange(assessment.Place!.Latitude, 16.6, 16.6001);
        Assert.True(assessment.Conflict.IsFlagged, "The other place is told.");
    }

    [Fact]
    public void A_report_and_those_that_copy_it_in_other_digits_count_once()
    {
        var subject = new Subject(Evidence.KkPark);
        subject.Apply("embassy/0", 1, Evidence.Of("embassy/1", Evidence.Place(17.5, 99.5)), Evidence.Start);
        for (var i = 0; i < 6; i++)
            subject.Apply("outlets/0", i + 1, Evidence.Of($"outlet-{i}/1", Evidence.Place(17.5001 + (i * 0.0001), 99.5)) with { Cites = ["embassy/1"] }, Evidence.Start);
        subject.Apply("police/0", 1, Evidence.Of("police/1", Evidence.Place(16.6000, 98.5)), Evidence.Start);
        subject.Apply("ngo/0", 1, Evidence.Of("ngo/1", Evidence.Place(16.6001, 98.5)), Evidence.Start);
        Assert.InRange(Located(subject)!.Place!.Latitude, 16.6, 16.6001);
    }

    [Fact]
    public void A_cell_has_one_centre_and_asking_again_moves_nothing() => Gen.Select(Points, Gen.Double[0.01, 30]).Sample(
        (point, precision) =>
        {
            var centre = CoarseGrid.Snap(new PointValue(point.Latitude, point.Longitude, precision));
            Assert.Equal(centre, CoarseGrid.Snap(centre));
            Assert.True(centre.PrecisionKilometres >= 5);
            Assert.True(Distance.Kilometres(point.Latitude, point.Longitude, centre.Latitude, centre.Longitude) <= 3.6);
        },
        iter: Cases.Count);

    [Fact]
    public void Every_point_of_a_cell_has_the_same_centre() => Gen.Select(Points, Gen.Double[-0.49, 0.49], Gen.Double[-0.49, 0.49]).Sample(
        (point, up, right) =>
        {
            var centre = CoarseGrid.Snap(new PointValue(point.Latitude, point.Longitude, 1));
            var step = 5 / 111.32;
            var within = new PointValue(centre.Latitude + (up * step), centre.Longitude + (right * step / Math.Cos(centre.Latitude * Math.PI / 180)), 1);
            Assert.Equal(centre, CoarseGrid.Snap(within));
        },
        iter: Cases.Count);

    [Theory]
    [InlineData(16.64, 98.52, 16.64, 98.52, 0)]
    [InlineData(0, 0, 0, 1, 111.19)]
    [InlineData(13.7563, 100.5018, 16.7130, 98.5742, 388.4)]
    public void Distances_over_the_ground_are_right(double latitude1, double longitude1, double latitude2, double longitude2, double kilometres) =>
        Assert.Equal(kilometres, Distance.Kilometres(latitude1, longitude1, latitude2, longitude2), 0.5);

    private static PlaceBelief Located(params Claim[] claims) => Assess(s_cleared, claims).Place!;

    private static Assessment Assess(Reader reader, params Claim[] claims)
    {
        var subject = SubjectTests.Fold([.. claims.Select(static (claim, i) => Evidence.Of($"{(i == 0 ? "police" : i == 1 ? "embassy" : "ngo")}/{i}", claim))]);
        return subject.StateFor(reader, SubjectQuestion.Now).AssessAll(Evidence.Hour, reader.SeesCoarsePlaces(), explain: true).Single(static assessment => assessment.Attribute == "location");
    }

    private static Assessment? Located(Subject subject) => subject.StateFor(s_cleared, SubjectQuestion.Now)
        .AssessAll(Evidence.Hour, isCoarse: false, explain: true).FirstOrDefault(static each => each.Attribute == "location");

    private static Subject Told((int Agency, double Latitude, double Precision, string Grade)[] told)
    {
        var subject = new Subject(Evidence.KkPark);
        for (var i = 0; i < told.Length; i++)
        {
            subject.Apply(
                "inbox/0", i + 1,
                Evidence.Of($"agency-{told[i].Agency}/{i}", Evidence.Place(told[i].Latitude, 98.5, told[i].Precision)) with { Grade = Compounds.Reports.Grade.Parse(told[i].Grade) }, Evidence.Start);
        }

        return subject;
    }
}
