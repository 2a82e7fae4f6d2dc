using System.Globalization;

namespace Compounds.Grains.Queues;

/// <summary>A run was not taken: as many of the same caller or agency wait as may. Nothing of it was stored.</summary>
public sealed class SimulationQueueFullException : Exception
{
    /// <summary>Creates the exception without a sentence.</summary>
    public SimulationQueueFullException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public SimulationQueueFullException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public SimulationQueueFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Tells the place that it would have had; of others nothing.</summary>
    /// <param name="own">The runs of the same caller that wait.</param>
    /// <param name="agency">The runs of the same agency that wait, those among them.</param>
    internal static SimulationQueueFullException Behind(int own, int agency) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"It would be number {own + 1} of yours and number {agency + 1} of your agency that wait to be simulated."));
}
