using Orleans;

namespace Compounds.Simulation;

/// <summary>When and how long a site was below half of its capacity to work, and who moved there.</summary>
/// <param name="Node">The name of the site; empty for all sites together.</param>
/// <param name="FirstHourBelowHalf">The first hour, over the samples in which there was one; nothing when there was none in any.</param>
/// <param name="ShareBelowHalf">The share of samples in which there was such an hour.</param>
/// <param name="HoursBelowHalf">The hours below half.</param>
/// <param name="MovedTo">The people who set out for the site.</param>
[GenerateSerializer, Immutable, Alias("simulation/site-outcome")]
public sealed record SiteOutcome(
    [Id(0)] string Node,
    [Id(1)] Spread? FirstHourBelowHalf,
    [Id(2)] double ShareBelowHalf,
    [Id(3)] Spread HoursBelowHalf,
    [Id(4)] Spread MovedTo);
