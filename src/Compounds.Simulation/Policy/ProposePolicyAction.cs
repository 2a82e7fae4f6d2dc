using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Puts the action to the vote. The do-no-harm gate must be open.</summary>
/// <param name="Instruction">Who and why; becomes an author.</param>
/// <param name="Case">What is known of the people who could be harmed. Its harms are taken from the forecast, whatever is written here.</param>
[GenerateSerializer, Immutable, Alias("policy/propose")]
public sealed record ProposePolicyAction([Id(0)] Instruction Instruction, [Id(1)] DoNoHarmCase Case) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages => [PolicyActionStage.Simulated, PolicyActionStage.Proposed];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed)
    {
        var asForecast = (Case ?? DoNoHarmCase.Empty).Complete() with
        {
            CaptiveExposure = action.Forecast?.Find(LedgerLine.CaptiveExposure),
            HospitalCritical = action.Forecast?.Find(LedgerLine.HospitalCritical),
        };
        var authors = action.Authors.Add(signed.By);
        if (asForecast.SignOffs().Any(s => authors.Contains(s.By, StringComparer.Ordinal)))
            return PolicyDecision.Refuse("own-sign-off", "An author or the proposer signed the harm off; ask somebody who neither drafted nor proposed the action.");
        var findings = DoNoHarmGate.Check(asForecast);
        return findings.IsEmpty
            ? PolicyDecision.Accept(new PolicyActionProposed(signed, action.Proposal + 1, asForecast))
            : PolicyDecision.Refuse(DoNoHarmGate.Refuse(findings));
    }
}
