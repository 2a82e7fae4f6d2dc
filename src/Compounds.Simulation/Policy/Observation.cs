using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>Something observed after the measures were taken.</summary>
/// <param name="Line">The line of the forecast that it measures.</param>
/// <param name="Value">The total observed over the horizon, in the unit of the line, at least 0.</param>
/// <param name="StandardError">How far the observation may be off at one sigma, in the same unit, above 0.</param>
/// <param name="ObservedAt">When it was made, in UTC.</param>
/// <param name="Source">The report it rests on, 1 to 200 characters.</param>
/// <param name="Threshold">A yes-or-no question, whether the line exceeds this; null when none was asked.</param>
/// <param name="Reference">The value without the measures, against which the direction of change is judged; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("policy/observation")]
public sealed record Observation(
    [Id(0)] LedgerLine Line,
    [Id(1)] double Value,
    [Id(2)] double StandardError,
    [Id(3)] DateTimeOffset ObservedAt,
    [Id(4)] string Source,
    [Id(5)] double? Threshold = null,
    [Id(6)] double? Reference = null)
{
    /// <summary>The longest source.</summary>
    public const int MaxSourceLength = 200;

    /// <summary>Says what is wrong with the form.</summary>
    /// <returns>The refusal; nothing when all is well.</returns>
    internal PolicyRefusal? Check()
    {
        if (!(double.IsFinite(Value) && Value >= 0) || Threshold is { } t && !double.IsFinite(t) || Reference is { } r && !double.IsFinite(r))
            return new("value-out-of-range", "The observed value is missing, below 0 or not finite; give a number in the unit of the line.");
        if (!(double.IsFinite(StandardError) && StandardError > 0))
            return new("standard-error-missing", "The standard error is missing; no observation is exact, give a number above 0.");
        return string.IsNullOrWhiteSpace(Source) || Source.Length > MaxSourceLength
            ? new("source-missing", "The source is missing or too long; name the report that the observation rests on.")
            : null;
    }
}
