using Compounds.Assessments;
using Compounds.Readers;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Fusion.Tests.Assessments;

/// <summary>
/// The law that everything else leans on: what a reader may not see changes no byte of what he gets, at no pair of times, whatever the
/// hidden reports say, cite, revise or take back.
/// </summary>
public class NonInterferenceTests
{
    private static readonly Gen<DateTimeOffset> Times = Gen.Int[-2 * 24, 62 * 24].Select(hours => Evidence.Start.AddHours(hours));
    private static readonly Gen<DateTimeOffset> Recorded = Gen.Int[0, 40].Select(step => Evidence.Start.AddMinutes(step * 97 / 2));

    [Fact]
    public void What_a_reader_may_not_see_changes_nothing_that_he_can_read() => Gen.Select(Told.Histories, Some.Reader, Times, Recorded).Sample(
        (history, reader, asOf, knownAt) =>
        {
            SubjectQuestion[] questions =
                [SubjectQuestion.Now, new(asOf, null, false), new(null, knownAt, false), new(asOf, knownAt, false), new(Evidence.Now.AddDays(-100), null, false)];
            Assert.Equal(
                Seen.Everything(Told.Fold(Told.VisibleTo(reader, history)), reader, questions),
                Seen.Everything(Told.Fold(history), reader, questions));
        },
        iter: Cases.Count);

    [Fact]
    public void It_changes_nothing_either_while_others_read_in_between() => Gen.Select(Told.Histories, Some.Reader, Some.Reader.Array[0, 6]).Sample(
        (history, reader, others) =>
        {
            var (all, visible) = (new Subject(Evidence.KkPark), new Subject(Evidence.KkPark));
            var shown = Told.ShownTo(reader, history);
            for (var i = 0; i < history.Length; i++)
            {
                history[i].ApplyTo(all);
                shown[i]?.ApplyTo(visible);
                foreach (var other in others.Where((_, place) => place % 3 == i % 3))
                    Seen.State(all, other, SubjectQuestion.Now, Evidence.Now);
                if (i % 3 == 0)
                    Assert.Equal(Seen.Everything(visible, reader, SubjectQuestion.Now), Seen.Everything(all, reader, SubjectQuestion.Now));
            }

            Assert.Equal(Seen.Everything(visible, reader, SubjectQuestion.Now), Seen.Everything(all, reader, SubjectQuestion.Now));
        },
        iter: Cases.Count);

    [Fact]
    public void A_reader_who_may_see_nothing_sees_a_subject_that_does_not_exist()
    {
        var secret = Evidence.Of("police/1", Evidence.Status("operating")) with { Handling = Handling.Of(Tlp.Red, Pap.Red, "police") };
        var subject = Told.Fold([new Told(secret, Evidence.Start)]);
        var stranger = new Reader("stranger", Tlp.Red);
        Assert.True(subject.StateFor(stranger, SubjectQuestion.Now).IsEmpty);
        Assert.Null(subject.StateFor(stranger, SubjectQuestion.Now).CardAt(Evidence.Hour, isCoarse: false));
        Assert.Empty(subject.HistoryFor(stranger));
        Assert.Equal(Seen.Everything(new Subject(Evidence.KkPark), stranger, SubjectQuestion.Now), Seen.Everything(subject, stranger, SubjectQuestion.Now));
    }

    [Fact]
    public void A_reader_keeps_the_revision_he_may_see_when_the_next_one_is_hidden_from_him()
    {
        var open = Evidence.Of("police/1", Evidence.Status("operating"));
        var closed = open with { Revision = 2, Handling = Handling.Of(Tlp.Red, Pap.Red, "police"), Claims = [Evidence.Status("raided")] };
        var subject = Told.Fold([new Told(open, Evidence.Start), new Told(closed, Evidence.Start.AddHours(1))]);
        Assert.Equal("operating", subject.StateFor(new Reader("ngo", Tlp.Clear), SubjectQuestion.Now).CardAt(Evidence.Hour, false)!.Status!.Value);
        Assert.Equal("raided", subject.StateFor(new Reader("police", Tlp.Red), SubjectQuestion.Now).CardAt(Evidence.Hour, false)!.Status!.Value);
    }
}
