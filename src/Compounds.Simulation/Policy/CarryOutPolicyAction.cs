using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Records that the approved measures were taken in the world.</summary>
/// <param name="Instruction">Who and why.</param>
/// <param name="CarriedOutAt">When hour 0 of the scenario was: after the forecast was frozen and not later than now.</param>
[GenerateSerializer, Immutable, Alias("policy/carry-out")]
public sealed record CarryOutPolicyAction([Id(0)] Instruction Instruction, [Id(1)] DateTimeOffset CarriedOutAt) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages => [PolicyActionStage.Approved];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed)
    {
        if (CarriedOutAt > signed.At)
            return PolicyDecision.Refuse("carried-out-in-the-future", "The time lies ahead; record an action once it was carried out.");
        return CarriedOutAt < action.Approvals[^1].At
            ? PolicyDecision.Refuse("carried-out-before-approval", "The time lies before the second approval, and a forecast made afterwards is none; give the time after it.")
            : PolicyDecision.Accept(new PolicyActionCarriedOut(signed, CarriedOutAt.ToUniversalTime()));
    }
}
