using Compounds.Subjects;

namespace Compounds.Claims;

/// <summary>What a claim says about its attribute: one of a closed set of forms.</summary>
[GenerateSerializer, Immutable, Alias("value/claim-value")]
public abstract record ClaimValue
{
    private protected ClaimValue()
    {
    }
}

/// <summary>One code of the attribute's list, for example <c>operating</c>.</summary>
[GenerateSerializer, Immutable, Alias("value/category")]
public sealed record CategoryValue([Id(0)] string Code) : ClaimValue;

/// <summary>A short text of an open list, such as a province or the authority behind a sanction; equal texts are equal in matching form.</summary>
[GenerateSerializer, Immutable, Alias("value/label")]
public sealed record LabelValue([Id(0)] string Text) : ClaimValue;

/// <summary>Another subject, for example the operator of a compound.</summary>
[GenerateSerializer, Immutable, Alias("value/entity")]
public sealed record EntityValue([Id(0)] SubjectReference Subject) : ClaimValue;

/// <summary>One more name of the subject, kept as written.</summary>
/// <param name="Name">The name in its own script.</param>
/// <param name="Language">The BCP 47 language tag, or null.</param>
[GenerateSerializer, Immutable, Alias("value/alias")]
public sealed record AliasValue([Id(0)] string Name, [Id(1)] string? Language) : ClaimValue;

/// <summary>A place on earth (WGS 84).</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="PrecisionKilometres">The radius in which the true place lies with about 80 %, in km; more than 0.</param>
[GenerateSerializer, Immutable, Alias("value/point")]
public sealed record PointValue(
    [Id(0)] double Latitude, [Id(1)] double Longitude, [Id(2)] double PrecisionKilometres) : ClaimValue;

/// <summary>How a quantity is bounded.</summary>
public enum QuantityForm
{
    /// <summary>One number.</summary>
    Point,

    /// <summary>From a lower to an upper number, meant as the middle 80 %.</summary>
    Interval,

    /// <summary>A number or more.</summary>
    AtLeast,

    /// <summary>A number or less.</summary>
    AtMost,
}

/// <summary>A number with a unit. The numbers stay as given; <see cref="CanonicalLow"/> and <see cref="CanonicalHigh"/> convert.</summary>
/// <param name="Form">How it is bounded.</param>
/// <param name="Low">The number, or the lower end, in <paramref name="Unit"/>.</param>
/// <param name="High">The upper end of an interval in <paramref name="Unit"/>, else equal to <paramref name="Low"/>.</param>
/// <param name="Sigma">The spread of a point on the natural-log scale, or null for the rule's own.</param>
/// <param name="Unit">The unit as given, for example <c>MW</c>.</param>
/// <param name="Factor">Canonical units in one given unit, for example 1000 for MW in kW.</param>
/// <param name="Counted">Whether the number was counted (true) or estimated (false); null for what is usual for the attribute.</param>
[GenerateSerializer, Immutable, Alias("value/quantity")]
public sealed record QuantityValue(
    [Id(0)] QuantityForm Form, [Id(1)] double Low, [Id(2)] double High,
    [Id(3)] double? Sigma, [Id(4)] string Unit, [Id(5)] double Factor, [Id(6)] bool? Counted = null) : ClaimValue
{
    /// <summary>The lower end in the canonical unit of the attribute.</summary>
    public double CanonicalLow() => Low * Factor;

    /// <summary>The upper end in the canonical unit of the attribute.</summary>
    public double CanonicalHigh() => High * Factor;
}
