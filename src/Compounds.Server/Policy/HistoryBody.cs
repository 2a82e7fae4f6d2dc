using Compounds.Grains.Policy;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Server.Policy;

/// <summary>One step of an action's life.</summary>
/// <param name="Fact">The stored name of the fact.</param>
/// <param name="By">Who took it.</param>
/// <param name="Why">Why.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Version">Its place in the action's stream.</param>
/// <param name="Sentence">What was done, in a sentence.</param>
public sealed record HistoryBody(string Fact, string By, string Why, DateTimeOffset At, long Version, string Sentence)
{
    internal static HistoryBody Of(PolicyRecordedFact recorded)
    {
        var (name, sentence) = Tell(recorded.Fact);
        return new(name, recorded.Fact.Signed.By, recorded.Fact.Signed.Why, recorded.Fact.Signed.At, recorded.Version, sentence);
    }

    private static (string Name, string Sentence) Tell(PolicyActionFact fact) => fact switch
    {
        PolicyActionDrafted e => ("policy-action-drafted", $"Drafted \"{e.Title}\" with {e.Scenario.Measures.Length} measure(s)."),
        PolicyActionSimulated e => ("policy-action-simulated", $"Attached a forecast of {e.Forecast.Samples} samples."),
        PolicyActionProposed e => ("policy-action-proposed", $"Proposed it, proposal {e.Proposal}."),
        PolicyActionApproved e => ("policy-action-approved", $"Approved proposal {e.Proposal}."),
        PolicyActionSentBack e => ("policy-action-sent-back", $"Sent proposal {e.Proposal} back."),
        ForecastFrozen => ("forecast-frozen", "Froze the forecast."),
        PolicyActionCarriedOut => ("policy-action-carried-out", "Recorded that the measures were taken."),
        ObservationRecorded e => ("observation-recorded", $"Recorded an observation in {LedgerUnit.Of(e.Observation.Line)}."),
        PolicyActionReviewed => ("policy-action-reviewed", "Scored the forecast and closed the action."),
        PolicyActionWithdrawn => ("policy-action-withdrawn", "Withdrew it."),
        HarmSignedOff e => ("harm-signed-off", e.Line == LedgerLine.CaptiveExposure ? "Signed the exposure of people held off." : "Signed the critical hospital hours off."),
        EvidenceConsented e => ("evidence-consented", $"Consented to acting on {e.Report}."),
        PolicyActionDeclassified e => (
            "policy-action-declassified", $"Let what the action takes from {e.Report ?? $"reports of {Member.AgencyOf(e.Signed.By)}"} be shown as {e.To.InWords()}."),
        PolicyActionMarkingLowered e => ("policy-action-marking-lowered", $"Lowered the marking to {e.To.InWords()}."),
        _ => throw new InvalidOperationException($"No sentence for {fact.GetType().Name}."),
    };
}
