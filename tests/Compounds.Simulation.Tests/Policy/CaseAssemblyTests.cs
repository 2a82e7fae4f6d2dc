using Compounds.Simulation.Policy;

namespace Compounds.Simulation.Tests.Policy;

/// <summary>Sign-offs and consents are steps of the people who give them.</summary>
public class CaseAssemblyTests
{
    [Fact]
    public void What_the_proposer_writes_for_others_does_not_count()
    {
        var written = Story.Open with { Evidence = [new("mfa/r-1", "mfa", PermissibleAction.Amber, new("mfa:member-8", "Agreed."))] };
        var codes = DoNoHarmGate.Check(Story.Simulated().Action.Assemble(written)).Select(static f => f.Code);
        Assert.Equal(["captive-sign-off-missing", "consent-missing"], codes);
    }

    [Fact]
    public void A_sign_off_and_a_consent_by_the_right_people_open_the_gate()
    {
        var written = Story.Open with { Evidence = [new("mfa/r-1", "mfa", PermissibleAction.Amber, null)] };
        var story = Story.Simulated().Then(by => new SignOffHarm(by, LedgerLine.CaptiveExposure), "un:member-9").Then(by => new ConsentToEvidence(by, "mfa/r-1"), "mfa:member-8");
        Assert.Empty(DoNoHarmGate.Check(story.Action.Assemble(written)));
    }

    [Fact]
    public void A_new_forecast_voids_sign_offs_and_a_new_draft_consents_too()
    {
        var story = Story.Simulated().Then(by => new SignOffHarm(by, LedgerLine.CaptiveExposure), "un:member-9").Then(by => new ConsentToEvidence(by, "mfa/r-1"), "mfa:member-8");
        Assert.Empty(story.Then(by => new SimulatePolicyAction(by, Story.Forecast)).Action.SignOffs);
        Assert.NotEmpty(story.Action.Consents);
        Assert.Empty(story.Then(by => new DraftPolicyAction(by, "Anew", Story.Cut)).Action.Consents);
    }

    [Fact]
    public void An_author_signs_nothing_off() =>
        Story.Simulated().Refuses("own-sign-off", static by => new SignOffHarm(by, LedgerLine.CaptiveExposure));

    [Theory]
    [InlineData(LedgerLine.HospitalCritical)]
    [InlineData(LedgerLine.LostWorkerHours)]
    public void Only_a_harm_that_the_forecast_shows_is_signed_off(LedgerLine line) =>
        Story.Simulated().Refuses("nothing-to-sign", by => new SignOffHarm(by, line), "un:member-9");

    [Fact]
    public void Nobody_consents_for_another_agency() =>
        Story.Simulated().Refuses("not-your-report", static by => new ConsentToEvidence(by, "mfa/r-1"), "un:member-9");

    [Fact]
    public void Before_a_proposal_the_gate_lists_all_that_is_missing() =>
        Assert.Contains("captive-estimate-missing", Story.Simulated().Action.Gate().Select(static f => f.Code));
}
