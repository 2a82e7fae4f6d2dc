using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Says that what an action takes from reports of one's agency may be shown further than they. Holds for the measures as drafted.</summary>
/// <param name="Instruction">Who and why; a member of the agency that filed the reports.</param>
/// <param name="To">How far.</param>
/// <param name="Report">The report that the action names, agency/id; null for what the scenario rests on.</param>
[GenerateSerializer, Immutable, Alias("policy/declassify")]
public sealed record DeclassifyAction([Id(0)] Instruction Instruction, [Id(1)] ShownTo To, [Id(2)] string? Report = null) : PolicyActionCommand
{
    private protected override ImmutableArray<PolicyActionStage> Stages =>
        [PolicyActionStage.Draft, PolicyActionStage.Simulated, PolicyActionStage.Proposed, PolicyActionStage.Approved, PolicyActionStage.CarriedOut];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed) =>
        Report is null || Report.StartsWith(Member.AgencyOf(signed.By) + "/", StringComparison.Ordinal)
            ? PolicyDecision.Accept(new PolicyActionDeclassified(signed, To, Report))
            : PolicyDecision.Refuse("not-your-report", "Only a member of the agency that filed the report can declassify it.");
}
