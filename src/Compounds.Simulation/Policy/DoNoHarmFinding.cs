using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Something that keeps the do-no-harm gate closed.</summary>
/// <param name="Code">A stable code, for example <c>captive-estimate-missing</c>.</param>
/// <param name="Subject">The site, feeder, crossing or report concerned; empty when it is the case as a whole.</param>
/// <param name="Sentence">What is missing or in the way.</param>
/// <param name="Remedy">What to do about it.</param>
[GenerateSerializer, Immutable, Alias("policy/do-no-harm-finding")]
public sealed record DoNoHarmFinding([Id(0)] string Code, [Id(1)] string Subject, [Id(2)] string Sentence, [Id(3)] string Remedy);
