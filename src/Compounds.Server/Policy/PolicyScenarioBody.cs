using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Server.Policy;

/// <summary>The measures of an action.</summary>
/// <param name="Id">The address of the scenario that it was drafted from.</param>
/// <param name="Measures">The measures.</param>
/// <param name="Rationing">Who is served first when there is not enough.</param>
/// <param name="HorizonHours">The hours simulated.</param>
/// <param name="Samples">The largest number of samples.</param>
/// <param name="Seed">The seed of all draws.</param>
/// <param name="Displacement">Whether operators may move people between sites.</param>
/// <param name="Sentences">The measures in sentences.</param>
public sealed record PolicyScenarioBody(
    string Id, IReadOnlyList<PolicyMeasureBody> Measures, RationingPolicy Rationing, int HorizonHours, int Samples, ulong Seed, bool Displacement, IReadOnlyList<string> Sentences)
{
    internal static PolicyScenarioBody Of(string id, Scenario scenario) => new(
        id, [.. scenario.Measures.Select(PolicyMeasureBody.Of)], scenario.Policy, scenario.Horizon, scenario.Samples, scenario.Seed, scenario.Displacement is not null,
        [.. scenario.Measures.Select(MeasureSentence.Of)]);
}

/// <summary>One measure.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Target">To which node or edge.</param>
/// <param name="FromHour">The first hour.</param>
/// <param name="ToHour">The first hour no longer; null means to the end.</param>
/// <param name="Depth">A number, or an object with the lowest, likeliest and highest value (low, mode, high), or the quantiles (p10, p50, p90).</param>
public sealed record PolicyMeasureBody(MeasureKind Kind, string Target, int FromHour, int? ToHour, object Depth)
{
    internal static PolicyMeasureBody Of(Measure measure) => new(measure.Kind, measure.Target, measure.From, measure.To, DepthOf(measure.Depth));

    private static object DepthOf(Quantity depth) => depth.Shape switch
    {
        QuantityShape.Fixed => depth.Median,
        QuantityShape.Triangular => new DepthRange(depth.Points[0], depth.Points[1], depth.Points[2]),
        _ => new Spread(depth.At(0.1), depth.At(0.5), depth.At(0.9)),
    };
}

/// <summary>A depth between a lowest and a highest value.</summary>
public sealed record DepthRange(double Low, double Mode, double High);
