namespace Compounds.Simulation.Tests.Lanes;

/// <summary>What an hour could cost at most, times the rounding of a share: what a small remainder of it may be off.</summary>
internal sealed class Exposure(Realisation world, double rounding)
{
    private readonly double _largestLoad = world[NodeParameter.Load].ToArray().Max();

    /// <summary>What may be off in one hour of a line at a node, in the unit of the line.</summary>
    public double Hour(LedgerLine line, int v) => rounding * Neighbour(v) * line switch
    {
        LedgerLine.LostWorkerHours => world[NodeParameter.Headcount][v] * world[NodeParameter.WorkingShare][v],
        LedgerLine.CivilPower or LedgerLine.CivilTelecom or LedgerLine.WaterBelowMinimum or LedgerLine.WaterBelowSurvival => world[NodeParameter.Population][v],
        LedgerLine.CaptiveExposure or LedgerLine.CaptiveTransit => world[NodeParameter.Captives][v],
        LedgerLine.UnservedEnergy => world[NodeParameter.Load][v],
        LedgerLine.FuelBurnt => world[NodeParameter.Load][v] * Physics.LitresPerKilowattHour,
        _ => 1,
    };

    /// <summary>
    /// How much larger than its own load that of a neighbour may be: where both want what is scarce, the rounding of the larger share moves what
    /// is left for the smaller by as many times its own.
    /// </summary>
    private double Neighbour(int v) => world[NodeParameter.Load][v] is > 0 and var load ? _largestLoad / load : 1;
}
