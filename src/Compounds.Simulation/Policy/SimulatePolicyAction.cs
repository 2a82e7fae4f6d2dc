using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Attaches a forecast of the drafted measures. A new one voids approvals and asks for a new proposal.</summary>
/// <param name="Instruction">Who and why.</param>
/// <param name="Forecast">What the simulation says.</param>
[GenerateSerializer, Immutable, Alias("policy/simulate")]
public sealed record SimulatePolicyAction([Id(0)] Instruction Instruction, [Id(1)] Forecast Forecast) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages => [PolicyActionStage.Draft, PolicyActionStage.Simulated, PolicyActionStage.Proposed];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed)
    {
        if (Forecast is null || Forecast.Lines.IsDefaultOrEmpty || Forecast.Samples < 1)
            return PolicyDecision.Refuse("forecast-empty", "The forecast has no samples or no lines; attach the outcome of a simulation.");
        if (!Forecast.IsAddressed())
            return PolicyDecision.Refuse("forecast-unaddressed", "The forecast lacks the hash of its input, network or samples; attach all three, 64 lower-case hexadecimal digits each.");
        if (Forecast.Seed != action.Scenario?.Seed || Forecast.Horizon != action.Scenario.Horizon)
            return PolicyDecision.Refuse("forecast-of-another-scenario", "The forecast was made with another seed or horizon than the draft; simulate the draft as it stands.");
        return Forecast.KnownAt > signed.At
            ? PolicyDecision.Refuse("known-in-the-future", "The forecast claims to rest on what is recorded later than now; give the as-known time of its network.")
            : PolicyDecision.Accept(new PolicyActionSimulated(signed, Forecast));
    }
}
