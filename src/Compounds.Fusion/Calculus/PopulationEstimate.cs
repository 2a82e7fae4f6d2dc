namespace Compounds.Fusion;

/// <summary>How many people there are, on the lists and off them.</summary>
/// <param name="Population">The estimate.</param>
/// <param name="StandardError">Its standard error, in people.</param>
/// <param name="Low">Low end of the 95 % interval; never fewer than are on the lists.</param>
/// <param name="High">High end of the 95 % interval.</param>
public readonly record struct PopulationEstimate(double Population, double StandardError, double Low, double High)
{
    // The number of people on no list is taken as lognormal, so that the interval never falls below those listed.
    internal static PopulationEstimate Of(double listed, double unlisted, double variance)
    {
        if (unlisted <= 0)
            return new(listed, Math.Sqrt(variance), listed, listed);

        var factor = Math.Exp(1.959963984540054 * Math.Sqrt(Math.Log(1 + (variance / (unlisted * unlisted)))));
        return new(listed + unlisted, Math.Sqrt(variance), listed + (unlisted / factor), listed + (unlisted * factor));
    }
}
