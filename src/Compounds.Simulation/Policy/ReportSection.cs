using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>A part of a report.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Sentences">What it says, in order.</param>
[GenerateSerializer, Immutable, Alias("policy/report-section")]
public sealed record ReportSection([Id(0)] string Title, [Id(1)] ImmutableArray<string> Sentences);
