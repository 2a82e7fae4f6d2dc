namespace Compounds.Simulation;

/// <summary>What is behind the meter of a node: the part of <see cref="LaneNode"/> that every hour reads, small enough to stay in the nearest cache.</summary>
/// <param name="Row">The offset of the node's row.</param>
/// <param name="HasGrid">Whether it is on the line.</param>
/// <param name="HasSun">Whether it has solar panels.</param>
/// <param name="HasBattery">Whether it has a battery.</param>
/// <param name="Profile">Its share of the load by hour of the day; null when it is the same all day.</param>
internal readonly record struct LaneMeter(int Row, bool HasGrid, bool HasSun, bool HasBattery, float[]? Profile);
