using Compounds.Grains.Inbox;

namespace Compounds.Grains.Narratives;

/// <summary>What one step of a scan along an inbox found.</summary>
/// <param name="Hits">The hits among the reports of this step that come after the place asked for, in no order.</param>
/// <param name="Next">Where the next step begins, or null at the end.</param>
[GenerateSerializer, Immutable, Alias("value/narrative-scan")]
public sealed record NarrativeScan([Id(0)] IReadOnlyList<NarrativeHit> Hits, [Id(1)] ReportPosition? Next);
