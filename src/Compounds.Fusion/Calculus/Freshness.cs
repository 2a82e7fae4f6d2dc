namespace Compounds.Fusion;

/// <summary>How old the newest claim about an attribute is.</summary>
/// <param name="ObservedHour">When it was observed, whole hours since 2020-01-01T00:00Z.</param>
/// <param name="AgeHours">Whole hours from then to the as-of time.</param>
/// <param name="Remaining">What its half-life left of its weight; 0 to 1.</param>
public readonly record struct Freshness(long ObservedHour, long AgeHours, double Remaining);
