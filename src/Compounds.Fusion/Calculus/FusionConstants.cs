using System.Collections.Immutable;
using System.Text.Json;

namespace Compounds.Fusion;

/// <summary>The versioned constants of the fusion calculus: data with an owner and a reason, never literals in code.</summary>
/// <remarks>Immutable. Another version is another file; <see cref="Standard"/> is the one that ships.</remarks>
public sealed record FusionConstants
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Gets the constants that ship with the product.</summary>
    public static FusionConstants Standard { get; } = ReadStandard();

    /// <summary>Gets the version, part of what every result is a function of.</summary>
    public required string Version { get; init; }

    /// <summary>Gets who answers for the set as a whole.</summary>
    public required string Owner { get; init; }

    /// <summary>Gets the probability that a source of each letter is right; above 0.5, below 1.</summary>
    public required Constant<ImmutableSortedDictionary<string, double>> Reliability { get; init; }

    /// <summary>Gets the share of the source's weight that each digit carries; above 0, at most 1.</summary>
    public required Constant<ImmutableSortedDictionary<string, double>> Credibility { get; init; }

    /// <summary>Gets the factor from one rank to the next inside an origin; 0 to 1.</summary>
    public required Constant<double> OriginDiscount { get; init; }

    /// <summary>Gets the factor from one origin to the next inside a cluster; 0 to 1.</summary>
    public required Constant<double> ClusterDiscount { get; init; }

    /// <summary>Gets how many ranks count, in an origin and in a cluster.</summary>
    public required Constant<int> Ranks { get; init; }

    /// <summary>Gets whether credibility 1 counts as 2 once another source says the same.</summary>
    public required Constant<bool> CapConfirmed { get; init; }

    /// <summary>Gets the least kappa of a contradiction; 0 to 1.</summary>
    public required Constant<double> ConflictShare { get; init; }

    /// <summary>Gets the least support of the weaker side of a contradiction, in nats.</summary>
    public required Constant<double> ConflictNats { get; init; }

    /// <summary>Gets the least weight of a quantity claim that can contradict another; 0 to 1.</summary>
    public required Constant<double> QuantityConflictWeight { get; init; }

    /// <summary>Gets how many standard deviations apart in ln x two contradicting quantities are.</summary>
    public required Constant<double> QuantityConflictDeviations { get; init; }

    /// <summary>Gets the least support of a cluster that counts as a source, in nats.</summary>
    public required Constant<double> EffectiveSourceNats { get; init; }

    /// <summary>Gets the standard deviation in ln x of a figure without a range.</summary>
    public required Constant<double> PointSigma { get; init; }

    /// <summary>Gets the least standard deviation in ln x of a range.</summary>
    public required Constant<double> IntervalSigmaFloor { get; init; }

    /// <summary>Gets the softness in ln x of "at least" and "at most".</summary>
    public required Constant<double> BoundSigma { get; init; }

    /// <summary>Gets the upper bounds of the first six expressions of probability, ascending.</summary>
    public required Constant<ImmutableArray<double>> WordThresholds { get; init; }

    /// <summary>Reads constants from JSON in the shape of <c>fusion-constants.json</c>.</summary>
    /// <exception cref="JsonException">The text is not JSON or an entry is missing.</exception>
    public static FusionConstants FromJson(Stream json) =>
        JsonSerializer.Deserialize<FusionConstants>(json, Format) ?? throw new JsonException("The constants are null.");

    private static FusionConstants ReadStandard()
    {
        using var json = typeof(FusionConstants).Assembly.GetManifestResourceStream("Compounds.Fusion.fusion-constants.json")
            ?? throw new InvalidOperationException("The assembly holds no fusion constants.");
        return FromJson(json);
    }
}
