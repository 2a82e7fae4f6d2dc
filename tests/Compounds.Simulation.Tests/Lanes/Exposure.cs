namespace Compounds.Simulation.Tests.Lanes;

/// <summary>What an hour could cost at most, times the rounding of a share: what a small remainder of it may be off.</summary>
internal sealed class Exposure(Realisation world, double rounding)
{
    /// <summary>What may be off in one hour of a line at a node, in the unit of the line.</summary>
    public double Hour(LedgerLine line, int v) => rounding * line switch
    {
        LedgerLine.LostWorkerHours => world[NodeParameter.Headcount][v] * world[NodeParameter.WorkingShare][v],
        LedgerLine.CivilPower or LedgerLine.CivilTelecom or LedgerLine.WaterBelowMinimum or LedgerLine.WaterBelowSurvival => world[NodeParameter.Population][v],
        LedgerLine.CaptiveExposure or LedgerLine.CaptiveTransit => world[NodeParameter.Captives][v],
        LedgerLine.UnservedEnergy => world[NodeParameter.Load][v],
        LedgerLine.FuelBurnt => world[NodeParameter.Load][v] * Physics.LitresPerKilowattHour,
        _ => 1,
    };
}
