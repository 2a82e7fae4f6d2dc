using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Something that a person wants done to a policy action.</summary>
[GenerateSerializer, Immutable, Alias("policy/command")]
public abstract record PolicyActionCommand
{
    private static readonly PolicyRefusal s_taken = new(
        "command-id-taken", "Another person, or another step, was followed under this command id and nothing was done now; give each step an id of its own.");

    private protected PolicyActionCommand()
    {
    }

    /// <summary>Gets the command's id, who gives it and why.</summary>
    public abstract Instruction Instruction { get; init; }

    /// <summary>Gets the stages in which the command makes sense.</summary>
    private protected abstract ImmutableArray<PolicyActionStage> Stages { get; }

    /// <summary>Decides which facts follow. Pure: the time is a parameter.</summary>
    /// <param name="action">The action as it stands.</param>
    /// <param name="now">When the command is decided on, in UTC.</param>
    /// <returns>The new facts in order; none when the command was followed before or is refused.</returns>
    public PolicyDecision Decide(PolicyAction action, DateTimeOffset now)
    {
        if (Instruction.Check() is { } malformed)
            return PolicyDecision.Refuse(malformed);
        if (action.Followed.TryGetValue(Instruction.CommandId, out var followed))
            return followed.IsOf(Instruction) ? PolicyDecision.NothingToDo : PolicyDecision.Refuse(s_taken);
        if (!Stages.Contains(action.Stage))
            return PolicyDecision.Refuse(WrongStage(action.Stage));
        return Decide(action, new Signature(Instruction.CommandId, Instruction.By, Instruction.Why.Trim(), now.ToUniversalTime(), Instruction.Asked));
    }

    /// <summary>Decides on a well-formed, new command in a fitting stage.</summary>
    private protected abstract PolicyDecision Decide(PolicyAction action, Signature signed);

    private static PolicyRefusal WrongStage(PolicyActionStage stage) => stage switch
    {
        PolicyActionStage.Unwritten => new("not-drafted", "There is no such policy action; draft it first."),
        PolicyActionStage.Draft => new("not-simulated", "The draft has no forecast; simulate it first."),
        PolicyActionStage.Simulated => new("not-proposed", "The action is simulated and not proposed; propose it first."),
        PolicyActionStage.Proposed => new("awaiting-approval", "The proposal waits for two approvals; approve it or send it back first."),
        PolicyActionStage.Approved => new("already-approved", "The action is approved and its forecast is frozen; carry it out, or withdraw it and draft another."),
        PolicyActionStage.CarriedOut => new("already-carried-out", "The action was carried out; record observations and review it."),
        PolicyActionStage.Reviewed => new("already-reviewed", "The action was reviewed and is closed; draft another."),
        _ => new("withdrawn", "The action was withdrawn and is closed; draft another."),
    };
}
