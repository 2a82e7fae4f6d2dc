using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Records what was observed after the measures were taken.</summary>
/// <param name="Instruction">Who and why.</param>
/// <param name="Observation">What was observed.</param>
[GenerateSerializer, Immutable, Alias("policy/record-observation")]
public sealed record RecordObservation([Id(0)] Instruction Instruction, [Id(1)] Observation Observation) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages => [PolicyActionStage.CarriedOut];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed)
    {
        if (Observation?.Check() is not null and var malformed)
            return PolicyDecision.Refuse(malformed);
        if (Observation is null || action.Frozen?.Find(Observation.Line) is null)
            return PolicyDecision.Refuse("not-forecast", "The frozen forecast says nothing on this; observe a line that it holds.");
        return Observation.ObservedAt < action.CarriedOutAt || Observation.ObservedAt > signed.At
            ? PolicyDecision.Refuse("observed-at-another-time", "The observation lies before the action or ahead of now; give the time at which it was made.")
            : PolicyDecision.Accept(new ObservationRecorded(signed, Observation));
    }
}
