namespace Compounds.Simulation;

/// <summary>An edge to a consumer.</summary>
/// <param name="Row">The row of the consumer.</param>
/// <param name="ClassRow">The row of the tail's requests in the class of the consumer.</param>
/// <param name="EdgeRow">The row of the edge.</param>
/// <param name="IsLimited">Whether its capacity can bind, be cut or be missing.</param>
/// <param name="IsLossy">Whether it loses anything.</param>
/// <param name="IsWaiting">Whether it arms after a delay.</param>
internal readonly record struct LaneEdge(int Row, int ClassRow, int EdgeRow, bool IsLimited, bool IsLossy, bool IsWaiting)
{
    /// <summary>Gets a value indicating whether what is wanted over the edge is what is requested.</summary>
    public bool IsPlain { get; } = !(IsLimited || IsLossy || IsWaiting);
}
