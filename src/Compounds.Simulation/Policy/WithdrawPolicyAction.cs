using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Gives the action up before it is carried out.</summary>
/// <param name="Instruction">Who and why.</param>
[GenerateSerializer, Immutable, Alias("policy/withdraw")]
public sealed record WithdrawPolicyAction([Id(0)] Instruction Instruction) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages =>
        [PolicyActionStage.Draft, PolicyActionStage.Simulated, PolicyActionStage.Proposed, PolicyActionStage.Approved];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed) => PolicyDecision.Accept(new PolicyActionWithdrawn(signed));
}
