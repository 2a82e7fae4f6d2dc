using System.ComponentModel.DataAnnotations;
using Compounds.Grains.Queues;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Simulation;

/// <summary>How much a server simulates at once, and how much may wait for it. Section <c>Simulation</c>.</summary>
internal sealed class SimulationOptions
{
    public const string Section = "Simulation";

    /// <summary>
    /// Gets the samples times hours under way at once, 500,000 to 10,000,000,000; 14,400,000 by default: two of the largest scenarios.
    /// </summary>
    [Range(500_000, 10_000_000_000)]
    public long SampleHoursAtOnce { get; init; } = SimulationLimits.Default.SampleHoursAtOnce;

    /// <summary>
    /// Gets the megabytes that runs under way hold at most, 50 to 1,000,000; 800 by default. Short runs have a seventh of that besides.
    /// </summary>
    [Range(50, 1_000_000)]
    public int MegabytesHeld { get; init; } = (int)(SimulationLimits.Default.BytesHeld / Megabyte);

    /// <summary>Gets the runs that one key or member may have waiting, 1 to 10,000; 20 by default.</summary>
    [Range(1, 10_000)]
    public int WaitingOfCaller { get; init; } = SimulationLimits.Default.WaitingOfCaller;

    /// <summary>Gets the runs that one agency may have waiting, 1 to 10,000; 60 by default.</summary>
    [Range(1, 10_000)]
    public int WaitingOfAgency { get; init; } = SimulationLimits.Default.WaitingOfAgency;

    private const int Megabyte = 1_000_000;

    /// <summary>The limits that the settings name.</summary>
    public static SimulationLimits LimitsOf(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<SimulationOptions>() ?? new SimulationOptions();
        return new SimulationLimits
        {
            SampleHoursAtOnce = options.SampleHoursAtOnce, BytesHeld = (long)options.MegabytesHeld * Megabyte,
            WaitingOfCaller = options.WaitingOfCaller, WaitingOfAgency = options.WaitingOfAgency,
        };
    }
}

[OptionsValidator]
internal sealed partial class SimulationOptionsValidator : IValidateOptions<SimulationOptions>;
