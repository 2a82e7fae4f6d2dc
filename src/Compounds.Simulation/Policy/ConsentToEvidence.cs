using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Consents to acting on a report that could tip a site off. Holds for the measures as drafted.</summary>
/// <param name="Instruction">Who and why; a member of the agency that filed the report.</param>
/// <param name="Report">The report's key, agency/id.</param>
[GenerateSerializer, Immutable, Alias("policy/consent")]
public sealed record ConsentToEvidence([Id(0)] Instruction Instruction, [Id(1)] string Report) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages => [PolicyActionStage.Draft, PolicyActionStage.Simulated, PolicyActionStage.Proposed];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed) =>
        Report is not null && Report.StartsWith(Member.AgencyOf(signed.By) + "/", StringComparison.Ordinal)
            ? PolicyDecision.Accept(new EvidenceConsented(signed, Report))
            : PolicyDecision.Refuse("not-your-report", "Only a member of the agency that filed the report can consent to acting on it.");
}
