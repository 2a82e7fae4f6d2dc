using Compounds.Simulation.Policy;
using Compounds.Simulation.Tests.Properties;
using CsCheck;

namespace Compounds.Simulation.Tests.Policy;

public class LifeCycleLaws
{
    private const int Kinds = 9, People = 6, LongestStory = 40;

    // Approvals are drawn most often, so that many stories reach the second one.
    private static readonly int[] Weighted = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 5, 5, 6, 6, 7, 8];

    private static readonly Gen<(int Kind, int Person, int Id)[]> Moves = Gen.Select(
        Gen.Int[0, Weighted.Length - 1].Select(i => Weighted[i]), Gen.Int[1, People], Gen.Int[0, 200]).Array[0, LongestStory];

    [Fact]
    public void No_sequence_of_commands_is_approved_by_fewer_than_two_people_or_by_an_author() => Moves.Sample(
        moves =>
        {
            HashSet<string> authors = new(StringComparer.Ordinal), approvers = new(StringComparer.Ordinal);
            foreach (var fact in Told(moves).Facts)
            {
                if (fact is PolicyActionDrafted or PolicyActionProposed)
                    authors.Add(fact.Signed.By);
                if (fact is PolicyActionDrafted or PolicyActionProposed or PolicyActionSimulated or PolicyActionSentBack)
                    approvers.Clear();
                if (fact is PolicyActionApproved)
                    approvers.Add(fact.Signed.By);
                if (fact is ForecastFrozen or PolicyActionCarriedOut)
                    Assert.True(approvers.Except(authors, StringComparer.Ordinal).Count() >= 2, "approved by too few");
            }
        },
        iter: Cases.Count());

    [Fact]
    public void A_forecast_is_never_frozen_twice_and_never_changed_afterwards() => Moves.Sample(
        moves =>
        {
            var story = Told(moves);
            Assert.InRange(story.Facts.Count(f => f is ForecastFrozen), 0, 1);
            var frozen = story.Facts.TakeWhile(f => f is not ForecastFrozen).Count();
            Assert.DoesNotContain(story.Facts.Skip(frozen), f => f is PolicyActionSimulated or PolicyActionProposed or PolicyActionDrafted or PolicyActionApproved);
        },
        iter: Cases.Count());

    [Fact]
    public void Facts_written_read_and_replayed_give_the_same_state() => Moves.Sample(
        moves =>
        {
            var story = Told(moves);
            var replayed = story.Facts.Aggregate(PolicyAction.Unwritten, (action, fact) => action.Evolve(PolicyActionJson.Read(PolicyActionJson.Write(fact))));
            Assert.Equal(Story.Told(story.Action), Story.Told(replayed));
        },
        iter: Cases.Count(300));

    [Fact]
    public void A_command_given_again_at_any_later_time_changes_nothing() => Moves.Sample(
        moves =>
        {
            var story = Told(moves);
            var told = Story.Told(story.Action);
            foreach (var fact in story.Facts.ToArray())
                Assert.Equal(PolicyDecision.NothingToDo, story.Try(by => Command(by, 0, story), fact.Signed.By, fact.Signed.CommandId));
            Assert.Equal(told, Story.Told(story.Action));
        },
        iter: Cases.Count(300));

    [Fact]
    public void The_drawn_stories_do_reach_approval_and_review()
    {
        var stages = new System.Collections.Concurrent.ConcurrentDictionary<PolicyActionStage, bool>();
        // About one story in three hundred is reviewed: of so many, that none is would take ages of runs.
        Moves.Sample(moves => { stages[Told(moves).Action.Stage] = true; }, iter: 10_000);

        Assert.Superset(new HashSet<PolicyActionStage> { PolicyActionStage.Approved, PolicyActionStage.CarriedOut, PolicyActionStage.Reviewed }, stages.Keys.ToHashSet());
    }

    private static Story Told((int Kind, int Person, int Id)[] moves)
    {
        var story = new Story();
        foreach (var (kind, person, id) in moves)
            story.Try(by => Command(by, kind, story), $"pea:member-{person}", $"c{id}");
        return story;
    }

    private static PolicyActionCommand Command(Instruction by, int kind, Story story) => (kind % Kinds) switch
    {
        0 => new DraftPolicyAction(by, "Cut F1", Story.Cut),
        1 => new SimulatePolicyAction(by, Story.Forecast),
        2 => new ProposePolicyAction(by, Story.Open),
        3 => new ApprovePolicyAction(by, story.Action.Proposal),
        4 => new SendBackPolicyAction(by),
        5 => new CarryOutPolicyAction(by, story.Now),
        6 => new RecordObservation(by, Story.Seen with { ObservedAt = story.Now }),
        7 => new ReviewPolicyAction(by, Story.ScoreOf([.. story.Action.Observations.DefaultIfEmpty(Story.Seen)])),
        _ => new WithdrawPolicyAction(by),
    };
}
