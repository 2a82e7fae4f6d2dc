using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Why a command was not followed.</summary>
/// <param name="Code">A stable code, for example <c>own-action</c>.</param>
/// <param name="Sentence">What is missing or in the way, and what would be right.</param>
/// <param name="Findings">What the do-no-harm gate found; empty for every other refusal.</param>
[GenerateSerializer, Immutable, Alias("policy/refusal")]
public sealed record PolicyRefusal([Id(0)] string Code, [Id(1)] string Sentence, [Id(2)] ImmutableArray<DoNoHarmFinding> Findings)
{
    /// <summary>Initializes a refusal that has nothing to do with harm.</summary>
    /// <param name="code">A stable code.</param>
    /// <param name="sentence">What would be right.</param>
    public PolicyRefusal(string code, string sentence)
        : this(code, sentence, [])
    {
    }
}
