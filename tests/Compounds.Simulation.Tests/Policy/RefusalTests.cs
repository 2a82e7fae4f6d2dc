using Compounds.Simulation.Policy;

namespace Compounds.Simulation.Tests.Policy;

public class RefusalTests
{
    [Theory]
    [InlineData("Somchai")]
    [InlineData("pea:somchai")]
    [InlineData("pea:member-03")]
    [InlineData("pea:member-1234567890")]
    [InlineData("PEA:member-3")]
    [InlineData("-pea:member-3")]
    [InlineData("pea:member-")]
    [InlineData("pea:3f0c92d15ab47e6")]
    [InlineData("pea:3F0C92D15AB47E68")]
    [InlineData("pea:somchai-somchai-")]
    [InlineData(":member-3")]
    [InlineData(null)]
    public void A_person_is_a_member_id_and_never_a_name(string? by) =>
        new Story().Refuses("member-malformed", told => new DraftPolicyAction(told with { By = by! }, "Cut F1", Story.Cut));

    [Theory]
    [InlineData("pea:member-3", "pea")]
    [InlineData("border-police-2:member-999999999", "border-police-2")]
    [InlineData("border-police:3f0c92d15ab47e68", "border-police")]
    public void A_member_id_says_its_agency(string id, string agency) => Assert.Equal(agency, Member.AgencyOf(id));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData(null)]
    public void A_command_needs_an_id(string? id) =>
        new Story().Refuses("command-id-malformed", told => new DraftPolicyAction(told with { CommandId = id! }, "Cut F1", Story.Cut));

    [Fact]
    public void A_command_id_stands_for_one_person_and_one_step()
    {
        var asked = new Instruction("c-9", "pea:member-3", "Because it helps.", Asked: "a");
        var drafted = new DraftPolicyAction(asked, "Cut F1", Story.Cut).Decide(PolicyAction.Unwritten, Story.Start);
        var action = drafted.Facts.Aggregate(PolicyAction.Unwritten, static (before, fact) => before.Evolve(PolicyActionJson.Read(PolicyActionJson.Write(fact))));
        Assert.Null(Again(asked));
        Assert.Null(Again(asked with { Why = "Said again." }));
        Assert.Equal("command-id-taken", Again(asked with { Asked = "b" }));
        Assert.Equal("command-id-taken", Again(asked with { By = "pea:member-4" }));

        string? Again(Instruction instruction)
        {
            var decision = new WithdrawPolicyAction(instruction).Decide(action, Story.Start);
            Assert.Empty(decision.Facts);
            return decision.Refusal?.Code;
        }
    }

    [Fact]
    public void A_fact_that_was_stored_without_what_was_asked_is_bound_to_its_person()
    {
        var stored = PolicyActionJson.Read("""
            {"$type":"policy-action-withdrawn","signed":{"commandId":"c-9","by":"pea:member-3","why":"No use.","at":"2025-02-05T02:00:00+00:00"}}
            """u8);
        var asked = new Instruction("c-9", "pea:member-3", "No use.", Asked: "a");
        Assert.True(stored.Signed.IsOf(asked));
        Assert.False(stored.Signed.IsOf(asked with { By = "pea:member-4" }));
    }

    [Fact]
    public void Every_step_needs_a_reason()
    {
        new Story().Refuses("reason-missing", told => new DraftPolicyAction(told with { Why = " " }, "Cut F1", Story.Cut));
        new Story().Refuses("reason-too-long", told => new DraftPolicyAction(told with { Why = new string('x', 2001) }, "Cut F1", Story.Cut));
    }

    [Fact]
    public void A_draft_needs_a_title_measures_and_finite_numbers()
    {
        new Story().Refuses("title-malformed", by => new DraftPolicyAction(by, "", Story.Cut));
        new Story().Refuses("measures-missing", by => new DraftPolicyAction(by, "Nothing", new Scenario()));
        new Story().Refuses("number-out-of-range", by => new DraftPolicyAction(by, "Cut F1", Story.Cut with { Measures = [Story.Cut.Measures[0] with { Depth = Quantity.Unlimited }] }));
    }

    [Fact]
    public void A_forecast_must_be_of_the_draft_addressed_and_of_the_past()
    {
        Story.Drafted().Refuses("forecast-empty", by => new SimulatePolicyAction(by, Story.Forecast with { Lines = [] }));
        Story.Drafted().Refuses("forecast-unaddressed", by => new SimulatePolicyAction(by, Story.Forecast with { SamplesHash = "C" }));
        Story.Drafted().Refuses("forecast-of-another-scenario", by => new SimulatePolicyAction(by, Story.Forecast with { Seed = 8 }));
        Story.Drafted().Refuses("known-in-the-future", by => new SimulatePolicyAction(by, Story.Forecast with { KnownAt = Story.Start.AddYears(1) }));
    }

    [Fact]
    public void No_step_can_be_skipped()
    {
        new Story().Refuses("not-drafted", by => new SimulatePolicyAction(by, Story.Forecast));
        Story.Drafted().Refuses("not-simulated", by => new ProposePolicyAction(by, Story.Open));
        Story.Simulated().Refuses("not-proposed", by => new CarryOutPolicyAction(by, Story.Start));
        Story.Proposed().Refuses("awaiting-approval", by => new CarryOutPolicyAction(by, Story.Start));
        Story.Approved().Refuses("already-approved", by => new RecordObservation(by, Story.Seen));
        Story.CarriedOut().Refuses("already-carried-out", by => new SimulatePolicyAction(by, Story.Forecast));
    }

    [Fact]
    public void A_frozen_forecast_cannot_be_replaced() => Story.Approved().Refuses("already-approved", by => new SimulatePolicyAction(by, Story.Forecast));

    [Fact]
    public void What_is_closed_stays_closed()
    {
        Story.Observed().Then(by => new ReviewPolicyAction(by, Story.ScoreOf(Story.Seen))).Refuses("already-reviewed", by => new RecordObservation(by, Story.Seen));
        Story.Drafted().Then(by => new WithdrawPolicyAction(by)).Refuses("withdrawn", by => new DraftPolicyAction(by, "Again", Story.Cut));
    }

    [Fact]
    public void An_action_is_carried_out_after_its_approval_and_not_ahead_of_now()
    {
        Story.Approved().Refuses("carried-out-before-approval", by => new CarryOutPolicyAction(by, Story.Start));
        Story.Approved().Refuses("carried-out-in-the-future", by => new CarryOutPolicyAction(by, Story.Start.AddYears(1)));
    }

    [Fact]
    public void An_observation_is_whole_and_made_after_the_action()
    {
        Story.CarriedOut().Refuses("value-out-of-range", by => new RecordObservation(by, Story.Seen with { Value = double.NaN }));
        Story.CarriedOut().Refuses("standard-error-missing", by => new RecordObservation(by, Story.Seen with { StandardError = 0 }));
        Story.CarriedOut().Refuses("source-missing", by => new RecordObservation(by, Story.Seen with { Source = "" }));
        Story.CarriedOut().Refuses("not-forecast", by => new RecordObservation(by, Story.Seen with { Line = LedgerLine.FuelBurnt }));
        Story.CarriedOut().Refuses("observed-at-another-time", by => new RecordObservation(by, Story.Seen with { ObservedAt = Story.Start }));
        Story.CarriedOut().Refuses("observed-at-another-time", by => new RecordObservation(by, Story.Seen with { ObservedAt = Story.Start.AddYears(1) }));
    }

    [Fact]
    public void A_review_needs_observations_and_their_score()
    {
        Story.CarriedOut().Refuses("nothing-observed", by => new ReviewPolicyAction(by, Story.ScoreOf(Story.Seen)));
        Story.Observed().Refuses("score-of-other-observations", by => new ReviewPolicyAction(by, Story.ScoreOf(Story.Seen with { Value = 1 })));
    }
}
