namespace Compounds.Simulation;

/// <summary>What a measure does. The kind decides which flows of its target it touches.</summary>
public enum MeasureKind
{
    /// <summary>Cuts power through a node or edge.</summary>
    CutPower,

    /// <summary>Lowers the capacity of whatever flows through the target.</summary>
    Derate,

    /// <summary>Ends earlier measures on the target, wholly at depth 1.</summary>
    Restore,

    /// <summary>Stops fuel; the depth is 1 less the share that leaks.</summary>
    FuelBan,

    /// <summary>Cuts telecom through a node or edge.</summary>
    TelecomCut,

    /// <summary>Blocks satellite terminals; the depth is the effectiveness.</summary>
    StarlinkBlock,

    /// <summary>Closes a crossing to fuel and people.</summary>
    CrossingClosure,

    /// <summary>Freezes payments.</summary>
    FinanceFreeze,
}
