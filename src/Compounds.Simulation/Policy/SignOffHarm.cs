using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Answers for a harm that the forecast shows. A new forecast asks for it anew.</summary>
/// <param name="Instruction">Who and why; no author of the action.</param>
/// <param name="Line">Captive exposure or hospital-critical hours.</param>
[GenerateSerializer, Immutable, Alias("policy/sign-off-harm")]
public sealed record SignOffHarm([Id(0)] Instruction Instruction, [Id(1)] LedgerLine Line) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages => [PolicyActionStage.Simulated, PolicyActionStage.Proposed];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed)
    {
        if (action.Authors.Contains(signed.By, StringComparer.Ordinal))
            return PolicyDecision.Refuse("own-sign-off", "Whoever drafted or proposed the action cannot sign its harm off; ask somebody else.");
        return Line is LedgerLine.CaptiveExposure or LedgerLine.HospitalCritical && action.Forecast?.Find(Line) is { P90: > 0 }
            ? PolicyDecision.Accept(new HarmSignedOff(signed, Line))
            : PolicyDecision.Refuse("nothing-to-sign", "The forecast shows no such harm; captive exposure and critical hospital hours above 0 are signed off.");
    }
}
