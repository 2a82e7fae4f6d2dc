namespace Compounds.Simulation;
/// <summary>x.</summary>
public sealed record BlockOutcome
{
    /// <summary>x.</summary>
    public const int Size = 256;
}
