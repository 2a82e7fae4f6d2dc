namespace Compounds.Simulation;

/// <summary>Constants of machines and needs. Each says where it comes from.</summary>
internal static class Physics
{
    /// <summary>L/h a kW of rating while running: the no-load part of a line fitted to manufacturers' charts.</summary>
    public const double IdleLitresPerKilowatt = 0.0209;

    /// <summary>L a kWh of output: the slope of the same line.</summary>
    public const double LitresPerKilowattHour = 0.2493;

    /// <summary>L a kWh at full load.</summary>
    public const double FullLoadLitresPerKilowattHour = IdleLitresPerKilowatt + LitresPerKilowattHour;

    /// <summary>m3/h a person: 15 L a person a day, the Sphere minimum.</summary>
    public const double MinimumWater = 15.0 / 24 / 1000;

    /// <summary>m3/h a person: 7.5 L a person a day, the Sphere survival line.</summary>
    public const double SurvivalWater = 7.5 / 24 / 1000;

    /// <summary>Amounts below this are nothing: kW, L, Mbps, m3/h alike.</summary>
    public const double Nothing = 1e-9;

    private const double SolarYield = 4.2;

    private static readonly double[] SolarProfile = Normalise(
        [0, 0, 0, 0, 0, 0, .05, .2, .4, .6, .75, .85, .9, .85, .75, .6, .4, .2, .05, 0, 0, 0, 0, 0], SolarYield);

    /// <summary>kW a kWp in an hour of the day; 4.2 kWh a day.</summary>
    public static double Sun(int hourOfDay) => SolarProfile[hourOfDay];

    private static double[] Normalise(double[] shape, double total)
    {
        var sum = shape.Sum();
        return [.. shape.Select(x => x * total / sum)];
    }
}
