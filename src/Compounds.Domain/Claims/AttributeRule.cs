using System.Text.Json.Serialization;
using Compounds.Subjects;

namespace Compounds.Claims;

/// <summary>The form in which an attribute's value is told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ValueForm>))]
public enum ValueForm
{
    /// <summary>One code of a closed list.</summary>
    [JsonStringEnumMemberName("category")]
    Category,

    /// <summary>A short text of an open list.</summary>
    [JsonStringEnumMemberName("label")]
    Label,

    /// <summary>Another subject.</summary>
    [JsonStringEnumMemberName("entity")]
    Entity,

    /// <summary>A number with a unit.</summary>
    [JsonStringEnumMemberName("quantity")]
    Quantity,

    /// <summary>A place.</summary>
    [JsonStringEnumMemberName("point")]
    Point,

    /// <summary>One more name.</summary>
    [JsonStringEnumMemberName("alias")]
    Alias,
}

/// <summary>One entry of the attribute catalogue: what may be said, and how it is fused.</summary>
public sealed record AttributeRule
{
    /// <summary>The name in reports, for example <c>headcount</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name on screen.</summary>
    public required string Label { get; init; }

    /// <summary>The kinds of subject that have it.</summary>
    [JsonConverter(typeof(SubjectKindsJson))]
    public required IReadOnlyList<SubjectKind> Kinds { get; init; }

    /// <summary>The form of its value.</summary>
    public required ValueForm Form { get; init; }

    /// <summary>Whether only one value holds at a time (status), or several may (suppliers). Quantities and points hold one for each slot.</summary>
    public bool IsSingle { get; init; }

    /// <summary>The codes of a category with the prior of each; the priors of a single-valued category add to 1.</summary>
    public IReadOnlyDictionary<string, double>? Codes { get; init; }

    /// <summary>The prior probability of each value of a multi-valued attribute, in (0, 1).</summary>
    public double Prior { get; init; } = 0.1;

    /// <summary>Days after which evidence weighs half.</summary>
    public required double HalfLifeDays { get; init; }

    /// <summary>Half-lives in days that differ by dimension, for example of fuel among the supplies.</summary>
    public IReadOnlyDictionary<string, double>? HalfLifeDaysByDimension { get; init; }

    /// <summary>The canonical unit of a quantity.</summary>
    public string? Unit { get; init; }

    /// <summary>The least possible quantity in the canonical unit; more than 0, since quantities are fused on a log scale.</summary>
    public double Low { get; init; } = 1;

    /// <summary>The greatest possible quantity in the canonical unit; a claim beyond it is refused.</summary>
    public double High { get; init; } = 200_000;

    /// <summary>The quantity in the canonical unit above which a claim is accepted with a warning.</summary>
    public double SoftHigh { get; init; } = double.PositiveInfinity;

    /// <summary>The median of the prior in the canonical unit.</summary>
    public double PriorMedian { get; init; } = 500;

    /// <summary>The spread of the prior on the natural-log scale.</summary>
    public double PriorSigma { get; init; } = 1.5;

    /// <summary>What the dimension names, for example <c>nationality</c>; null when the attribute has no dimension.</summary>
    public string? DimensionOf { get; init; }

    /// <summary>The dimensions allowed; null when any short text is.</summary>
    public IReadOnlyList<string>? Dimensions { get; init; }

    /// <summary>Whether a claim names the other party, for example the supplier whose share is told.</summary>
    public bool HasParty { get; init; }

    /// <summary>The kinds of subject that an entity value or a party may be.</summary>
    [JsonConverter(typeof(SubjectKindsJson))]
    public IReadOnlyList<SubjectKind>? PartyKinds { get; init; }

    /// <summary>Whether each value belongs to a day (an event that was counted).</summary>
    public bool IsDated { get; init; }

    /// <summary>The half-life for a dimension, in days.</summary>
    public double HalfLifeOf(string? dimension) =>
        dimension is not null && HalfLifeDaysByDimension is { } byDimension && byDimension.TryGetValue(dimension, out var days) ? days : HalfLifeDays;
}
