using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Approves a proposal. The second approval by another person freezes the forecast.</summary>
/// <param name="Instruction">Who and why; no author of the action.</param>
/// <param name="Proposal">The number of the proposal that was read, so that nobody approves what changed meanwhile.</param>
[GenerateSerializer, Immutable, Alias("policy/approve")]
public sealed record ApprovePolicyAction([Id(0)] Instruction Instruction, [Id(1)] int Proposal) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages => [PolicyActionStage.Proposed];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed)
    {
        if (action.Authors.Contains(signed.By, StringComparer.Ordinal))
            return PolicyDecision.Refuse("own-action", "Whoever drafted or proposed an action cannot approve it; ask two other people.");
        if (Proposal != action.Proposal)
            return PolicyDecision.Refuse("another-proposal", "The action was proposed anew since it was read; read the proposal at hand and approve that.");
        if (action.Approvals.Any(a => string.Equals(a.By, signed.By, StringComparison.Ordinal)))
            return PolicyDecision.Refuse("same-approver", "This person approved before; the second approval is another person's.");
        var approved = new PolicyActionApproved(signed, Proposal);
        return action.Approvals.Length + 1 < PolicyAction.ApprovalsNeeded
            ? PolicyDecision.Accept(approved)
            : PolicyDecision.Accept(approved, new ForecastFrozen(signed, action.Forecast!));
    }
}
