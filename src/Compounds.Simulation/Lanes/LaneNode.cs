namespace Compounds.Simulation;

/// <summary>What the engine must do for a node, decided once for all samples.</summary>
internal sealed class LaneNode
{
    public required int Node { get; init; }

    public required NodeType Type { get; init; }

    /// <summary>Gets the offset of the node's row in the tables of the engine.</summary>
    public required int Row { get; init; }

    public required bool HasLoad { get; init; }

    public required bool HasGrid { get; init; }

    public required bool HasSun { get; init; }

    public required bool HasBattery { get; init; }

    public required bool HasGenerator { get; init; }

    public required bool HasTank { get; init; }

    public required bool IsSite { get; init; }

    public required bool IsWaterworks { get; init; }

    public required float[]? Profile { get; init; }

    public required float[]? Shift { get; init; }

    /// <summary>Gets the ledger slot of each detailed line; -1 where there is none.</summary>
    public required int[] Slots { get; init; }

    /// <summary>Gets the position among the sites of displacement; -1 when it is none.</summary>
    public required int Site { get; init; }

    /// <summary>Gets a value indicating whether the power request differs from hour to hour.</summary>
    public bool AsksAnew => HasSun || HasBattery || Profile is not null;

    /// <summary>Gets a value indicating whether the node is a home on the line with nothing behind the meter: the most common case, served by a loop of its own.</summary>
    public bool IsHome => Type == NodeType.Village && HasLoad && HasGrid && !AsksAnew && !HasGenerator && !HasTank && !IsSite
        && Slot(LedgerLine.CivilPower) >= 0 && Slot(LedgerLine.CaptiveExposure) < 0;

    public LaneMeter Meter => new(Row, HasGrid, HasSun, HasBattery, Profile);

    public int Slot(LedgerLine line) => Slots[(int)line];
}
