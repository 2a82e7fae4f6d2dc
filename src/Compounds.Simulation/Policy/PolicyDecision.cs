using System.Collections.Immutable;

namespace Compounds.Simulation.Policy;

/// <summary>What follows from a command: facts, a refusal, or nothing when the command was followed before.</summary>
/// <param name="Facts">The new facts in order, all or none of which are to be stored.</param>
/// <param name="Refusal">Why there are none; null when the command was accepted, now or before.</param>
public sealed record PolicyDecision(ImmutableArray<PolicyActionFact> Facts, PolicyRefusal? Refusal)
{
    /// <summary>Gets the answer to a command that was followed before.</summary>
    public static PolicyDecision NothingToDo { get; } = new([], null);

    /// <summary>Accepts.</summary>
    /// <param name="facts">What follows.</param>
    public static PolicyDecision Accept(params ImmutableArray<PolicyActionFact> facts) => new(facts, null);

    /// <summary>Refuses.</summary>
    /// <param name="code">A stable code.</param>
    /// <param name="sentence">What would be right.</param>
    public static PolicyDecision Refuse(string code, string sentence) => Refuse(new PolicyRefusal(code, sentence));

    /// <summary>Refuses.</summary>
    /// <param name="refusal">Why.</param>
    public static PolicyDecision Refuse(PolicyRefusal refusal) => new([], refusal);
}
