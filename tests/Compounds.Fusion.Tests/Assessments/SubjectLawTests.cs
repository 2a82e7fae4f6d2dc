using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Fusion.Tests.Assessments;

/// <summary>The laws of a subject: what it says is a function of the evidence that stands, not of how it came.</summary>
public class SubjectLawTests
{
    [Fact]
    public void The_same_evidence_twice_changes_nothing() => Gen.Select(Told.Histories, Some.Reader).Sample(
        (history, reader) =>
        {
            var (once, twice) = (Told.Fold(history), Told.Fold(history.SelectMany(static told => new[] { told, told })));
            Assert.Equal(Seen.State(once, reader, SubjectQuestion.Now, Evidence.Now), Seen.State(twice, reader, SubjectQuestion.Now, Evidence.Now));
        },
        iter: Cases.Count);

    [Fact]
    public void The_order_in_which_reports_are_delivered_does_not_matter() => Told.Histories.SelectMany(history => Gen.Select(Gen.Const(history), Told.Reordered(history), Some.Reader)).Sample(
        (history, reordered, reader) =>
        {
            var (one, other) = (Told.Fold(history), Told.Fold(reordered));
            Assert.Equal(Seen.Assessments(one, reader, SubjectQuestion.Now, Evidence.Now), Seen.Assessments(other, reader, SubjectQuestion.Now, Evidence.Now));
            Assert.Equal(Seen.CardButChange(one, reader), Seen.CardButChange(other, reader));
            Assert.Equal(Seen.Standing(one, reader, SubjectQuestion.Now), Seen.Standing(other, reader, SubjectQuestion.Now));
        },
        iter: Cases.Count);

    [Fact]
    public void A_state_kept_up_to_date_equals_one_folded_anew_at_any_time() => Gen.Select(Told.Histories, Gen.Select(Some.Reader, Gen.Int[0, 3]).Array[12]).Sample(
        (history, reads) =>
        {
            var live = new Subject(Evidence.KkPark);
            for (var i = 0; i < history.Length; i++)
            {
                history[i].ApplyTo(live);
                var (reader, hours) = reads[i % reads.Length];
                var now = Evidence.Now.AddHours(hours / 3);
                if (hours > 0)
                    Assert.Equal(Seen.State(Told.Fold(history[..(i + 1)]), reader, SubjectQuestion.Now, now), Seen.State(live, reader, SubjectQuestion.Now, now));
            }

            Assert.All(reads, read => Assert.Equal(
                Seen.Everything(Told.Fold(history), read.Item1, SubjectQuestion.Now), Seen.Everything(live, read.Item1, SubjectQuestion.Now)));
        },
        iter: Cases.Count);

    [Fact]
    public void Evidence_that_is_kept_as_it_was_stored_or_packed_says_what_its_objects_say() => Gen.Select(Told.Histories, Gen.Select(Some.Reader, Gen.Bool, Gen.Bool).Array[12]).Sample(
        (history, steps) =>
        {
            // A pack holds one to five pieces here.
            var (stored, objects) = (new Subject(Evidence.KkPark) { PackBytes = 2_000 }, new Subject(Evidence.KkPark));
            for (var i = 0; i < history.Length; i++)
            {
                var (reader, isStored, isRead) = steps[i % steps.Length];
                history[i].ApplyTo(stored, isStored);
                history[i].ApplyTo(objects);
                if (isRead)
                    Assert.Equal(Seen.State(objects, reader, SubjectQuestion.Now, Evidence.Now), Seen.State(stored, reader, SubjectQuestion.Now, Evidence.Now));
            }

            var past = new SubjectQuestion(null, Evidence.Start.AddDays(1), false);
            Assert.All(steps, step => Assert.Equal(
                Seen.Everything(objects, step.Item1, SubjectQuestion.Now, past), Seen.Everything(stored, step.Item1, SubjectQuestion.Now, past)));
        },
        iter: Cases.Count);

    [Fact]
    public void A_retracted_report_was_never_there() => Gen.Select(Told.Histories, Some.Reader, RandomClaim.Any.Array[1, 3], Gen.Int[0, 40], Gen.Bool).Sample(
        (history, reader, claims, place, isHandling) =>
        {
            var filed = Evidence.Of("utility/withdrawn", claims) with { Cites = ["police/r0", "origin:wire"] };
            var retracted = filed.Retract(isHandling ? RetractionReason.Handling : RetractionReason.Withdrawn);
            var at = place % (history.Length + 1);
            var with = Told.Fold([.. history[..at], new Told(filed, Evidence.Start), .. history[at..], new Told(retracted, Evidence.Now)]);
            var without = Told.Fold(history);
            Assert.Equal(Seen.Assessments(without, reader, SubjectQuestion.Now, Evidence.Now), Seen.Assessments(with, reader, SubjectQuestion.Now, Evidence.Now));
            Assert.Equal(Seen.CardButChange(without, reader), Seen.CardButChange(with, reader));
            Assert.Equal(Seen.Standing(without, reader, SubjectQuestion.Now), Seen.Standing(with, reader, SubjectQuestion.Now));
        },
        iter: Cases.Count);

    [Fact]
    public void Only_the_last_revision_counts() => Gen.Select(Told.Histories, Some.Reader, RandomClaim.Any.Array[1, 3], RandomClaim.Any.Array[1, 3]).Sample(
        (history, reader, first, last) =>
        {
            // A reader who may see no more of the report than its last revision hides is told of a change; here all of it is open.
            last = [.. last.Select(static claim => claim with { Handling = null })];
            var filed = Evidence.Of("utility/revised", first) with { Cites = ["police/r0"] };
            var revised = Evidence.Of("utility/revised", last) with { Revision = 2, Cites = ["embassy/r1"] };
            var with = Told.Fold([new Told(filed, Evidence.Start), .. history, new Told(revised, Evidence.Now)]);
            var without = Told.Fold([.. history, new Told(revised, Evidence.Now)]);
            Assert.Equal(Seen.State(without, reader, SubjectQuestion.Now, Evidence.Now), Seen.State(with, reader, SubjectQuestion.Now, Evidence.Now));
        },
        iter: Cases.Count);

    [Fact]
    public void As_of_a_time_states_and_counts_of_later_say_nothing_and_standing_facts_hold() => Gen.Select(Told.Histories, Some.Reader, Gen.Int[0, 410 * 24]).Sample(
        (history, reader, hoursAgo) =>
        {
            var asOf = Evidence.Now.AddHours(-hoursAgo);
            var by = history.Select(told => told with { Evidence = told.Evidence with { Claims = [.. told.Evidence.Claims.Where(claim => CanCount(claim, asOf))] } });
            Assert.Equal(
                Seen.Assessments(Told.Fold(by), reader, new SubjectQuestion(asOf, null, true), Evidence.Now),
                Seen.Assessments(Told.Fold(history), reader, new SubjectQuestion(asOf, null, true), Evidence.Now));
        },
        iter: Cases.Count);

    [Fact]
    public void Known_at_a_time_is_what_had_been_recorded_by_then() => Gen.Select(Told.Histories, Some.Reader, Gen.Int[0, 40]).Sample(
        (history, reader, step) =>
        {
            var knownAt = Evidence.Start.AddMinutes(step * 97 / 2);
            Assert.Equal(
                Seen.State(Told.Fold(history.Where(told => told.Evidence.RecordedAt <= knownAt)), reader, SubjectQuestion.Now, knownAt),
                Seen.State(Told.Fold(history), reader, new SubjectQuestion(null, knownAt, true), Evidence.Now));
        },
        iter: Cases.Count);

    [Fact]
    public void Contributions_add_up_to_the_score() => Gen.Select(Told.Histories, Some.Reader).Sample(
        (history, reader) =>
        {
            foreach (var assessment in Told.Fold(history).StateFor(reader, SubjectQuestion.Now).AssessAll(Evidence.Hour, isCoarse: false, explain: true))
            {
                Assert.All(assessment.Values, value => Assert.Equal(
                    value.SupportNats - value.AgainstNats, assessment.Contributions!.Where(share => share.Value == value.Value).Sum(static share => share.Nats), 1e-9));
                if (assessment is { Values.Count: > 0, Other: { } other })
                    Assert.Equal(1, assessment.Values.Sum(static value => value.Probability) + other, 1e-9);
                Assert.All(assessment.Values, static value => Assert.InRange(value.Sources, 0, value.Reports));
                Assert.Equal(assessment.Basis.Claims, assessment.Contributions!.Count(static share => share.Origins.Count > 0));
            }
        },
        iter: Cases.Count);

    [Fact]
    public void A_class_that_fell_far_behind_is_folded_anew_and_says_the_same()
    {
        var subject = new Subject(Evidence.KkPark);
        var reader = new Reader("police", Tlp.Red);
        var history = Enumerable.Range(0, 5_000).Select(i => new Told(
            Evidence.Of($"police/{i % 50}", Evidence.Status(i % 3 == 0 ? "raided" : "operating")) with { Revision = 1 + (i / 50) }, Evidence.Start.AddSeconds(i))).ToArray();
        for (var i = 0; i < history.Length; i++)
        {
            history[i].ApplyTo(subject);
            if (i == 0)
                Seen.State(subject, reader, SubjectQuestion.Now, Evidence.Now);
        }

        Assert.Equal(Seen.State(Told.Fold(history), reader, SubjectQuestion.Now, Evidence.Now), Seen.State(subject, reader, SubjectQuestion.Now, Evidence.Now));
    }

    private static bool CanCount(Claim claim, DateTimeOffset asOf)
    {
        var rule = AttributeCatalogue.Current[SubjectKind.Compound, claim.Attribute];
        var hour = FusionTime.HourOf(asOf);
        return rule.Nature switch
        {
            Nature.Event => FusionTime.HourOf(claim.OnStart() ?? claim.ObservedAt) <= hour,
            Nature.State => claim.Validity?.From is { } from ? FusionTime.HourOf(from.At) <= hour : FusionTime.HourOf(claim.ObservedAt) <= hour,
            _ => true,
        };
    }
}
