using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Closes the action with the score of its forecast; the reason holds the lessons.</summary>
/// <param name="Instruction">Who and why.</param>
/// <param name="Score">The score of the frozen forecast against every recorded observation, in order.</param>
[GenerateSerializer, Immutable, Alias("policy/review")]
public sealed record ReviewPolicyAction([Id(0)] Instruction Instruction, [Id(1)] ForecastScore Score) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages => [PolicyActionStage.CarriedOut];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed)
    {
        if (action.Observations.IsEmpty)
            return PolicyDecision.Refuse("nothing-observed", "Nothing was observed yet; record at least one observation.");
        return Score is not null && !Score.Each.IsDefault && Score.Each.Select(static s => (s.Line, s.Observed)).SequenceEqual(action.Observations.Select(static o => (o.Line, o.Value)))
            ? PolicyDecision.Accept(new PolicyActionReviewed(signed, Score))
            : PolicyDecision.Refuse("score-of-other-observations", "The score is not of the observations recorded; score the frozen forecast against all of them, in order.");
    }
}
