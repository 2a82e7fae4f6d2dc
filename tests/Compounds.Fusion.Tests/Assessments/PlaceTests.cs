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

    [Fact]
    public void Points_that_agree_are_averaged_the_more_exact_one_weighing_more()
    {
        var place = Located(Evidence.Place(16.60, 98.50, 5), Evidence.Place(16.62, 98.52, 1));
        Assert.InRange(place.Latitude, 16.61, 16.62);
        Assert.InRange(place.Longitude, 98.51, 98.52);
        Assert.Equal(1, place.PrecisionKilometres);
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
        Assert.Equal((6, 1), (once.Claims, once.EffectiveSources));
        Assert.True(once.Tier < 3, "One source alone does not confirm.");

        subject.Apply("ngo/0", 1, Evidence.Of("ngo/1", Evidence.Place(16.6003, 98.5001)), Evidence.Start);
        Assert.Equal(2, Basis(subject).EffectiveSources);

        static Basis Basis(Subject subject) => Assert.Single(
            subject.StateFor(s_cleared, SubjectQuestion.Now).AssessAll(Evidence.Hour, isCoarse: false, explain: false), static each => each.Attribute == "location").Basis;
    }

    [Fact]
    public void What_the_place_is_founded_on_does_not_depend_on_the_order_or_on_what_was_read_between() =>
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
    public void The_best_group_is_that_of_the_points_whose_neighbours_have_most_support() =>
        Gen.Select(Gen.Double[16.5, 16.7], Gen.Double[98.4, 98.6], Gen.Double[0.5, 10], Gen.Double[0.1, 2]).Array[1, 40].Sample(
            told =>
            {
                var points = told.Select((each, i) => Member(each.Item1, each.Item2, each.Item3, $"{i:00}", each.Item4, i)).ToArray();
                var most = points.Max(middle => Near(middle, points).Sum(static each => each.Nats));
                var best = PlaceGroup.Best(points);
                Assert.Equal(most, best.Sum(static each => each.Nats));
                Assert.Contains(points, middle => Near(middle, points).SequenceEqual(best));
            },
            iter: Cases.Count);

    [Fact]
    public void Of_thousands_of_points_those_round_the_best_supported_ones_make_the_place()
    {
        var crowd = Enumerable.Range(0, 3_000).Select(static i => Member(16.6 + (i * 1e-6), 98.5, 1, $"crowd {i:0000}", 0.5, i));
        var strays = Enumerable.Range(0, 300).Select(static i => Member(20 + (i * 0.01), 100, 1, $"stray {i:000}", 0.4, 3_000 + i));
        var best = PlaceGroup.Best([.. strays, .. crowd]);
        Assert.Equal(3_000, best.Length);
        Assert.All(best, static member => Assert.StartsWith("crowd", member.Value.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void A_flood_of_points_from_one_giver_does_not_keep_others_out()
    {
        var flood = Enumerable.Range(0, 3_000).Select(static i => Member(20 + (i * 1e-6), 100, 1, $"flood {i:0000}", 0.9, 0));
        var best = PlaceGroup.Best([.. flood, Member(16.6, 98.5, 1, "one", 0.5, 1), Member(16.6001, 98.5, 1, "other", 0.5, 2)]);
        Assert.Equal(["one", "other"], best.Select(static member => member.Value.Value));
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
            Assert.True(PlaceSlot.Kilometres(point.Latitude, point.Longitude, centre.Latitude, centre.Longitude) <= 3.6);
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
        Assert.Equal(kilometres, PlaceSlot.Kilometres(latitude1, longitude1, latitude2, longitude2), 0.5);

    private static PlaceBelief Located(params Claim[] claims) => Assess(s_cleared, claims).Place!;

    private static Assessment Assess(Reader reader, params Claim[] claims)
    {
        var subject = SubjectTests.Fold([.. claims.Select(static (claim, i) => Evidence.Of($"{(i == 0 ? "police" : i == 1 ? "embassy" : "ngo")}/{i}", claim))]);
        return subject.StateFor(reader, SubjectQuestion.Now).AssessAll(Evidence.Hour, reader.SeesCoarsePlaces(), explain: true).Single(static assessment => assessment.Attribute == "location");
    }

    private static Assessment? Located(Subject subject) => subject.StateFor(s_cleared, SubjectQuestion.Now)
        .AssessAll(Evidence.Hour, isCoarse: false, explain: true).FirstOrDefault(static each => each.Attribute == "location");

    private static PlaceGroup.Member Member(double latitude, double longitude, double precision, string code, double nats, int giver) =>
        new(new PointValue(latitude, longitude, precision), new ValueAssessment(code, 0.5, default, 0, nats, 0, default, 1), [giver]);

    private static PlaceGroup.Member[] Near(PlaceGroup.Member middle, PlaceGroup.Member[] points) => [.. points.Where(other =>
        PlaceSlot.Kilometres(middle.Point.Latitude, middle.Point.Longitude, other.Point.Latitude, other.Point.Longitude) <= Math.Max(middle.Point.PrecisionKilometres, other.Point.PrecisionKilometres))];
}
