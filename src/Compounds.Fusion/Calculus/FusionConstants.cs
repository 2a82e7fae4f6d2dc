using System.Collections.Immutable;
using System.Text.Json;

namespace Compounds.Fusion;

/// <summary>The versioned constants of the fusion calculus: data with an owner and a reason, never literals in code.</summary>
/// <remarks>Immutable. Another version is another file; <see cref="Standard"/> is the one that ships.</remarks>
public sealed record FusionConstants
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web);

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

    /// <summary>Gets the factor from one cluster to the next; 0 to 1.</summary>
    public required Constant<double> AcrossDiscount { get; init; }

    /// <summary>Gets how many ranks count.</summary>
    public required Constant<int> Ranks { get; init; }

    /// <summary>Gets the least kappa of a conflict; 0 to 1.</summary>
    public required Constant<double> ConflictShare { get; init; }

    /// <summary>Gets the least support of the weaker side of a conflict, in nats.</summary>
    public required Constant<double> ConflictNats { get; init; }

    /// <summary>Gets the least weight of an amount that can contradict another; 0 to 1.</summary>
    public required Constant<double> QuantityConflictWeight { get; init; }

    /// <summary>Gets how many standard deviations apart in ln x two contradicting amounts are.</summary>
    public required Constant<double> QuantityConflictDeviations { get; init; }

    /// <summary>Gets the least support of a cluster that counts as a source, in nats.</summary>
    public required Constant<double> EffectiveSourceNats { get; init; }

    /// <summary>Gets the standard deviation in ln x of an estimate without a range.</summary>
    public required Constant<double> EstimateSigma { get; init; }

    /// <summary>Gets the least standard deviation in ln x of a range.</summary>
    public required Constant<double> IntervalSigmaFloor { get; init; }

    /// <summary>Gets the least standard deviation in ln x of a figure.</summary>
    public required Constant<double> LeastSigma { get; init; }

    /// <summary>Gets the greatest standard deviation in ln x of a counted figure.</summary>
    public required Constant<double> CountedSigma { get; init; }

    /// <summary>Gets the amount below which a whole number was counted in ones.</summary>
    public required Constant<double> WholeNumbersBelow { get; init; }

    /// <summary>Gets the softness in ln x of "at least" and "at most".</summary>
    public required Constant<double> BoundSigma { get; init; }

    /// <summary>Gets the bounds of the seven expressions of probability, ascending; the last belongs to the word above it.</summary>
    public required Constant<ImmutableArray<double>> WordThresholds { get; init; }

    /// <summary>Gets by how much in ln x a wrong figure is wrong on average.</summary>
    public required Constant<double> WrongFactor { get; init; }

    /// <summary>Gets by how much in ln x a state that changed has changed on average.</summary>
    public required Constant<double> Jump { get; init; }

    /// <summary>Gets the factor on the credence of a running total that succeeds a lower one.</summary>
    public required Constant<double> Growth { get; init; }

    /// <summary>Gets the days in which a later, higher running total takes over by half.</summary>
    public required Constant<double> TotalSuccessionDays { get; init; }

    /// <summary>Gets the least weight of a running total that says up to which day is counted.</summary>
    public required Constant<double> DayWeight { get; init; }

    /// <summary>Gets the age in half-lives beyond which a state is stale.</summary>
    public required Constant<double> StaleHalfLives { get; init; }

    /// <summary>Gets the share of the least amount at which zero stands.</summary>
    public required Constant<double> ZeroShare { get; init; }

    /// <summary>Gets the share of the least amount below which a result is published as zero.</summary>
    public required Constant<double> ZeroBelow { get; init; }

    /// <summary>Gets the finest step in ln x of a grid.</summary>
    public required Constant<double> GridStep { get; init; }

    /// <summary>Gets the coarsest step in ln x of a grid.</summary>
    public required Constant<double> GridCoarsest { get; init; }

    /// <summary>Gets the steps of a grid to the least standard deviation.</summary>
    public required Constant<double> GridPerSigma { get; init; }

    /// <summary>Gets the scales by which a grid reaches beyond the outermost figures.</summary>
    public required Constant<double> GridScales { get; init; }

    /// <summary>Gets the samples of each slot for the range of a total with independent errors.</summary>
    public required Constant<int> TotalSamples { get; init; }

    /// <summary>Reads constants from JSON in the shape of <c>fusion-constants.json</c>.</summary>
    /// <exception cref="JsonException">The text is not JSON or an entry is missing.</exception>
    public static FusionConstants FromJson(Stream json) =>
        JsonSerializer.Deserialize<FusionConstants>(json, s_format) ?? throw new JsonException("The constants are null.");

    private static FusionConstants ReadStandard()
    {
        using var json = typeof(FusionConstants).Assembly.GetManifestResourceStream("Compounds.Fusion.fusion-constants.json")
            ?? throw new InvalidOperationException("The assembly holds no fusion constants.");
        return FromJson(json);
    }
}
