using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Sends a proposal back to be improved; approvals given so far are void.</summary>
/// <param name="Instruction">Who and why.</param>
[GenerateSerializer, Immutable, Alias("policy/send-back")]
public sealed record SendBackPolicyAction([Id(0)] Instruction Instruction) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages => [PolicyActionStage.Proposed];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed) =>
        PolicyDecision.Accept(new PolicyActionSentBack(signed, action.Proposal));
}
