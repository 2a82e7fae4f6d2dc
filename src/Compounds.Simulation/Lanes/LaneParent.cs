namespace Compounds.Simulation;

/// <summary>An edge between conduits.</summary>
/// <param name="EdgeRow">The row of the edge.</param>
/// <param name="OptionRow">The first of three rows that hold what is asked over it.</param>
/// <param name="ParentClassRow">The first of three rows of the parent's requests.</param>
/// <param name="GateRow">The row of the parent when it can fail; -1 when it cannot.</param>
/// <param name="Rank">The rank.</param>
/// <param name="IsLimited">Whether its capacity can bind, be cut or be missing.</param>
/// <param name="IsLossy">Whether it loses anything.</param>
/// <param name="IsWaiting">Whether it arms after a delay.</param>
internal readonly record struct LaneParent(int EdgeRow, int OptionRow, int ParentClassRow, int GateRow, int Rank, bool IsLimited, bool IsLossy, bool IsWaiting);
