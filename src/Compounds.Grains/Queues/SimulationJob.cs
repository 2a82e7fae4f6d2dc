namespace Compounds.Grains.Queues;

/// <summary>A run that waits or is under way.</summary>
/// <param name="Agency">Whose readers asked for it.</param>
/// <param name="Caller">Which key or member asked; empty where that is not known any more.</param>
/// <param name="SampleHours">Its samples times hours.</param>
/// <param name="Bytes">What it holds while it is under way.</param>
public sealed record SimulationJob(string Agency, string Caller, long SampleHours, long Bytes)
{
    /// <summary>
    /// Runs of so many sample-hours take a second or two, as those that people ask on screen do: they never wait behind long ones.
    /// </summary>
    public const long MostOfShort = 500_000;

    /// <summary>A sample of an hour is one number in single precision on each of the thirteen lines.</summary>
    private const int BytesASampleHour = 52;

    /// <summary>Whether it never waits behind long ones.</summary>
    public bool IsShort => SampleHours <= MostOfShort;

    /// <summary>A run that keeps every block until its last.</summary>
    public static SimulationJob OfScenario(string agency, string caller, long sampleHours) =>
        new(agency, caller, sampleHours, sampleHours * BytesASampleHour);

    /// <summary>A run of many sets, of which each worker holds one.</summary>
    public static SimulationJob OfSets(string agency, string caller, long sampleHoursOfSet, int sets, int workers) =>
        new(agency, caller, sampleHoursOfSet * Math.Max(sets, 1), sampleHoursOfSet * BytesASampleHour * workers);
}
