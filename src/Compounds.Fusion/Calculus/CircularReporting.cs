namespace Compounds.Fusion;

/// <summary>Reports that cite each other in a circle, or one that cites itself: together they are one origin.</summary>
/// <param name="OriginId">The smallest id among them, which names the origin.</param>
/// <param name="Reports">All of them, in order of id.</param>
public sealed record CircularReporting(string OriginId, IReadOnlyList<string> Reports);
