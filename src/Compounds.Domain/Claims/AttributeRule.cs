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

    /// <summary>How the fact relates to time.</summary>
    public required Nature Nature { get; init; }

    /// <summary>Whether only one value holds at a time (status), or several may (suppliers). Quantities hold one for each slot.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether each amount is the total of all events up to its day, so that a later one succeeds an earlier one and is never added to it.</summary>
    public bool IsRunningTotal { get; init; }

    /// <summary>Whether each amount is a reading of one day of a state, such as a price: the readings of all days share one slot.</summary>
    public bool IsReading { get; init; }

    /// <summary>The codes of a category, in the order in which a person would read them; null for other forms.</summary>
    public IReadOnlyList<string>? Codes { get; init; }

    /// <summary>Codes that are no longer taken, each with the attribute that says the same now; stored claims keep them and are not fused.</summary>
    public IReadOnlyDictionary<string, string>? RetiredCodes { get; init; }

    /// <summary>Days after which evidence about a state weighs half; null for events and standing facts, which do not age.</summary>
    public double? HalfLifeDays { get; init; }

    /// <summary>Half-lives in days that differ by dimension, for example of fuel among the supplies.</summary>
    public IReadOnlyDictionary<string, double>? HalfLifeDaysByDimension { get; init; }

    /// <summary>Days within which two claims speak of the same time; further apart, the later one tells of a change.</summary>
    public double SuccessionDays { get; init; }

    /// <summary>The canonical unit of a quantity.</summary>
    public string? Unit { get; init; }

    /// <summary>The smallest quantity in the canonical unit that is not zero.</summary>
    public double Least { get; init; } = 1;

    /// <summary>The largest possible quantity in the canonical unit, for example 1 for a share; null when nothing but <see cref="High"/> limits it.</summary>
    public double? Most { get; init; }

    /// <summary>The greatest quantity in the canonical unit that is accepted; a claim beyond it is refused.</summary>
    public double High { get; init; } = 200_000;

    /// <summary>The quantity in the canonical unit above which a claim is accepted with a warning.</summary>
    public double SoftHigh { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a plain number is taken as counted or as estimated when the claim does not say.</summary>
    public Figures Figures { get; init; }

    /// <summary>The factor by which the quantity changes on average when it has changed; more than 1.</summary>
    public double Jump { get; init; } = 3;

    /// <summary>What the dimension names, for example <c>nationality</c>; null when the attribute has no dimension.</summary>
    public string? DimensionOf { get; init; }

    /// <summary>The dimensions allowed; null when any short text is.</summary>
    public IReadOnlyList<string>? Dimensions { get; init; }

    /// <summary>Whether a claim names the other party, for example the supplier whose share is told.</summary>
    public bool HasParty { get; init; }

    /// <summary>The kinds of subject that an entity value or a party may be.</summary>
    [JsonConverter(typeof(SubjectKindsJson))]
    public IReadOnlyList<SubjectKind>? PartyKinds { get; init; }

    /// <summary>Whether each value belongs to a day: the day, or last day, that was counted or read.</summary>
    public bool IsDated { get; init; }

    /// <summary>What a claim may break down by with <c>of</c>: <c>people</c>, or null when the attribute has no breakdown.</summary>
    public string? Axes { get; init; }

    /// <summary>The half-life for a dimension in days; null when the attribute does not age.</summary>
    public double? HalfLifeOf(string? dimension) =>
        dimension is not null && HalfLifeDaysByDimension is { } byDimension && byDimension.TryGetValue(dimension, out var days) ? days : HalfLifeDays;
}
