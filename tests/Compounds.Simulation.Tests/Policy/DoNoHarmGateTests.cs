using Compounds.Simulation.Policy;

namespace Compounds.Simulation.Tests.Policy;

public class DoNoHarmGateTests
{
    private static readonly DoNoHarmCase Open = Story.Open with
    {
        CaptiveExposure = Story.Forecast.Find(LedgerLine.CaptiveExposure), HospitalCritical = Story.Forecast.Find(LedgerLine.HospitalCritical),
    };

    public static TheoryData<string, DoNoHarmCase> Closed => new()
    {
        { "captive-estimate-missing", Open with { Captives = [] } },
        { "captive-estimate-missing", Open with { Captives = [new("C1", null)] } },
        { "captive-estimate-missing", Open with { Captives = [new("C1", new Spread(3, 2, 1))] } },
        { "captive-exposure-missing", Open with { CaptiveExposure = null } },
        { "captive-sign-off-missing", Open with { CaptiveSignOff = null } },
        { "captive-sign-off-missing", Open with { CaptiveSignOff = new("Somchai", "Trust me.") } },
        { "captive-sign-off-missing", Open with { CaptiveSignOff = new("un:member-9", "") } },
        { "hospital-critical-missing", Open with { HospitalCritical = null } },
        { "hospital-critical", Open with { HospitalCritical = new(LedgerLine.HospitalCritical, 0, 0, 0, 2, 3) } },
        { "feeders-missing", Open with { Feeders = [] } },
        { "feeder-hospitals-missing", Open with { Feeders = [Open.Feeders[0] with { Hospitals = null }] } },
        { "feeder-population-missing", Open with { Feeders = [Open.Feeders[0] with { Population = null }] } },
        { "crossings-missing", Open with { Crossings = default } },
        { "crossing-screening-missing", Open with { Crossings = [Open.Crossings[0] with { ScreenedPerDay = null }] } },
        { "crossing-screening-missing", Open with { Crossings = [Open.Crossings[0] with { ScreenedPerDay = 0 }] } },
        { "crossing-shelter-missing", Open with { Crossings = [Open.Crossings[0] with { ShelterPlaces = null }] } },
        { "notice-missing", Open with { Notice = [] } },
        { "notice-incomplete", Open with { Notice = [new("hospital", "", 24)] } },
        { "notice-incomplete", Open with { Notice = [new("hospital", "telephone", -1)] } },
        { "evidence-missing", Open with { Evidence = [] } },
        { "consent-missing", Open with { Evidence = [new("pea/r-1", "pea", PermissibleAction.Amber, null)] } },
        { "consent-missing", Open with { Evidence = [new("pea/r-1", "pea", PermissibleAction.Red, null)] } },
        { "consent-of-another-agency", Open with { Evidence = [new("pea/r-1", "pea", PermissibleAction.Red, new("mfa:member-2", "Go ahead."))] } },
    };

    [Fact]
    public void A_complete_case_opens_the_gate() => Assert.Empty(DoNoHarmGate.Check(Open));

    [Theory]
    [MemberData(nameof(Closed))]
    public void One_gap_closes_the_gate_and_says_what_to_do(string code, DoNoHarmCase harm)
    {
        var finding = Assert.Single(DoNoHarmGate.Check(harm));

        Assert.Equal(code, finding.Code);
        Assert.EndsWith(".", finding.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_case_names_every_gap_and_people_held_first()
    {
        string[] expected =
        [
            "captive-estimate-missing", "captive-exposure-missing", "hospital-critical-missing", "feeders-missing", "crossings-missing", "notice-missing", "evidence-missing",
        ];

        Assert.Equal(expected, DoNoHarmGate.Check(DoNoHarmCase.Empty).Select(f => f.Code));
    }

    [Fact]
    public void Consent_of_the_filing_agency_opens_the_gate_to_closed_evidence() => Assert.Empty(DoNoHarmGate.Check(
        Open with { Evidence = [new("pea/r-1", "pea", PermissibleAction.Red, new("pea:member-4", "The site knows already."))] }));

    [Fact]
    public void A_named_sign_off_and_nothing_else_lets_hospital_hours_pass() => Assert.Empty(DoNoHarmGate.Check(
        Open with { HospitalCritical = new(LedgerLine.HospitalCritical, 0, 0, 0, 2, 3), HospitalSignOff = new("moph:member-5", "Patients are moved before.") }));

    [Fact]
    public void No_exposure_needs_no_sign_off() => Assert.Empty(DoNoHarmGate.Check(
        Open with { CaptiveSignOff = null, CaptiveExposure = new(LedgerLine.CaptiveExposure, 0, 0, 0, 0, 0) }));

    [Fact]
    public void A_closed_gate_refuses_the_proposal_with_all_that_is_missing()
    {
        var refusal = Story.Simulated().Refuses("do-no-harm", by => new ProposePolicyAction(by, Story.Open with { Notice = [], Crossings = [] }));

        Assert.Equal(["crossings-missing", "notice-missing"], refusal.Findings.Select(f => f.Code));
        Assert.Contains("Nobody is told beforehand.", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_harms_of_the_forecast_count_and_not_those_written_into_the_case()
    {
        var harmful = Story.Forecast with { Lines = [Story.Forecast.Lines[0], new(LedgerLine.HospitalCritical, 0, 0, 1, 5, 6)] };
        var story = Story.Drafted().Then(by => new SimulatePolicyAction(by, harmful));

        var refusal = story.Refuses("do-no-harm", by => new ProposePolicyAction(by, Open));

        Assert.Equal("hospital-critical", Assert.Single(refusal.Findings).Code);
    }

    [Theory]
    [InlineData(Story.Author)]
    [InlineData(Story.First)]
    public void Neither_author_nor_proposer_signs_a_harm_off(string by) => Story.Simulated()
        .Refuses("own-sign-off", told => new ProposePolicyAction(told, Story.Open with { CaptiveSignOff = new(by, "Fine by me.") }), Story.First);
}
