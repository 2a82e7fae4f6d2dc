using Orleans;

namespace Compounds.Simulation;

/// <summary>How far one unknown moves a line: one bar of a tornado.</summary>
/// <param name="Parameter">The name of the draw, or <c>*.essential</c> for all parameters of a name together.</param>
/// <param name="AtLow">The mean of the line with the parameter at its P10 and all else as drawn.</param>
/// <param name="AtHigh">The mean of the line with the parameter at its P90 and all else as drawn the same.</param>
[GenerateSerializer, Immutable, Alias("simulation/influence")]
public sealed record Influence([Id(0)] string Parameter, [Id(1)] double AtLow, [Id(2)] double AtHigh)
{
    /// <summary>Gets the length of the bar.</summary>
    public double Swing => Math.Abs(AtHigh - AtLow);
}
