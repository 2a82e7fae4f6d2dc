using Compounds.Simulation.Policy;

namespace Compounds.Simulation.Tests.Policy;

public class LifeCycleTests
{
    [Fact]
    public void An_action_goes_from_draft_to_review_and_every_step_says_who_and_why()
    {
        var story = Story.Observed().Then(by => new ReviewPolicyAction(by, Story.ScoreOf(Story.Seen)));

        Assert.Equal(PolicyActionStage.Reviewed, story.Action.Stage);
        Assert.All(story.Facts, fact => Assert.True(Member.IsId(fact.Signed.By) && fact.Signed.Why.Length > 0 && fact.Signed.At >= Story.Start));
    }

    [Fact]
    public void The_second_approval_freezes_the_forecast_as_it_stands()
    {
        var story = Story.Approved();

        Assert.Equal(PolicyActionStage.Approved, story.Action.Stage);
        Assert.Same(Story.Forecast, story.Action.Frozen);
        Assert.IsType<ForecastFrozen>(story.Facts[^1]);
    }

    [Fact]
    public void One_approval_is_not_enough()
    {
        var story = Story.Proposed().Then(by => new ApprovePolicyAction(by, 1), Story.First);

        Assert.Equal(PolicyActionStage.Proposed, story.Action.Stage);
        Assert.Null(story.Action.Frozen);
    }

    [Fact]
    public void The_author_cannot_approve() => Story.Proposed().Refuses("own-action", by => new ApprovePolicyAction(by, 1));

    [Fact]
    public void Whoever_proposed_anothers_draft_cannot_approve() => Story.Simulated()
        .Then(by => new ProposePolicyAction(by, Story.Open), Story.First)
        .Refuses("own-action", by => new ApprovePolicyAction(by, 1), Story.First);

    [Fact]
    public void Nobody_approves_twice() => Story.Proposed()
        .Then(by => new ApprovePolicyAction(by, 1), Story.First)
        .Refuses("same-approver", by => new ApprovePolicyAction(by, 1), Story.First);

    [Fact]
    public void Nobody_approves_a_proposal_that_was_replaced() => Story.Proposed()
        .Then(by => new ProposePolicyAction(by, Story.Open))
        .Refuses("another-proposal", by => new ApprovePolicyAction(by, 1), Story.First);

    [Fact]
    public void A_new_proposal_voids_approvals()
    {
        var story = Story.Proposed().Then(by => new ApprovePolicyAction(by, 1), Story.First).Then(by => new ProposePolicyAction(by, Story.Open));

        Assert.Empty(story.Action.Approvals);
        Assert.Equal(2, story.Action.Proposal);
    }

    [Fact]
    public void A_new_simulation_voids_approvals_and_asks_for_a_new_proposal()
    {
        var story = Story.Proposed().Then(by => new ApprovePolicyAction(by, 1), Story.First).Then(by => new SimulatePolicyAction(by, Story.Forecast));

        Assert.Empty(story.Action.Approvals);
        story.Refuses("not-proposed", by => new ApprovePolicyAction(by, 1), Story.Second);
    }

    [Fact]
    public void What_is_sent_back_can_be_proposed_again_without_the_old_approvals()
    {
        var story = Story.Proposed().Then(by => new ApprovePolicyAction(by, 1), Story.First).Then(by => new SendBackPolicyAction(by), Story.Second);

        Assert.Equal(PolicyActionStage.Simulated, story.Action.Stage);
        story.Then(by => new ProposePolicyAction(by, Story.Open));
        Assert.Empty(story.Action.Approvals);
    }

    [Fact]
    public void A_draft_written_anew_needs_a_forecast_of_its_own() => Story.Simulated()
        .Then(by => new DraftPolicyAction(by, "Cut less", Story.Cut))
        .Refuses("not-simulated", by => new ProposePolicyAction(by, Story.Open));

    [Fact]
    public void A_repeated_command_changes_nothing()
    {
        var story = Story.Drafted();
        Assert.NotEmpty(story.Try(by => new SimulatePolicyAction(by, Story.Forecast), id: "again").Facts);

        var decision = story.Try(by => new SimulatePolicyAction(by, Story.Forecast), id: "again");

        Assert.Empty(decision.Facts);
        Assert.Null(decision.Refusal);
    }

    [Fact]
    public void A_repeated_approval_command_is_not_a_second_approval()
    {
        var story = Story.Proposed();
        story.Try(by => new ApprovePolicyAction(by, 1), Story.First, "yes");
        story.Try(by => new ApprovePolicyAction(by, 1), Story.First, "yes");

        Assert.Single(story.Action.Approvals);
    }

    [Fact]
    public void An_action_can_be_withdrawn_until_it_is_carried_out()
    {
        Assert.All([Story.Drafted(), Story.Simulated(), Story.Proposed(), Story.Approved()], story =>
            Assert.Equal(PolicyActionStage.Withdrawn, story.Then(by => new WithdrawPolicyAction(by), Story.First).Action.Stage));
        Story.CarriedOut().Refuses("already-carried-out", by => new WithdrawPolicyAction(by));
    }
}
