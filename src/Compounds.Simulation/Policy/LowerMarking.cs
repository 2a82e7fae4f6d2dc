using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Lowers the marking of an action. Whether the owners of what it rests on have declassified is checked before.</summary>
/// <param name="Instruction">Who and why; neither an author nor one of those who declassified.</param>
/// <param name="To">The new marking.</param>
[GenerateSerializer, Immutable, Alias("policy/lower-marking")]
public sealed record LowerMarking([Id(0)] Instruction Instruction, [Id(1)] ShownTo To) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages =>
        [PolicyActionStage.Draft, PolicyActionStage.Simulated, PolicyActionStage.Proposed, PolicyActionStage.Approved, PolicyActionStage.CarriedOut];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed) =>
        action.Authors.Concat(action.Declassifications.Select(static given => given.Signed.By)).Contains(signed.By, StringComparer.Ordinal)
            ? PolicyDecision.Refuse("own-lowering", "Whoever drafted, proposed or declassified does not lower the marking as well; ask another member of your agency.")
            : PolicyDecision.Accept(new PolicyActionMarkingLowered(signed, To));
}
