using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Writes the measures down, or writes them anew before they are proposed.</summary>
/// <param name="Instruction">Who and why; becomes an author.</param>
/// <param name="Title">What the action is called, 1 to 200 characters.</param>
/// <param name="Scenario">The measures, at least one; whether they fit a network is checked when they are simulated.</param>
[GenerateSerializer, Immutable, Alias("policy/draft")]
public sealed record DraftPolicyAction([Id(0)] Instruction Instruction, [Id(1)] string Title, [Id(2)] Scenario Scenario) : PolicyActionCommand
{
    /// <summary>The longest title.</summary>
    public const int MaxTitleLength = 200;

    private protected override ImmutableArray<PolicyActionStage> Stages => [PolicyActionStage.Unwritten, PolicyActionStage.Draft, PolicyActionStage.Simulated];

    private protected override PolicyDecision Decide(PolicyAction action, Signature signed)
    {
        if (string.IsNullOrWhiteSpace(Title) || Title.Length > MaxTitleLength)
            return PolicyDecision.Refuse("title-malformed", "The title is missing or too long; give 1 to 200 characters.");
        if (Scenario is null || Scenario.Measures.IsDefaultOrEmpty)
            return PolicyDecision.Refuse("measures-missing", "The scenario has no measures; name at least one.");
        return IsBounded(Scenario)
            ? PolicyDecision.Accept(new PolicyActionDrafted(signed, Title.Trim(), Scenario))
            : PolicyDecision.Refuse("number-out-of-range", "The scenario holds a number without bound; give finite numbers.");
    }

    private static bool IsBounded(Scenario scenario) =>
        scenario.Measures.Select(static m => m.Depth).Concat((scenario.Displacement?.Draws() ?? []).Select(static d => d.Quantity)).All(static q => q.Points.All(double.IsFinite))
        && double.IsFinite(scenario.Tolerance);
}
